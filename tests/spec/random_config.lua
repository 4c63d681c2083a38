-- Random configs.
-- In: math.random. Out: the fields of a config that the generator must take.
-- Always: every word of the schema comes up sooner or later; angles stay below 2^20 rad
-- unless tables are exact.

local freq = require("freq")
local random_positions = require("random_positions")
local rope = require("rope")
local support = require("support")

local random_config = {}

local AXES_MOST <const>, THETA_MOST <const>, ASCENDING_MOST <const> = 4, 1e4, 50
local SCALE_MOST <const>, FREQUENCY_MOST <const> = 2, 100
local ANGLE_LIMIT <const> = 0x1p20
local shuffled = random_positions.shuffled

local function chance(percent) return math.random(100) <= percent end

local function one_of(list) return list[math.random(#list)] end

-- A value in some percent of the cases, else nothing.
local function sometimes(percent, value) return chance(percent) and value or nil end

-- The most pairs of an axis: small heads say as much and cost less.
local function most_pairs()
  return chance(80) and 6 or chance(80) and 24 or 64
end

-- How many pairs each axis has: any, or as a layout wants it.
local function any_counts()
  local counts, most = {}, most_pairs()
  for i = 1, math.random(AXES_MOST) do counts[i] = math.random(most) end
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
    local total, axes = math.random(3, 3 * most_pairs()), math.random(3)
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

-- A denominator of exponents that keeps theta^(-2k / dim) of all k in float32's range.
local function random_denominator(total)
  return 2 * math.random(math.max(12, total), 40 + total)
end

-- Adds frequencies for `total` pairs: of a kind, or scaled.
local function add_frequencies(fields, total)
  local kind = chance(50) and "inv_power" or one_of(freq.kinds)
  fields.freq = { kind = kind, active_pairs = sometimes(20, math.random(total)) }
  fields.theta = sometimes(50, 1 + THETA_MOST * math.random())
  if kind == "linspace_power" then
    fields.freq_index = "axis"
    if fields.tables ~= "exact" then
      fields.theta = 1 + (ASCENDING_MOST - 1) * math.random()
    end
    return
  elseif kind == "list" then
    fields.freq.inv_freq = {}
    for j = 1, total do fields.freq.inv_freq[j] = FREQUENCY_MOST * math.random() end
  elseif kind == "inv_power" and total > 1 then
    fields.rope_scaling = sometimes(70, support.scaling(one_of(freq.rope_types), total))
  end
  fields.freq.dim = sometimes(20, random_denominator(total))
  for _, axis in ipairs(fields.axes) do
    axis.theta = sometimes(20, 1 + THETA_MOST * math.random())
    axis.scale = sometimes(20, SCALE_MOST * (0.01 + 0.99 * math.random()))
    axis.freq_dim = sometimes(20, random_denominator(total))
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
    fields.pairs[j] = { axis = owner, inv_freq = FREQUENCY_MOST * math.random(),
      input = { read[2 * j - 1], read[2 * j] },
      output = written and { written[2 * j - 1], written[2 * j] } }
  end
end

-- The highest frequency that a kind can have here, in radians per position.
local FASTEST <const> = {
  inv_power = 1, inv_power_2pi = 2 * math.pi, list = FREQUENCY_MOST,
  linspace_power = ASCENDING_MOST * math.pi / 2,
}

-- How far positions may go: to any angle where tables are exact.
local function reach_of(fields)
  if fields.tables == "exact" then return math.maxinteger end
  local fastest = FASTEST[fields.pairs and "list" or fields.freq.kind]
  return ANGLE_LIMIT / (1.01 * SCALE_MOST * fastest)
end

--- The fields of a config.
function random_config.fields()
  local fields = { name = "model", direction = sometimes(30, -1),
    family = sometimes(20, "random"), source = sometimes(20, "math.random"),
    attention_factor = sometimes(30, 2 * math.random() + 0.1),
    rounding = sometimes(70, one_of({ "round_once", "round_twice", "op_by_op" })),
    tables = sometimes(60, one_of({ "exact", "hf" })) }
  if chance(20) then add_listed(fields) else add_described(fields) end
  if fields.freq and fields.freq.kind == "runtime" then return fields end
  fields.positions = random_positions.of(fields.axes, reach_of(fields),
    fields.tables ~= "exact")
  return fields
end

return random_config
