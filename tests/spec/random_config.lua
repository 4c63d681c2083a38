-- Random configs.
-- In: math.random. Out: the fields of a config that the generator must take.
-- Always: every word of the schema comes up sooner or later; angles stay below 2^20 rad.

local freq = require("freq")
local grids = require("grids")
local positions = require("positions")
local rope = require("rope")
local support = require("support")

local random_config = {}

local AXES_MOST <const>, PAIRS_MOST <const> = 4, 6

local function chance(percent) return math.random(100) <= percent end

local function one_of(list) return list[math.random(#list)] end

-- A value in some percent of the cases, else nothing.
local function sometimes(percent, value) return chance(percent) and value or nil end

local function shuffled(list)
  local other = table.move(list, 1, #list, 1, {})
  for i = #other, 2, -1 do
    local j = math.random(i)
    other[i], other[j] = other[j], other[i]
  end
  return other
end

-- How many pairs each axis has: any, or as a layout wants it.
local function any_counts()
  local counts = {}
  for i = 1, math.random(AXES_MOST) do counts[i] = math.random(PAIRS_MOST) end
  return counts
end
local COUNTS <const> = {
  round_robin = function()
    local counts = any_counts()
    for i = 2, #counts do counts[i] = counts[1] end
    return counts
  end,
  -- The second and third axis have every third pair for as long as there are some.
  mrope_interleaved = function()
    local total, axes = math.random(3, 3 * PAIRS_MOST), math.random(3)
    local counts = { total }
    for i = 2, axes do
      counts[i] = math.random((total - i + 1 + 2) // 3)
      counts[1] = counts[1] - counts[i]
    end
    return counts
  end,
}

local function axes_of(counts)
  local axes, total = {}, 0
  for i, count in ipairs(counts) do
    axes[i] = { name = ("abcd"):sub(i, i), dim = 2 * count }
    total = total + count
  end
  return axes, total
end

-- The axis of each pair, one by one.
local function pair_axes(axes)
  local names = {}
  for _, axis in ipairs(axes) do
    for _ = 1, axis.dim // 2 do names[#names + 1] = axis.name end
  end
  return shuffled(names)
end

-- Adds frequencies for `total` pairs: of a kind, or scaled.
local function add_frequencies(fields, total)
  local kind = chance(50) and "inv_power" or one_of(freq.kinds)
  fields.freq = { kind = kind, active_pairs = sometimes(20, math.random(total)) }
  fields.theta = sometimes(50, 1 + 1e4 * math.random())
  if kind == "linspace_power" then
    fields.freq_index = "axis"
    return
  elseif kind == "list" then
    fields.freq.inv_freq = {}
    for j = 1, total do fields.freq.inv_freq[j] = 100 * math.random() end
  elseif kind == "inv_power" and total > 1 then
    fields.rope_scaling = sometimes(70, support.scaling(one_of(freq.rope_types), total))
  end
  fields.freq.dim = sometimes(20, 2 * math.random(12, 40))
  for _, axis in ipairs(fields.axes) do
    axis.theta = sometimes(20, 1 + 1e4 * math.random())
    axis.scale = sometimes(20, 2 * math.random())
    axis.freq_dim = sometimes(20, 2 * math.random(12, 40))
    axis.ntk_factor = axis.dim > 2 and sometimes(20, 1 + 4 * math.random()) or nil
  end
end

-- Adds pairs as a layout, a pairing and frequencies describe them.
local function add_described(fields)
  local layout = one_of(rope.layouts)
  local total
  fields.axes, total = axes_of((COUNTS[layout] or any_counts)())
  fields.axis_layout, fields.rotary_dim = layout, 2 * total
  fields.pair_axes = layout == "explicit" and pair_axes(fields.axes) or nil
  fields.freq_index = sometimes(50, one_of(rope.freq_indices))
  fields.pairing, fields.pairing_out = one_of(rope.pairings),
    sometimes(30, one_of(rope.pairings))
  if layout ~= "axial" and layout ~= "sections" then
    fields.pairing = fields.pairing == "half_per_axis" and "half" or fields.pairing
    fields.pairing_out = nil
  end
  fields.rotary_offset = math.random(0, 5)
  fields.head_dim = (fields.rotary_offset + 2 * total + math.random(0, 4) + 1) // 2 * 2
  add_frequencies(fields, total)
end

-- Adds pairs one by one, their channels anywhere.
local function add_listed(fields)
  local names = axes_of(any_counts())
  local owners = pair_axes(names)
  fields.axes, fields.pairs = {}, {}
  for i, axis in ipairs(names) do fields.axes[i] = { name = axis.name } end
  fields.head_dim = 2 * (#owners + math.random(0, 3))
  local channels = {}
  for c = 0, fields.head_dim - 1 do channels[c + 1] = c end
  local read = table.move(shuffled(channels), 1, 2 * #owners, 1, {})
  local written = chance(50) and shuffled(read) or nil
  for j, owner in ipairs(owners) do
    fields.pairs[j] = { axis = owner, inv_freq = 100 * math.random(),
      input = { read[2 * j - 1], read[2 * j] },
      output = written and { written[2 * j - 1], written[2 * j] } }
  end
end

local PLACEMENTS <const> = { {}, { centred = true }, { canvas = 7 }, { offset = -3 },
  { normalised = true, fractional = true }, { centred = true, offset = 2 } }

local POSITIONS <const> = {
  ids = function(fields)
    for _, axis in ipairs(fields.axes) do
      axis.position_min, axis.position_max = -math.random(0, 9), math.random(0, 9)
    end
    return { fractional = sometimes(30, true) }
  end,
  sequence = function() return { limits = { positions = math.random(40) } } end,
  runs = function(fields)
    return { limits = { positions = math.random(40) }, centred = sometimes(30, true),
      coordinates = table.move({ "t", "h", "w" }, 1, #fields.axes, 1, {}) }
  end,
  grid = function(fields)
    local names = shuffled(grids.coordinate_names)
    local rule = support.with({ limits = { h = math.random(2, 6), w = math.random(2, 6) },
      coordinates = table.move(names, 1, #fields.axes, 1, {}),
      merge = sometimes(30, 2) }, one_of(PLACEMENTS))
    local after = table.concat(rule.coordinates, " "):find("after_text", 1, true)
    if after or chance(50) then
      local text = one_of(after and { "diagonal", "axis" } or positions.text_rules)
      rule.text = { rule = text, order = one_of({ "before", "after" }),
        start = text ~= "zero" and one_of(positions.text_starts) or nil,
        axis = text == "axis" and fields.axes[1].name or nil }
      rule.limits.text = math.random(9)
    elseif chance(50) then
      rule.identity = { count = 1, order = "before" }
    end
    for _, name in ipairs(rule.coordinates) do
      local limit = grids.coordinates[name].limit
      if limit then rule.limits[limit] = rule.limits[limit] or math.random(5) end
    end
    return rule
  end,
}

--- The fields of a config.
function random_config.fields()
  local fields = { name = "model", direction = sometimes(30, -1),
    attention_factor = sometimes(30, 2 * math.random() + 0.1),
    tables = sometimes(50, "exact") }
  if chance(20) then add_listed(fields) else add_described(fields) end
  if fields.freq and fields.freq.kind == "runtime" then return fields end
  local rule = one_of(positions.rules)
  if rule == "runs" and #fields.axes > 3 then rule = "ids" end
  fields.positions = support.with(POSITIONS[rule](fields), { rule = rule })
  if fields.positions.fractional then fields.tables = "hf" end
  return fields
end

return random_config
