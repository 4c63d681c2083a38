-- A position rule in words.
-- In: a checked config and its example.
-- Out: sentences, for the picture and for the terminal alike.
-- Always: every field of the rule that places a token is in one of them.

local grids = require("grids")

local notes = {}

local TEXT_STARTS <const> = {
  h = "the most rows", max = "the longest side", max_half = "half the longest side",
  max_plus_one = "1 more than the longest side",
}

local function id_words(config)
  local names, meanings = {}, {}
  for i, axis in ipairs(config.axes) do
    names[i] = axis.name
    meanings[i] = ("%s counts %s"):format(axis.name,
      grids.coordinates[config.positions.coordinates[i]].doc)
  end
  return ("Ids are (%s): %s."):format(table.concat(names, ", "),
    table.concat(meanings, "; "))
end

local function order_words(rule)
  local m = rule.merge
  if rule.window then
    return ("Patches come in units of %d x %d. natural: unit by unit along the image's "
      .. "rows, as the processor cuts it. windowed: window by window, each %d x %d units "
      .. "(%d pixels) or what the image's edge leaves, as window attention sees them.")
      :format(m, m, rule.window, rule.window, rule.window_size)
  elseif m > 1 then
    return ("Patches come in units of %d x %d, unit by unit along the image's rows; a "
      .. "unit becomes one token after the encoder."):format(m, m)
  end
  return "Patches come row by row."
end

local function place_words(rule)
  if rule.normalised then
    return "Row i of h rows stands at 2 (i + 0.5) / h - 1, columns alike."
  elseif rule.canvas then
    return ("Row i of h rows stands at i * %d // h, columns alike."):format(rule.canvas)
  elseif rule.centred then
    return ("Rows run from -(h - h // 2)%s, columns alike: an odd count has one more "
      .. "below zero."):format((rule.offset or 0) == 0 and " to h // 2 - 1"
      or (" + %d on"):format(rule.offset))
  elseif (rule.offset or 0) ~= 0 then
    return ("Rows and columns begin at %d."):format(rule.offset)
  end
end

local function text_words(rule, sequence)
  local text = rule.text
  if not text then return nil end
  local where = "at 0 on every axis"
  if text.rule ~= "zero" then
    where = ("text token k stands at start + k on %s"):format(text.rule == "diagonal"
      and "every axis" or ("axis %s and at 0 on the others"):format(text.axis))
    where = ("%s; start is %d%s"):format(where, sequence.text_start,
      TEXT_STARTS[text.start] and ", " .. TEXT_STARTS[text.start] .. " of an image" or "")
  end
  return ("Text comes %s the images: %s."):format(text.order, where)
end

local function grid_notes(config, sequence)
  local rule, list = config.positions, {}
  list[#list + 1] = id_words(config)
  list[#list + 1] = order_words(rule)
  list[#list + 1] = place_words(rule)
  if rule.image_stride > 1 then
    list[#list + 1] = ("image_stride is %d."):format(rule.image_stride)
  end
  list[#list + 1] = text_words(rule, sequence)
  if rule.identity then
    local one = rule.identity.count == 1
    list[#list + 1] = ("%d identity token%s %s each image's patches stand%s at 0, which "
      .. "turns nothing."):format(rule.identity.count, one and "" or "s",
      rule.identity.order, one and "s" or "")
  end
  return list
end

-- rope_delta of an example: what decoding adds to the number of tokens.
local function delta_of(sequence)
  local most = 0
  for _, token in ipairs(sequence.tokens) do
    for _, id in ipairs(token.ids) do most = math.max(most, id) end
  end
  return most + 1 - #sequence.tokens
end

local function runs_notes(config, sequence)
  local rule = config.positions
  local list = { ("Text counts on, the same on every axis. An image that begins at p "
    .. "stands at t = p, %s; the next run begins at p + max(rows, columns)."):format(
    rule.centred and "h and w centred on 0" or "h = p + row, w = p + column") }
  if rule.merge > 1 then
    list[#list + 1] = ("%d x %d patches are one token, which is a row and column here.")
      :format(rule.merge, rule.merge)
  end
  if rule.tokens_per_second then
    list[#list + 1] = ("Frame k of a video stands at t = p + floor(k * %g * seconds per "
      .. "frame); here one second."):format(rule.tokens_per_second)
  end
  if rule.temporal_merge > 1 then
    list[#list + 1] = ("%d frames of a video are one token."):format(rule.temporal_merge)
  end
  local delta = delta_of(sequence)
  list[#list + 1] = ("Decoding goes on at tokens + rope_delta, here %d %s %d."):format(
    #sequence.tokens, delta < 0 and "-" or "+", math.abs(delta))
  return list
end

local RULES = {
  grid = grid_notes,
  runs = runs_notes,
  sequence = function() return { "Token k stands at k, plus where the sequence begins." }
  end,
}

--- The sentences of a config's rule.
function notes.lines(config, sequence)
  if sequence.reason then
    return { "No example: " .. sequence.reason .. "." }
  end
  local list = RULES[config.positions.rule](config, sequence)
  for i, axis in ipairs(config.axes) do
    if axis.scale and axis.scale ~= 1 then
      list[#list + 1] = ("Positions of %s are multiplied by %.6g before they turn.")
        :format(config.axes[i].name, axis.scale)
    end
  end
  return list
end

--- A text in lines of at most so many characters.
function notes.wrap(text, most)
  local lines = {}
  for word in text:gmatch("%S+") do
    local line = lines[#lines]
    if line and #line + 1 + #word <= most then lines[#lines] = line .. " " .. word
    else lines[#lines + 1] = word end
  end
  return lines
end

return notes
