-- The picture of a model as plain text, for a terminal.
-- In: a checked config and its rope.
-- Out: lines of at most 80 ASCII characters, unless a name alone is longer.
-- Always: the same facts as the picture; what does not fit is said.

local anatomy = require("picture.anatomy")
local boards = require("picture.boards")
local example = require("example")
local notes = require("picture.notes")
local tokens = require("sketch.tokens")

local sketch = {}

local WIDTH <const>, MOST_CHANNELS <const>, LINE <const>, ROWS <const> = 78, 512, 64, 9

local function add(lines, indent, text)
  local prefix = (" "):rep(indent)
  for _, line in ipairs(notes.wrap(text, WIDTH - indent)) do
    lines[#lines + 1] = prefix .. line
  end
end

-- A capital letter for each axis: one of its name's, else the next that is free.
local function letters_of(model)
  local letters, taken = {}, {}
  for i, axis in ipairs(model.axes) do
    for letter in (axis.name:upper() .. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):gmatch("%u") do
      if not letters[i] and not taken[letter] then
        letters[i], taken[letter] = letter, true
      end
    end
    letters[i] = letters[i] or "?"
  end
  return letters
end

-- How many channels stand on a line: so many that pairs stand one below the other, where
-- they are all equally far apart.
local function channels_per_line(model)
  local distance
  for _, pair in ipairs(model.pairs) do
    local here = pair.input[2] - pair.input[1]
    if distance and here ~= distance then return LINE end
    distance = here
  end
  return distance >= 8 and distance <= LINE and distance or LINE
end

local function add_channels(lines, model, letters, side)
  local channels = anatomy.channels(model, side)
  local view = anatomy.view(model, MOST_CHANNELS)
  local per_line = channels_per_line(model)
  for i, segment in ipairs(view.segments) do
    for from = segment.first, segment.last, per_line do
      local parts = {}
      for channel = from, math.min(from + per_line - 1, segment.last) do
        local use = channels[channel]
        local letter = use and letters[use.axis] or "."
        parts[#parts + 1] = use and use.role == 2 and letter:lower() or letter
      end
      lines[#lines + 1] = ("%6d  %s"):format(from, table.concat(parts))
    end
    local after = view.segments[i + 1]
    if after then
      lines[#lines + 1] = ("        ... %d more ..."):format(
        after.first - segment.last - 1)
    end
  end
end

local function add_head(lines, model, letters)
  add(lines, 0, "channels of a head: a capital for the first of a pair, its small letter "
    .. "for the second, . for a channel that is copied")
  for axis = 1, anatomy.axes_shown(model) do
    add(lines, 2, ("%s%s %s: %s; %s"):format(letters[axis], letters[axis]:lower(),
      model.axes[axis].name, anatomy.pair_words(model, axis),
      anatomy.frequency_words(model, axis)))
  end
  if anatomy.axes_shown(model) < #model.axes then
    add(lines, 2, ("and %d more axes"):format(#model.axes - anatomy.axes_shown(model)))
  end
  local moves = anatomy.moves(model)
  if moves then lines[#lines + 1] = "  read" end
  add_channels(lines, model, letters, "input")
  if moves then
    lines[#lines + 1] = "  written"
    add_channels(lines, model, letters, "output")
  end
end

-- The rows of a plot, from the highest; each { label, letters by column }.
local function plot(model, letters, list, step)
  local low, high = anatomy.decades(list)
  local rows, zero = {}, { label = "0" }
  for r = 1, ROWS do
    local exponent = high - (r - 1) * (high - low) / (ROWS - 1)
    rows[r] = { label = anatomy.short(10.0 ^ exponent) }
  end
  for column = 1, math.ceil(#list / step) do
    -- The pair drawn moves on in its group, so that axes in turn are all seen.
    local j = math.min((column - 1) * step + column % step + 1, #list)
    local f, row = math.abs(list[j]), zero
    if f > 0 then
      local r = (high - math.log(f, 10)) / (high - low) * (ROWS - 1)
      row = rows[math.max(1, math.min(ROWS, math.floor(r + 1.5)))]
    end
    row[column] = letters[model.pairs[j].axis]:lower()
    row.last = column
  end
  if zero.last then rows[#rows + 1] = zero end
  return rows
end

local function add_frequencies(lines, model, letters)
  local list = anatomy.frequencies(model)
  if not list then
    lines[#lines + 1] = "frequencies: none, cos and sin come ready from the caller"
    return
  end
  local step = math.ceil(#list / LINE)
  add(lines, 0, ("radians per position, pairs 0 to %d from left to right%s"):format(
    #list - 1, step > 1 and (", one in %d"):format(step) or ""))
  for _, row in ipairs(plot(model, letters, list, step)) do
    local parts = {}
    for column = 1, row.last or 0 do parts[column] = row[column] or " " end
    lines[#lines + 1] = (("%9s  %s"):format(row.label, table.concat(parts))
      :gsub("%s+$", ""))
  end
end

local function add_positions(lines, config)
  local sequence = example.build(config, "natural")
  lines[#lines + 1] = "positions"
  for _, text in ipairs(notes.lines(config, sequence)) do add(lines, 2, text) end
  if sequence.reason then return end
  if not config.positions.window then
    tokens.add(lines, config, boards.layout(config, sequence))
    return
  end
  for _, order in ipairs({ "natural", "windowed" }) do
    sequence = example.build(config, order)
    lines[#lines + 1] = ""
    lines[#lines + 1] = "  order " .. order
    if order == "windowed" then
      add(lines, 2, "cu_window_seqlens "
        .. table.concat(boards.window_ends(sequence), ", "))
    end
    tokens.add(lines, config, boards.layout(config, sequence))
  end
end

--- The picture of a model as lines of text.
function sketch.lines(config, model)
  local lines, letters = {}, letters_of(model)
  add(lines, 0, anatomy.formula(model))
  lines[#lines + 1] = ""
  add_head(lines, model, letters)
  lines[#lines + 1] = ""
  add_frequencies(lines, model, letters)
  lines[#lines + 1] = ""
  add_positions(lines, config)
  return lines
end

return sketch
