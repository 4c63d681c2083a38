-- The channels of a head: coloured by axis, the pairs joined, and where they are written
-- if that is elsewhere.
-- In: a rope, and the pixel row to begin at.
-- Out: elements, and the pixel row after them.
-- Always: what does not fit is left out evenly and said.

local anatomy = require("picture.anatomy")
local style = require("picture.style")
local svg = require("picture.svg")

local head = {}

local MOST_CHANNELS <const>, MOST_ARCS <const> = 256, 64
local GAP <const>, CELL_HEIGHT <const> = 30, 22
local LANES <const>, LANE_HEIGHT <const> = 5, 14
local MOST_STARTS <const> = 24

-- Where channels stand: x_of(channel) is the left side of a cell of `cell` pixels.
local function scale_of(view)
  local gaps = #view.segments - 1
  local cell = (style.RIGHT - style.LEFT - gaps * GAP) / view.count
  local starts, x = {}, style.LEFT
  for i, segment in ipairs(view.segments) do
    starts[i] = x
    x = x + (segment.last - segment.first + 1) * cell + GAP
  end
  local function x_of(channel)
    for i, segment in ipairs(view.segments) do
      if channel >= segment.first and channel <= segment.last then
        return starts[i] + (channel - segment.first) * cell
      end
    end
  end
  return x_of, cell
end

