-- A small sequence of a config's tokens, to look at and to test against.
-- In: a checked config.
-- Out: the tokens in order, each with its position ids and its place in an image.
-- Always: every id is within the limits of its axis; a rule that leaves the ids to the
-- caller, and limits too small for anything worth a look, give a reason instead.

local grids = require("grids")
local scaling = require("scaling")

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

-- Where row or column `index` of `count` stands.
local function along(rule, index, count)
  if rule.normalised then
    return scaling.f32(2 * scaling.f32((index + 0.5) / count) - 1)
  elseif rule.canvas then
    return index * rule.canvas // count
  end
  return index + (rule.offset or 0) - (rule.centred and count - count // 2 or 0)
end

-- coordinate -> the position of a patch { image, frame, row, column } of a sequence
local COORDINATES = {
  frame = function(_, patch) return patch.image + patch.frame end,
  layer = function(sequence, patch)
    local last = patch.image == #sequence.images - 1
    return last and -1 or patch.image + patch.frame
  end,
  t = function(_, patch) return patch.frame end,
  image = function(sequence, patch) return patch.image * sequence.rule.image_stride end,
  after_text = function(sequence, patch)
    return sequence.text_start + sequence.text_tokens + patch.frame
  end,
  h = function(sequence, patch)
    return along(sequence.rule, patch.row, sequence.images[patch.image + 1].h)
  end,
  w = function(sequence, patch)
    return along(sequence.rule, patch.column, sequence.images[patch.image + 1].w)
  end,
  zero = function() return 0 end,
}

local function earlier(a, b)
  for i, key in ipairs(a.keys) do
    if key ~= b.keys[i] then return key < b.keys[i] end
  end
  return false
end

-- The patches of a frame in order: window by window, unit by unit, row by row.
local function patches_of_frame(rule, image, frame, grid, windowed)
  local merge = rule.merge
  local side = rule.window or math.max(grid.h, grid.w)
  local across = (grid.w // merge + side - 1) // side
  local patches = {}
  for row = 0, grid.h - 1 do
    for column = 0, grid.w - 1 do
      local y, x = row // merge, column // merge
      local window = y // side * across + x // side
      patches[#patches + 1] = {
        kind = "patch", image = image, frame = frame, row = row, column = column,
        block = { y, x }, window = rule.window and window or nil,
        keys = { windowed and window or 0, y, x, row, column },
      }
    end
  end
  table.sort(patches, earlier)
  for _, patch in ipairs(patches) do patch.keys = nil end
  return patches
end

local function add(sequence, token)
  token.index = #sequence.tokens
  sequence.tokens[#sequence.tokens + 1] = token
end

-- The same position on every axis.
local function everywhere(config, position)
  local ids = {}
  for i in ipairs(config.axes) do ids[i] = position end
  return ids
end

local function add_text(config, sequence)
  local text = sequence.rule.text
  for k = 0, sequence.text_tokens - 1 do
    local ids = {}
    for i, axis in ipairs(config.axes) do
      local here = text.rule == "diagonal" or axis.name == text.axis
      ids[i] = here and sequence.text_start + k or 0
    end
    add(sequence, { kind = "text", text = k, ids = ids })
  end
end

local function add_image(config, sequence, image, windowed)
  local rule, grid = sequence.rule, sequence.images[image + 1]
  local function add_identity(order)
    if not rule.identity or rule.identity.order ~= order then return end
    for _ = 1, rule.identity.count do
      add(sequence, { kind = "identity", image = image, ids = everywhere(config, 0) })
    end
  end
  add_identity("before")
  for frame = 0, grid.t - 1 do
    for _, patch in ipairs(patches_of_frame(rule, image, frame, grid, windowed)) do
      patch.ids = {}
      for i, name in ipairs(rule.coordinates) do
        patch.ids[i] = COORDINATES[name](sequence, patch)
      end
      add(sequence, patch)
    end
  end
  add_identity("after")
end

local function grid_sequence(config, windowed)
  local rule = config.positions
  local sequence = { rule = rule, images = images_of(rule), tokens = {}, text_tokens = 0 }
  local most = { h = 0, w = 0, frame = #sequence.images }
  local identity = rule.identity and rule.identity.count or 0
  for _, grid in ipairs(sequence.images) do
    if grid.h * grid.w + identity > MOST_TOKENS then
      return { reason = "an image has too many tokens to draw" }
    end
    most.h, most.w = math.max(most.h, grid.h), math.max(most.w, grid.w)
  end
  if rule.text then
    sequence.text_tokens = math.min(TEXT_TOKENS, rule.limits.text)
    sequence.text_start = grids.text_start_of(
      { text = rule.text, coordinates = rule.coordinates, limits = most })
    if rule.text.order == "before" then add_text(config, sequence) end
  end
  for image = 0, #sequence.images - 1 do add_image(config, sequence, image, windowed) end
  if rule.text and rule.text.order == "after" then add_text(config, sequence) end
  return sequence
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

-- The tokens of an image or video that begins at a position. Source: transformers,
-- get_rope_index and get_vision_position_ids.
local function add_vision(sequence, number, run, start)
  local rule = sequence.rule
  local frames = run.t // (run.kind == "video" and rule.temporal_merge or 1)
  local rows, columns = run.h // rule.merge, run.w // rule.merge
  local interval = run.kind == "video" and rule.tokens_per_second
    and rule.tokens_per_second * run.seconds or 1
  local from = rule.centred and 0 or start
  for frame = 0, frames - 1 do
    for row = 0, rows - 1 do
      for column = 0, columns - 1 do
        local at = {
          t = start + math.floor(frame * interval),
          h = from + along(rule, row, rows), w = from + along(rule, column, columns),
        }
        local ids = {}
        for i, name in ipairs(rule.coordinates) do ids[i] = at[name] end
        add(sequence, { kind = run.kind, run = number, frame = frame, row = row,
          column = column, ids = ids })
      end
    end
  end
  return start + math.max(run.h, run.w) // rule.merge
end

local function runs_sequence(config)
  local sequence = { rule = config.positions, runs = runs_of(config.positions),
    tokens = {} }
  local position = 0
  for number, run in ipairs(sequence.runs) do
    if run.kind == "text" then
      for k = 0, run.tokens - 1 do
        add(sequence, { kind = "text", run = number, text = k,
          ids = everywhere(config, position + k) })
      end
      position = position + run.tokens
    else
      position = add_vision(sequence, number, run, position)
    end
  end
  return sequence
end

local RULES = {
  grid = grid_sequence,
  runs = runs_sequence,
  sequence = function(config)
    local sequence = { rule = config.positions, tokens = {} }
    local count = math.min(SEQUENCE_TOKENS, config.positions.limits.positions)
    for k = 0, count - 1 do
      add(sequence, { kind = "text", text = k, ids = everywhere(config, k) })
    end
    return sequence
  end,
  ids = function() return { reason = "the caller gives the position ids" } end,
}

--- The example of a checked config.
-- @param order "natural" or "windowed", for windows only; windowed unless given
-- @return { rule, tokens, images or runs, text_tokens, text_start } with tokens a list of
--   { index, kind = "patch" | "text" | "identity" | "image" | "video", ids } and, where
--   they apply, image, frame, row, column, block = { y, x }, window, text and run;
--   all numbers are 0-based but run. Where there is none, { reason }.
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
