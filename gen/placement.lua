-- Where the tokens of a sequence stand, by any position rule.
-- In: a checked config, and what its sequence consists of: images and text, runs, or a
-- count.
-- Out: a sequence: how many tokens it has, and each token with its position ids.
-- Always: a token is made when it is asked for, so that a few of a long sequence cost
-- little; limits are not looked at.

local grids = require("grids")
local scaling = require("scaling")

local placement = {}

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

local orders = setmetatable({}, { __mode = "v" })

-- The patches of a frame of `rows` by `columns` merged patches, one after the other: the
-- merged patches window by window, each row by row, and so is what stands in one.
-- @param side merged patches of a window
local function order_of(rows, columns, merge, side)
  local key = ("%d %d %d %d"):format(rows, columns, merge, side)
  if orders[key] then return orders[key] end
  local patches, window = {}, 0
  for top = 0, rows - 1, side do
    for left = 0, columns - 1, side do
      for y = top, math.min(top + side, rows) - 1 do
        for x = left, math.min(left + side, columns) - 1 do
          for within = 0, merge * merge - 1 do
            patches[#patches + 1] = { y * merge + within // merge,
              x * merge + within % merge, window }
          end
        end
      end
      window = window + 1
    end
  end
  orders[key] = patches
  return patches
end

-- Appends `count` tokens, which make(k) makes, k from 0.
local function add(sequence, count, make)
  if count == 0 then return end
  local segments = sequence.segments
  segments[#segments + 1] = { first = sequence.count, make = make }
  sequence.count = sequence.count + count
end

-- The same position on every axis.
local function everywhere(config, position)
  local ids = {}
  for i in ipairs(config.axes) do ids[i] = position end
  return ids
end

local function add_text(config, sequence)
  local text = sequence.rule.text
  add(sequence, sequence.text_tokens, function(k)
    local ids = {}
    for i, axis in ipairs(config.axes) do
      local here = text.rule == "diagonal" or axis.name == text.axis
      ids[i] = here and sequence.text_start + k or 0
    end
    return { kind = "text", text = k, ids = ids }
  end)
end

local function add_image(config, sequence, image, windowed)
  local rule, grid = sequence.rule, sequence.images[image + 1]
  local merge = rule.merge
  local rows, columns = grid.h // merge, grid.w // merge
  local whole = math.max(rows, columns, 1)
  local order = order_of(rows, columns, merge, windowed and rule.window or whole)
  local across = rule.window and (columns + rule.window - 1) // rule.window
  local function add_identity(place)
    if not rule.identity or rule.identity.order ~= place then return end
    add(sequence, rule.identity.count, function()
      return { kind = "identity", image = image, ids = everywhere(config, 0) }
    end)
  end
  add_identity("before")
  add(sequence, grid.t * #order, function(k)
    local row, column = table.unpack(order[k % #order + 1])
    local y, x = row // merge, column // merge
    local patch = { kind = "patch", image = image, frame = k // #order, row = row,
      column = column, block = { y, x }, ids = {},
      window = rule.window and y // rule.window * across + x // rule.window or nil }
    for i, name in ipairs(rule.coordinates) do
      patch.ids[i] = COORDINATES[name](sequence, patch)
    end
    return patch
  end)
  add_identity("after")
end

-- The first position of the text after images: by their most rows and columns.
local function text_start(rule, images)
  local most = { h = 0, w = 0, frame = #images }
  for _, grid in ipairs(images) do
    most.h, most.w = math.max(most.h, grid.h), math.max(most.w, grid.w)
  end
  return grids.text_start_of({ text = rule.text, coordinates = rule.coordinates,
    limits = most })
end

local function place_grid(config, sequence, given, windowed)
  local rule = sequence.rule
  sequence.images = given.images
  sequence.text_tokens = rule.text and given.text_tokens or 0
  if rule.text then
    sequence.text_start = given.text_start or text_start(rule, given.images)
    if rule.text.order == "before" then add_text(config, sequence) end
  end
  for image = 0, #given.images - 1 do add_image(config, sequence, image, windowed) end
  if rule.text and rule.text.order == "after" then add_text(config, sequence) end
end

-- Adds the tokens of an image or video that begins at a position.
-- @return where the next run begins. Source: transformers, get_rope_index and
--   get_vision_position_ids.
local function add_vision(sequence, number, run, start)
  local rule = sequence.rule
  local frames = run.t // (run.kind == "video" and rule.temporal_merge or 1)
  local rows, columns = run.h // rule.merge, run.w // rule.merge
  local interval = run.kind == "video" and rule.tokens_per_second
    and rule.tokens_per_second * run.seconds or 1
  local from = rule.centred and 0 or start
  add(sequence, frames * rows * columns, function(k)
    local frame = k // (rows * columns)
    local row, column = k // columns % rows, k % columns
    local at = {
      t = start + math.floor(frame * interval),
      h = from + along(rule, row, rows), w = from + along(rule, column, columns),
    }
    local ids = {}
    for i, name in ipairs(rule.coordinates) do ids[i] = at[name] end
    return { kind = run.kind, run = number, frame = frame, row = row, column = column,
      ids = ids }
  end)
  return start + math.max(run.h, run.w) // rule.merge
end

local function place_runs(config, sequence, given)
  sequence.runs = given.runs
  local position = 0
  for number, run in ipairs(given.runs) do
    if run.kind == "text" then
      local start = position
      add(sequence, run.tokens, function(k)
        return { kind = "text", run = number, text = k,
          ids = everywhere(config, start + k) }
      end)
      position = position + run.tokens
    else
      position = add_vision(sequence, number, run, position)
    end
  end
end

local RULES = {
  grid = place_grid,
  runs = place_runs,
  sequence = function(config, sequence, given)
    add(sequence, given.tokens, function(k)
      return { kind = "text", text = k, ids = everywhere(config, k) }
    end)
  end,
}

--- A sequence by the rule of a checked config, which is grid, runs or sequence.
-- @param given of grid: { images = { { t, h, w }, ... }, text_tokens, text_start }, the
--   last the rule's own unless given; of runs: { runs = { { kind = "text", tokens } or {
--   kind = "image" or "video", t, h, w, seconds }, ... } }; of sequence: { tokens }
-- @param windowed whether patches stand window by window, where the rule has windows
-- @return { rule, count, segments } with images and runs as given
function placement.sequence(config, given, windowed)
  local sequence = { rule = config.positions, count = 0, segments = {} }
  RULES[config.positions.rule](config, sequence, given, windowed)
  return sequence
end

--- Token `index` of a sequence, from 0: { index, kind = "patch" | "text" | "identity" |
-- "image" | "video", ids } and, where they apply, image, frame, row, column, block = { y,
-- x }, window, text and run; all numbers are 0-based but run.
function placement.token(sequence, index)
  local segments, low, high = sequence.segments, 1, #sequence.segments
  while low < high do
    local middle = (low + high + 1) // 2
    if segments[middle].first <= index then low = middle else high = middle - 1 end
  end
  local token = segments[low].make(index - segments[low].first)
  token.index = index
  return token
end

return placement
