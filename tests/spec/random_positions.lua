-- Random position rules.
-- In: math.random, the axes of a random config, and how far positions may go. Out: its
-- positions, and limits of its axes. Always: a config that has them is one that the
-- generator must take; tables stay small.

local grids = require("grids")
local positions = require("positions")
local support = require("support")

local random_positions = {}

local INT32_MAX <const> = math.maxinteger >> 32
local FAR <const>, ROWS_MOST <const> = 700, 300

local function chance(percent) return math.random(100) <= percent end
local function one_of(list) return list[math.random(#list)] end
local function sometimes(percent, value) return chance(percent) and value or nil end

-- A count: mostly few, now and then as many as a table can have rows.
local function count(few)
  return chance(85) and math.random(few) or math.random(ROWS_MOST)
end

--- A list in another order.
function random_positions.shuffled(list)
  local other = table.move(list, 1, #list, 1, {})
  for i = #other, 2, -1 do
    local j = math.random(i)
    other[i], other[j] = other[j], other[i]
  end
  return other
end

-- So many items of a list, in any order.
local function some_of(list, n)
  return table.move(random_positions.shuffled(list), 1, n, 1, {})
end

-- Axes that have room beyond what the rule needs.
local function widen(axes)
  for _, axis in ipairs(axes) do
    axis.position_min = sometimes(15, -FAR - math.random(0, 9))
    axis.position_max = sometimes(15, FAR + math.random(0, 9))
  end
end

-- How rows and columns stand: at 0, 1, 2 ... or elsewhere. The last is for fractions.
local PLACEMENTS <const> = {
  function() return {} end,
  function() return { centred = true } end,
  function() return { canvas = math.random(100) } end,
  function() return { offset = math.random(-50, 50) } end,
  function() return { centred = true, offset = math.random(-9, 9) } end,
  function() return { normalised = true, fractional = true } end,
}

local function text_of(axes, has_after_text)
  local rule = one_of(has_after_text and { "diagonal", "axis" } or positions.text_rules)
  return {
    rule = rule, order = one_of({ "before", "after" }),
    start = rule ~= "zero" and one_of(positions.text_starts) or nil,
    axis = rule == "axis" and one_of(axes).name or nil,
  }
end

-- Adds text, or tokens of no position, or windows, or none of them.
local function add_others(rule, axes, has_after_text)
  if has_after_text or chance(40) then
    rule.text = text_of(axes, has_after_text)
    rule.limits.text = count(9)
  elseif chance(40) then
    rule.identity = { count = math.random(5), order = one_of({ "before", "after" }) }
    return
  end
  if chance(50) then
    rule.patch_size = math.random(16)
    local merged = rule.patch_size * (rule.merge or 1)
    rule.window_size = sometimes(80, merged * math.random(5) + math.random(0, merged - 1))
  end
end

local RULES <const> = {}

-- Any positions: around 0 or as far away as they may be.
function RULES.ids(axes, reach, can_be_fractional)
  local fractional = can_be_fractional and sometimes(30, true) or nil
  for _, axis in ipairs(axes) do
    local centre = chance(50) and 0 or math.random(-reach, reach)
    local last = math.min(centre + math.random(0, count(9)), reach)
    axis.position_max = last
    axis.position_min = chance(20) and last
      or math.max(last - math.random(0, count(9)), -reach)
    if fractional and chance(50) then
      axis.position_min, axis.position_max = -reach, reach
    end
  end
  return { fractional = fractional }
end

function RULES.sequence(axes)
  widen(axes)
  return { limits = { positions = count(40) } }
end

function RULES.runs(axes)
  widen(axes)
  return {
    limits = { positions = math.random(12, 40) + count(9) },
    centred = sometimes(30, true),
    merge = sometimes(60, math.random(3)),
    temporal_merge = sometimes(60, math.random(3)),
    tokens_per_second = sometimes(50, 0.1 + 30 * math.random()),
    coordinates = some_of({ "t", "h", "w" }, #axes),
  }
end

function RULES.grid(axes, _, can_be_fractional)
  local coordinates = some_of(grids.coordinate_names, #axes)
  local merge = sometimes(50, math.random(3))
  local least = (merge or 1) - 1
  local place = PLACEMENTS[math.random(#PLACEMENTS - (can_be_fractional and 0 or 1))]
  local rule = support.with(place(), { coordinates = coordinates, merge = merge,
    limits = { h = least + count(6), w = least + count(6) } })
  local seen = {}
  for _, name in ipairs(coordinates) do
    seen[name] = true
    local limit = grids.coordinates[name].limit
    if limit then rule.limits[limit] = rule.limits[limit] or math.random(5) end
  end
  rule.image_stride = seen.image and sometimes(60, math.random(20)) or nil
  if can_be_fractional and chance(10) then rule.fractional = true end
  add_others(rule, axes, seen.after_text)
  widen(axes)
  return rule
end

--- Positions by any rule.
-- @param axes of the config: they get limits where the rule leaves room for them
-- @param reach the furthest position either way; at least that of the limits here
-- @param can_be_fractional whether they may be fractions
function random_positions.of(axes, reach, can_be_fractional)
  local rule = chance(30) and "grid" or one_of(positions.rules)
  if rule == "runs" and #axes > 3 then rule = "ids" end
  reach = math.min(math.floor(reach), INT32_MAX)
  return support.with(RULES[rule](axes, reach, can_be_fractional), { rule = rule })
end

return random_positions
