-- A RoPE as a list of pairs.
-- In: a checked config.
-- Out: the rope: its pairs, each with its axis, its frequency and its channels, and the
-- shape of each axis's table row.
-- Always: a channel is in one pair at most; nothing downstream reads the fields of the
-- config that shaped the list.

local freq = require("freq")
local layouts = require("layouts")
local scaling = require("scaling")

local rope = {}

local f32 = scaling.f32

rope.layouts, rope.refused_layouts = layouts.names, layouts.refused
rope.freq_indices = layouts.freq_indices
rope.pairings, rope.refused_pairings = layouts.pairings, layouts.refused_pairings

-- A row of an axis's table is shaped like the axis's channels of a head: the cos of a
-- pair stands at the rank of its first channel among them, its sin at the rank of the
-- second.
local function place_in_rows(axes, pairs_list)
  for index, axis in ipairs(axes) do
    local channels = {}
    for _, pair in ipairs(pairs_list) do
      if pair.axis == index then
        channels[#channels + 1] = pair.input[1]
        channels[#channels + 1] = pair.input[2]
      end
    end
    table.sort(channels)
    local rank = {}
    for r, channel in ipairs(channels) do rank[channel] = r - 1 end
    for _, pair in ipairs(pairs_list) do
      if pair.axis == index then
        pair.row = { rank[pair.input[1]], rank[pair.input[2]] }
      end
    end
    axis.columns = #channels
  end
end

-- The pairs as the fields of the config describe them, and for each axis the exponents of
-- its frequencies and the numbers of its pairs.
local function described_pairs(config)
  local axis_of = layouts.axis_of_pairs(config)
  local list, own_of = {}, {}
  for index in ipairs(config.axes) do own_of[index] = { exponents = {}, pairs = {} } end
  for j, axis in ipairs(axis_of) do
    local own = own_of[axis]
    local input = layouts.channels(config, config.pairing, j - 1)
    list[j] = {
      axis = axis, index = #own.pairs, input = input,
      output = config.pairing_out and layouts.channels(config, config.pairing_out, j - 1)
        or { input[1], input[2] },
    }
    own.exponents[#own.pairs + 1] = layouts.exponent(config, axis, #own.pairs, j - 1)
    own.pairs[#own.pairs + 1] = j - 1
  end
  return list, own_of
end

-- The pairs as the config lists them, the same of each axis, and their frequencies.
local function listed_pairs(config)
  local index_of, list, own_of, frequencies = {}, {}, {}, {}
  for index, axis in ipairs(config.axes) do
    index_of[axis.name], own_of[index] = index, { exponents = {}, pairs = {} }
  end
  for j, pair in ipairs(config.pairs) do
    local own = own_of[index_of[pair.axis]]
    list[j] = {
      axis = index_of[pair.axis], index = #own.pairs, input = pair.input,
      output = pair.output or { pair.input[1], pair.input[2] },
    }
    own.exponents[#own.pairs + 1], own.pairs[#own.pairs + 1] = j - 1, j - 1
    frequencies[j] = pair.inv_freq
  end
  return list, own_of, frequencies
end

-- What freq.lua needs to know of an axis.
local function frequencies_of(config, axis, own, listed)
  local kind = listed and "list" or config.freq.kind
  local own_scaling = config.rope_scaling or { rope_type = "default" }
  local dim = axis.freq_dim or config.freq.dim
    or config.freq_index == "axis" and axis.dim or config.rotary_dim
  return {
    kind = kind, dim = dim, scaling = own_scaling, exponents = own.exponents,
    pairs = own.pairs,
    theta = layouts.theta(config, axis),
    scale = axis.scale or 1.0, count = #own.pairs,
    active = config.freq.active_pairs or math.huge,
    list = listed or config.freq.inv_freq,
  }
end

--- Builds the rope of a checked config.
-- @return { head_dim, tables, fractional, ready_only, cos_factor, sin_factor, axes = { {
--   name, words, pairs, columns, scale, inv_freq, turns, position_min, position_max } },
--   pairs = { { axis, index, input = { c0, c1 }, output = { d0, d1 }, row = { cos, sin }
--   } } }; axis is 1-based, index the pair's place among its axis's pairs and channels
--   and row columns are 0-based. Positions are multiplied by scale, then by inv_freq, in
--   float32 radians, or by turns (only for exact tables), 96-bit fractions of a turn.
--   ready_only: there are no frequencies, cos and sin come from the caller.
function rope.build(config)
  local ready_only = config.freq.kind == "runtime"
  local list, own_of, listed
  if config.pairs then
    list, own_of, listed = listed_pairs(config)
  else
    list, own_of = described_pairs(config)
  end
  local axes = {}
  for index, axis in ipairs(config.axes) do
    local spec = frequencies_of(config, axis, own_of[index], listed)
    local scale = spec.kind == "inv_power_2pi" and 2 * math.pi * spec.scale or spec.scale
    axes[index] = {
      name = axis.name, pairs = #own_of[index].pairs, scale = f32(scale),
      words = not ready_only and freq.words(spec) or nil,
      inv_freq = not ready_only and freq.inv_freq(spec) or nil,
      turns = config.tables == "exact" and not ready_only and freq.turns(spec) or nil,
      position_min = axis.position_min, position_max = axis.position_max,
    }
  end
  place_in_rows(axes, list)
  local factor = f32(config.attention_factor
    or config.rope_scaling and scaling.attention(config.rope_scaling) or 1)
  return {
    head_dim = config.head_dim, tables = config.tables, axes = axes, pairs = list,
    rounding = config.rounding,
    ready_only = ready_only, cos_factor = factor, sin_factor = config.direction * factor,
    fractional = config.positions and config.positions.fractional or false,
  }
end

-- The double polynomial reduces angles below this, in radians.
local ANGLE_LIMIT <const> = 0x1p20

--- Checks that every position of a config whose limits are filled in has an angle that
-- tables = "hf" can do; complain(field, message) raises.
function rope.check_angles(config, complain)
  if config.tables ~= "hf" or config.freq.kind == "runtime" then return end
  for i, axis in ipairs(rope.build(config).axes) do
    local furthest = math.max(-axis.position_min, axis.position_max)
    local fastest = 0.0
    for _, f in ipairs(axis.inv_freq) do fastest = math.max(fastest, f) end
    if freq.angle(furthest, axis.scale, fastest) >= ANGLE_LIMIT then
      complain(("axes[%d].position_"):format(i)
        .. (furthest == axis.position_max and "max" or "min"),
        ("reaches an angle of 2^20 radians, where tables = \"hf\" ends; "
          .. "use tables = \"exact\""))
    end
  end
end

--- Checks the fields of a config that shape its pairs and fills in rotary_dim and
-- freq_index; complain(field, message) raises.
rope.check = layouts.check

return rope