-- Pieces of one path per class, in the order in which classes first come.
local function grouped()
  local order, commands = {}, {}
  local function add(class, ...)
    if not commands[class] then
      commands[class], order[#order + 1] = {}, class
    end
    table.move({ ... }, 1, select("#", ...), #commands[class] + 1, commands[class])
  end
  local function elements(out, more)
    for _, class in ipairs(order) do
      out[#out + 1] = svg.path(more .. class, commands[class])
    end
  end
  return add, elements
end

-- The height of an arc over so many pixels.
local function rise(width) return math.min(80, 10 + width * 0.19) end

-- Takes the pixels around x, unless some of them are taken.
local function claim(taken, x, half)
  for _, other in ipairs(taken) do
    if x + half > other[1] and x - half < other[2] then return false end
  end
  taken[#taken + 1] = { x - half, x + half }
  return true
end

-- The channels whose numbers say the most: the outermost, then those at which an axis
-- begins or has ended.
local function landmarks(model, view, channels)
  local outer, starts, ends = { 0, model.head_dim - 1 }, {}, {}
  for _, segment in ipairs(view.segments) do
    outer[#outer + 1], outer[#outer + 2] = segment.first, segment.last
    for channel = segment.first + 1, segment.last do
      local use, before = channels[channel], channels[channel - 1]
      if (use and use.axis) ~= (before and before.axis) then
        starts[#starts + 1], ends[#ends + 1] = channel, channel - 1
      end
    end
  end
  if #starts > MOST_STARTS then return outer end
  table.move(starts, 1, #starts, #outer + 1, outer)
  return table.move(ends, 1, #ends, #outer + 1, outer)
end

local function add_strip(out, model, view, channels, x_of, cell, y)
  local frequencies = anatomy.frequencies(model)
  local function still(pair) return frequencies and frequencies[pair + 1] == 0 end
  local add, elements = grouped()
  local inset = math.min(1, cell / 6)
  for i, segment in ipairs(view.segments) do
    for channel = segment.first, segment.last do
      local use = channels[channel]
      local class = use and style.cell(use.axis, use.role) or "copied"
      if use and still(use.pair) then class = class .. " still" end
      add(class, "M", x_of(channel) + inset / 2, y, "h", cell - inset, "v", CELL_HEIGHT,
        "h", inset - cell, "z")
    end
    local after = view.segments[i + 1]
    if after then
      local x = x_of(segment.last) + cell
      out[#out + 1] = svg.line(x + 3, y + CELL_HEIGHT / 2, x + GAP - 3,
        y + CELL_HEIGHT / 2, "gap")
      out[#out + 1] = svg.text(x + GAP / 2, y - 3, "small mute mid",
        tostring(after.first - segment.last - 1))
    end
  end
  elements(out, "")
  local taken = {}
  for _, channel in ipairs(landmarks(model, view, channels)) do
    local x, text = x_of(channel) + cell / 2, tostring(channel)
    if claim(taken, x, svg.width(text, 10.5) / 2 + 1.5) then
      out[#out + 1] = svg.text(x, y + CELL_HEIGHT + 12, "small mute mid", text)
    end
  end
end

-- The pairs that are labelled: the first and the last of each axis, of those shown.
local function labelled_pairs(model, shown)
  local wanted, labelled = {}, {}
  for axis = 1, anatomy.axes_shown(model) do
    local first, last = anatomy.ends(model, axis)
    wanted[first], wanted[last] = true, true
  end
  for _, j in ipairs(shown) do
    if wanted[j] then labelled[#labelled + 1] = j end
  end
  return labelled
end

-- Labels above the arcs, in as many lanes as they need: { x, lane, pair, text }.
local function labels_of(model, shown, x_of, cell)
  local labels, lanes, used = {}, {}, 0
  for _, j in ipairs(labelled_pairs(model, shown)) do
    local input = model.pairs[j].input
    local text = ("pair %d: %d, %d"):format(j - 1, input[1], input[2])
    local half = svg.width(text, 10.5) / 2 + 4
    local x = (x_of(input[1]) + x_of(input[2]) + cell) / 2
    for lane = 1, LANES do
      lanes[lane] = lanes[lane] or {}
      if claim(lanes[lane], x, half) then
        labels[#labels + 1] = { x = x, lane = lane, pair = j, text = text }
        used = math.max(used, lane)
        break
      end
    end
  end
  return labels, used
end

-- Arcs over the strip from the first to the second channel of each pair.
local function add_arcs(out, model, shown, labels, x_of, cell, y)
  local add, elements = grouped()
  local bold = {}
  for _, label in ipairs(labels) do bold[label.pair] = label end
  local step = math.max(1, math.ceil(#shown / MOST_ARCS))
  for _, label in ipairs(labels) do
    local input = model.pairs[label.pair].input
    local top = y - rise(math.abs(x_of(input[2]) - x_of(input[1]))) - 5
    label.base = top - (label.lane - 1) * LANE_HEIGHT
    if label.lane > 1 then
      out[#out + 1] = svg.line(label.x, label.base + 3, label.x, top + 2, "lead")
    end
  end
  for _, label in ipairs(labels) do
    out[#out + 1] = svg.text(label.x, label.base,
      "small mid halo " .. style.ink(model.pairs[label.pair].axis), label.text)
  end
  for rank, j in ipairs(shown) do
    local pair = model.pairs[j]
    local from, to = x_of(pair.input[1]) + cell / 2, x_of(pair.input[2]) + cell / 2
    local pull = y - rise(math.abs(to - from)) * 4 / 3
    -- The arc drawn moves on in its group, so that axes in turn are all seen.
    if bold[j] or rank % step == rank // step % step then
      add((bold[j] and "strong " or "join ") .. style.join(pair.axis),
        "M", from, y, "C", from, pull, to, pull, to, y)
    end
  end
  elements(out, "")
  return step
end

-- Lines from where a channel is read to where its pair's result is written.
local function add_moves(out, model, shown, x_of, cell, top, bottom)
  local add, elements = grouped()
  for _, j in ipairs(shown) do
    local pair = model.pairs[j]
    for role = 1, 2 do
      local from, to = x_of(pair.input[role]), x_of(pair.output[role])
      add(style.join(pair.axis), "M", from + cell / 2, top, "L", to + cell / 2, bottom)
    end
  end
  elements(out, "join ")
end

-- The axes and what they turn, a line each.
local function add_legend(out, model, y)
  local count = anatomy.axes_shown(model)
  for axis = 1, count do
    out[#out + 1] = svg.rect(style.LEFT, y - 10, 12, 12, style.cell(axis, 1))
    out[#out + 1] = svg.rect(style.LEFT + 12, y - 10, 12, 12, style.cell(axis, 2))
    out[#out + 1] = svg.pieces(style.LEFT + 32, y, "note", {
      { "bold " .. style.ink(axis), model.axes[axis].name },
      { nil, ": " .. anatomy.pair_words(model, axis) },
      { "mute", "; " .. anatomy.frequency_words(model, axis) },
    })
    y = y + 19
  end
  local copied = model.head_dim - 2 * #model.pairs
  if count < #model.axes then
    out[#out + 1] = svg.text(style.LEFT + 32, y, "note mute",
      ("and %d more axes"):format(#model.axes - count))
    y = y + 19
  end
  if copied > 0 then
    out[#out + 1] = svg.rect(style.LEFT, y - 10, 24, 12, "copied")
    out[#out + 1] = svg.text(style.LEFT + 32, y, "note",
      ("in no pair: %d channel%s, copied"):format(copied, copied > 1 and "s" or ""))
    y = y + 19
  end
  return y
end

-- What the strip leaves out, in words; nil where it shows everything.
local function omissions(model, view, step)
  local parts = {}
  if view.count < model.head_dim then
    parts[1] = ("%d of %d channels are drawn, dotted lines stand for the rest"):format(
      view.count, model.head_dim)
  end
  if step > 1 then
    parts[#parts + 1] = ("one arc in %d is drawn"):format(step)
  end
  return parts[1] and table.concat(parts, "; ")
end

function head.draw(model, top)
  local out = {}
  local view = anatomy.view(model, MOST_CHANNELS)
  local x_of, cell = scale_of(view)
  local labels, lanes = labels_of(model, view.pairs, x_of, cell)
  local widest = 0
  for _, j in ipairs(view.pairs) do
    local input = model.pairs[j].input
    widest = math.max(widest, rise(math.abs(x_of(input[2]) - x_of(input[1]))))
  end
  local y = add_legend(out, model, top + 6)
  y = y + widest + lanes * LANE_HEIGHT + 6
  local step = add_arcs(out, model, view.pairs, labels, x_of, cell, y - 2)
  add_strip(out, model, view, anatomy.channels(model, "input"), x_of, cell, y)
  local moves = anatomy.moves(model)
  out[#out + 1] = svg.text(style.LEFT - 10, y + 15, "small mute end",
    moves and "read" or "channel")
  y = y + CELL_HEIGHT + 18
  if moves then
    add_moves(out, model, view.pairs, x_of, cell, y, y + 60)
    y = y + 62
    add_strip(out, model, view, anatomy.channels(model, "output"), x_of, cell, y)
    out[#out + 1] = svg.text(style.LEFT - 10, y + 15, "small mute end", "written")
    y = y + CELL_HEIGHT + 18
  end
  local left_out = omissions(model, view, step)
  if left_out then
    out[#out + 1] = svg.text(style.LEFT, y + 14, "note mute", left_out)
    y = y + 22
  end
  return out, y
end

return head
