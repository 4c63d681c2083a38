-- How the fields of a config spread axes, frequencies and channels over pairs.
-- In: a config.
-- Out: for pair j its axis, its exponent and its two channels.
-- Always: the words are those of research papers and model code; a layout that no word
-- says is given pair by pair.

local scaling = require("scaling")

local layouts = {}

local function blocks(axes)
  local axis_of = {}
  for index, axis in ipairs(axes) do
    for _ = 1, axis.dim // 2 do axis_of[#axis_of + 1] = index end
  end
  return axis_of
end

-- layout -> the axis of every pair, and the freq_index that goes without saying
local LAYOUTS = {
  axial = { index = "axis", axis_of = blocks },
  sections = { index = "global", axis_of = blocks },
  -- Source: transformers modeling_qwen3_vl.py, apply_interleaved_mrope
  mrope_interleaved = { index = "global", axis_of = function(axes, pairs_total)
    local axis_of = {}
    for j = 0, pairs_total - 1 do
      local axis = axes[j % 3 + 1]
      axis_of[j + 1] = axis and j < 3 * (axis.dim // 2) and j % 3 + 1 or 1
    end
    return axis_of
  end },
  round_robin = { index = "axis", axis_of = function(axes, pairs_total)
    local axis_of = {}
    for j = 0, pairs_total - 1 do axis_of[j + 1] = j % #axes + 1 end
    return axis_of
  end },
  explicit = { index = "global", axis_of = function(axes, _, names)
    local index_of, axis_of = {}, {}
    for index, axis in ipairs(axes) do index_of[axis.name] = index end
    for j, name in ipairs(names) do axis_of[j] = index_of[name] end
    return axis_of
  end },
}
layouts.names = { "axial", "sections", "mrope_interleaved", "round_robin", "explicit" }
layouts.refused = {
  interleaved = "\"mrope_interleaved\" (t h w t h w ..., Qwen3-VL) or \"round_robin\"; "
    .. "the bare word means two things, adjacent pairs are pairing = \"adjacent\"",
  per_channel = "a rotation: angles that differ between the two channels of a pair "
    .. "(V-JEPA 2, ERNIE-Image, HunYuan-VL) turn nothing and have no inverse, so "
    .. "they are no list of pairs",
}

layouts.freq_indices = { "axis", "global", "strided" }

-- pairing -> the two channels of pair j, from rotary_offset on
local PAIRINGS = {
  half = function(config, j) return j, j + config.rotary_dim // 2 end,
  adjacent = function(_, j) return 2 * j, 2 * j + 1 end,
  half_per_axis = function(config, j)
    local channel = 0
    for _, axis in ipairs(config.axes) do
      local pairs_of_axis = axis.dim // 2
      local own = j - channel // 2
      if own < pairs_of_axis then return channel + own, channel + own + pairs_of_axis end
      channel = channel + axis.dim
    end
  end,
}
layouts.pairings = { "adjacent", "half", "half_per_axis" }
layouts.refused_pairings = {
  interleaved = "\"adjacent\" (channels 2j and 2j + 1, GPT-J) or \"half\" with "
    .. "axis_layout = \"mrope_interleaved\" (Qwen3-VL): the bare word means both",
  neox = "\"half\", what GPT-NeoX does",
}

--- The axis of every pair, 1-based.
function layouts.axis_of_pairs(config)
  return LAYOUTS[config.axis_layout].axis_of(config.axes, config.rotary_dim // 2,
    config.pair_axes)
end

--- The two channels of pair j, 0-based.
function layouts.channels(config, pairing, j)
  local first, second = PAIRINGS[pairing](config, j)
  return { first + config.rotary_offset, second + config.rotary_offset }
end

--- The exponent k of a pair: the index-th of its axis, the j-th of all, both 0-based.
function layouts.exponent(config, axis, index, j)
  if config.freq_index == "axis" then return index end
  if config.freq_index == "global" then return j end
  return axis - 1 + index * #config.axes
end

local function check_rotary(config, complain)
  local room = config.head_dim - config.rotary_offset
  if room < 2 then
    complain("rotary_offset", ("is %d; a head of %d leaves no pair to turn"):format(
      config.rotary_offset, config.head_dim))
  end
  config.rotary_dim = config.rotary_dim or room // 2 * 2
  local last = config.rotary_offset + config.rotary_dim
  if last > config.head_dim then
    complain("rotary_dim", ("reaches channel %d of a head of %d; give at most %d"):format(
      last, config.head_dim, room // 2 * 2))
  end
end

-- Every axis must have as many pairs as its dim says.
local function check_layout(config, complain)
  local pairs_total = config.rotary_dim // 2
  local sum = 0
  for i, axis in ipairs(config.axes) do
    if not axis.dim then
      complain(("axes[%d].dim"):format(i), "is missing; say how many channels it turns")
    end
    sum = sum + axis.dim
  end
  if sum ~= config.rotary_dim then
    complain("axes", ("dims sum to %d; they must fill rotary_dim, %d"):format(
      sum, config.rotary_dim))
  end
  if (config.axis_layout == "explicit") ~= (config.pair_axes ~= nil) then
    complain("pair_axes", config.pair_axes and "belongs to axis_layout = \"explicit\""
      or "is missing; the layout explicit needs the axis of each pair")
  end
  if config.pair_axes and #config.pair_axes ~= pairs_total then
    complain("pair_axes", ("has %d names; give one per pair, %d"):format(
      #config.pair_axes, pairs_total))
  end
  local count, axis_of = {}, layouts.axis_of_pairs(config)
  for j = 1, pairs_total do
    if not axis_of[j] then
      complain(("pair_axes[%d]"):format(j), ("%q names no axis"):format(
        config.pair_axes[j]))
    end
    count[axis_of[j]] = (count[axis_of[j]] or 0) + 1
  end
  for i, axis in ipairs(config.axes) do
    if count[i] ~= axis.dim // 2 then
      complain(("axes[%d].dim"):format(i), ("is %d; %s gives this axis %d pairs"):format(
        axis.dim, config.axis_layout, count[i] or 0))
    end
  end
  for _, field in ipairs({ "pairing", "pairing_out" }) do
    if config[field] == "half_per_axis" and config.axis_layout ~= "axial"
      and config.axis_layout ~= "sections" then
      complain(field, "is half_per_axis; that needs axes one after the other")
    end
  end
end

local BASE_MAX <const> = 1e12

--- The base of an axis's frequencies, scaled.
function layouts.theta(config, axis)
  local theta = axis.theta or config.theta
  if axis.ntk_factor then
    theta = theta * axis.ntk_factor ^ (axis.dim / (axis.dim - 2))
  end
  return config.rope_scaling
    and scaling.theta(config.rope_scaling, theta, config.rotary_dim) or theta
end

local function check_frequencies(config, complain)
  local kind = config.freq.kind
  local pairs_total = config.rotary_dim // 2
  if (kind == "list") ~= (config.freq.inv_freq ~= nil) then
    complain("freq.inv_freq", kind == "list"
      and "is missing; the kind list needs one frequency per pair"
      or "belongs to freq.kind = \"list\"")
  end
  if config.freq.inv_freq and #config.freq.inv_freq ~= pairs_total then
    complain("freq.inv_freq", ("has %d frequencies; give one per pair, %d"):format(
      #config.freq.inv_freq, pairs_total))
  end
  if kind ~= "inv_power" and config.rope_scaling then
    complain("rope_scaling", ("scales freq.kind = \"inv_power\", not %q"):format(kind))
  end
  if kind == "linspace_power" and config.freq_index ~= "axis" then
    complain("freq_index", "must be axis for freq.kind = \"linspace_power\"")
  end
  if config.rope_scaling then
    scaling.check(config.rope_scaling, pairs_total, complain)
  end
  if (config.freq.active_pairs or 0) > pairs_total then
    complain("freq.active_pairs", ("is %d of %d pairs; leave it out"):format(
      config.freq.active_pairs, pairs_total))
  end
  for i, axis in ipairs(config.axes) do
    local theta = layouts.theta(config, axis)
    if not (theta >= 1 and theta <= BASE_MAX) then
      complain(axis.ntk_factor and ("axes[%d].ntk_factor"):format(i)
        or "rope_scaling.alpha", ("makes a base of %g; it must lie from 1 to %g"):format(
        theta, BASE_MAX))
    elseif theta == 1 and config.rope_scaling
      and config.rope_scaling.rope_type == "yarn" then
      complain("theta", "is 1; yarn needs frequencies that differ")
    end
  end
end

-- Fields that describe pairs, and so cannot stand beside a list of them.
local DESCRIBING = { "rotary_dim", "pair_axes", "freq_index", "rope_scaling", "pairing",
  "pairing_out" }

local function check_listed(config, complain)
  local axes, used, pairs_of = {}, { input = {}, output = {} }, {}
  for _, field in ipairs(DESCRIBING) do
    if config[field] then
      complain(field, "describes pairs; it cannot stand beside pairs")
    end
  end
  if config.rotary_offset ~= 0 or config.axis_layout ~= "axial"
    or config.freq.kind ~= "inv_power" or config.freq.dim or config.freq.inv_freq
    or config.freq.active_pairs then
    complain("pairs", "say it all; leave out rotary_offset, axis_layout and freq")
  end
  for i, axis in ipairs(config.axes) do
    axes[axis.name] = true
    for _, field in ipairs({ "dim", "theta", "freq_dim", "ntk_factor" }) do
      if axis[field] then
        complain(("axes[%d].%s"):format(i, field), "describes pairs; pairs are listed")
      end
    end
  end
  for j, pair in ipairs(config.pairs) do
    local path = ("pairs[%d]."):format(j)
    if not axes[pair.axis] then
      complain(path .. "axis", ("%q names no axis"):format(pair.axis))
    end
    pairs_of[pair.axis] = true
    for _, side in ipairs({ "input", "output" }) do
      for _, channel in ipairs(pair[side] or pair.input) do
        if channel >= config.head_dim then
          complain(path .. side, ("has channel %d of a head of %d"):format(
            channel, config.head_dim))
        elseif used[side][channel] then
          complain(path .. side,
            ("has channel %d, which another pair has"):format(channel))
        end
        used[side][channel] = true
      end
    end
  end
  for channel in pairs(used.input) do
    if not used.output[channel] then
      complain("pairs", ("read channel %d and do not write it; a channel that is read "
        .. "must be written by a pair"):format(channel))
    end
  end
  for i, axis in ipairs(config.axes) do
    if not pairs_of[axis.name] then
      complain(("axes[%d].name"):format(i), ("%q turns no pair"):format(axis.name))
    end
  end
  config.rotary_dim = 2 * #config.pairs
end

--- Checks the fields of a config that shape its pairs and fills in rotary_dim and
-- freq_index; complain(field, message) raises.
function layouts.check(config, complain)
  local seen = {}
  for i, axis in ipairs(config.axes) do
    if seen[axis.name] then
      complain(("axes[%d].name"):format(i),
        ("%q names two axes; give each its own"):format(axis.name))
    end
    seen[axis.name] = true
  end
  if config.pairs then return check_listed(config, complain) end
  if not config.pairing then
    complain("pairing", "is missing; say which channels are a pair, one of "
      .. table.concat(layouts.pairings, ", "))
  end
  config.freq_index = config.freq_index or LAYOUTS[config.axis_layout].index
  check_rotary(config, complain)
  check_layout(config, complain)
  check_frequencies(config, complain)
end

return layouts
