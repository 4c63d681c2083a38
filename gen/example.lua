-- A small sequence of a config's tokens, to look at and to test against.
-- In: a checked config.
-- Out: the tokens in order, each with its position ids and its place in an image.
-- Always: every id is within the limits of its axis; a rule that leaves the ids to the
-- caller, and limits too small for anything worth a look, give a reason instead.

local placement = require("placement")

local example = {}

local MOST_COLUMNS <const>, MOST_ROWS <const>, MOST_TOKENS <const> = 12, 8, 400
local TEXT_TOKENS <const>, SEQUENCE_TOKENS <const> = 3, 12

-- Rows and columns of the first image in merged patches: two blocks and two windows each
-- way where they are small, odd numbers where centring makes them lopsided.
local function blocks_of(rule)
  if rule.window then return 2, rule.window + math.max(1, rule.window // 2) end
  if rule.centred then return 5, 7 end
  if rule.merge > 1 then return 2, 3 end
  return 4, 6
end

local function has(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then return true end
  end
  return false
end

-- Images, each { t, h, w }: as many images and frames as it takes to tell them apart.
local function images_of(rule)
  local merge, limits = rule.merge, rule.limits
  local rows, columns = blocks_of(rule)
  rows = math.min(rows, math.max(1, MOST_ROWS // merge), limits.h // merge)
  columns = math.min(columns, math.max(1, MOST_COLUMNS // merge), limits.w // merge)
  local count, frames = 1, 1
  if has(rule.coordinates, "layer") then count = math.min(3, limits.frame)
  elseif has(rule.coordinates, "frame") then count = math.min(2, limits.frame)
  elseif has(rule.coordinates, "image") then count = math.min(2, limits.image)
  elseif has(rule.coordinates, "t") then frames = math.min(2, limits.frame) end
  local images = {}
  for i = 1, count do
    images[i] = { t = frames, h = rows * merge, w = columns * merge }
    if i == 1 then rows, columns = (rows + 1) // 2, (columns + 1) // 2 end
  end
  return images
end

-- A sequence with all its tokens.
local function placed(config, given, windowed)
  local sequence = placement.sequence(config, given, windowed)
  sequence.tokens = {}
  for index = 0, sequence.count - 1 do
    sequence.tokens[index + 1] = placement.token(sequence, index)
  end
  return sequence
end

local function grid_sequence(config, windowed)
  local rule = config.positions
  local images = images_of(rule)
  local identity = rule.identity and rule.identity.count or 0
  for _, grid in ipairs(images) do
    if grid.h * grid.w + identity > MOST_TOKENS then
      return { reason = "an image has too many tokens to draw" }
    end
  end
  local text_tokens = rule.text and math.min(TEXT_TOKENS, rule.limits.text)
  return placed(config, { images = images, text_tokens = text_tokens }, windowed)
end

-- The runs of an example: a text, an image, a text, and a video where videos differ.
local function runs_of(rule)
  local merge = rule.merge
  local runs = {
    { kind = "text", tokens = TEXT_TOKENS },
    { kind = "image", t = 1, h = 2 * merge, w = 3 * merge },
    { kind = "text", tokens = 2 },
  }
  if rule.tokens_per_second or rule.temporal_merge > 1 then
    runs[4] = { kind = "video", t = 2 * rule.temporal_merge, h = 2 * merge, w = merge,
      seconds = 1 }
    runs[5] = { kind = "text", tokens = 1 }
  end
  return runs
end

local RULES = {
  grid = grid_sequence,
  runs = function(config) return placed(config, { runs = runs_of(config.positions) }) end,
  sequence = function(config)
    local count = math.min(SEQUENCE_TOKENS, config.positions.limits.positions)
    return placed(config, { tokens = count })
  end,
  ids = function() return { reason = "the caller gives the position ids" } end,
}

--- The example of a checked config.
-- @param order "natural" or "windowed", for windows only; windowed unless given
-- @return a sequence of placement.lua with `tokens`, the list of all its tokens. Where
--   there is none, { reason }.
function example.build(config, order)
  if not config.positions then
    return { reason = "cos and sin come ready from the caller" }
  end
  local sequence = RULES[config.positions.rule](config,
    config.positions.window and order ~= "natural")
  for _, token in ipairs(sequence.tokens or {}) do
    for i, id in ipairs(token.ids) do
      if id < config.axes[i].position_min or id > config.axes[i].position_max then
        return { reason = "the position limits are too small for an example" }
      end
    end
  end
  return sequence
end

return example
