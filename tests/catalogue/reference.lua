-- The pair list of a config, a second time: slowly, in doubles, from what schema.lua says
-- of its fields and from the libraries that rope_scaling's words come from.
-- In: a checked config. Out: its pairs with axis, frequency and channels, and the factors
-- of cos and sin. Always: of the generator only the schema and its defaults are shared.

local reference = {}

-- layout -> the axis of every pair, 1-based
local LAYOUTS = {}

function LAYOUTS.axial(config)
  local axis_of = {}
  for n, axis in ipairs(config.axes) do
    for _ = 1, axis.dim / 2 do table.insert(axis_of, n) end
  end
  return axis_of
end

LAYOUTS.sections = LAYOUTS.axial

-- transformers, apply_interleaved_mrope: freqs[0][n:3 * section:3] = freqs[n][...]
function LAYOUTS.mrope_interleaved(config)
  local axis_of = {}
  for j = 1, config.rotary_dim / 2 do axis_of[j] = 1 end
  for n = 2, math.min(3, #config.axes) do
    for j = n - 1, 3 * (config.axes[n].dim / 2) - 1, 3 do axis_of[j + 1] = n end
  end
  return axis_of
end

function LAYOUTS.round_robin(config)
  local axis_of = {}
  while #axis_of < config.rotary_dim / 2 do
    for n in ipairs(config.axes) do table.insert(axis_of, n) end
  end
  return axis_of
end

function LAYOUTS.explicit(config)
  local axis_of = {}
  for j, name in ipairs(config.pair_axes) do
    for n, axis in ipairs(config.axes) do
      if axis.name == name then axis_of[j] = n end
    end
  end
  return axis_of
end

-- pairing -> the channels of pair j, which is the i-th of its axis; all 0-based
local PAIRINGS = {
  half = function(config, j)
    return { config.rotary_offset + j, config.rotary_offset + j + config.rotary_dim // 2 }
  end,
  adjacent = function(config, j)
    return { config.rotary_offset + 2 * j, config.rotary_offset + 2 * j + 1 }
  end,
  half_per_axis = function(config, _, n, i)
    local first = config.rotary_offset
    for before = 1, n - 1 do first = first + config.axes[before].dim end
    return { first + i, first + i + config.axes[n].dim // 2 }
  end,
}

-- freq_index -> the exponent's k of the i-th pair of axis n, pair j of all
local FREQ_INDICES = {
  axis = function(_, _, i) return i end,
  global = function(j) return j end,
  strided = function(_, n, i, axes) return n - 1 + i * axes end,
}

-- Frequencies come with a doubt: how many roundings, each by half an ulp, computing them
-- can add up to. In float32 a rounding is 2^-24 of the frequency, in doubles 2^-53.

-- An exponent e rounded once changes theta^e by e ln(theta) of a rounding, a base by e.
local function power(theta, e)
  return theta ^ e, math.abs(e) * (math.log(theta) + 1) + 2
end

-- A frequency of which a part is kept and the rest divided by the factor; kept_doubt is
-- in roundings of 1.
local function blended(frequency, doubt, kept, kept_doubt, factor)
  local share = (1 - kept) / factor + kept
  return frequency * share, doubt + 5 + kept_doubt * math.abs(1 - 1 / factor) / share
end

local function clamped(x) return math.max(0, math.min(1, x)) end

local function divided(scaling, frequency, doubt)
  return frequency / scaling.factor, doubt + 2
end

-- rope_type -> the scaled frequency and its doubt
local SCALINGS = {
  default = function(_, frequency, doubt) return frequency, doubt end,
  ntk_alpha = function(_, frequency, doubt) return frequency, doubt end,
  linear = divided,
  proportional = function(scaling, frequency, doubt)
    if not scaling.factor then return frequency, doubt end
    return divided(scaling, frequency, doubt)
  end,
}

-- transformers, _compute_yarn_parameters
function SCALINGS.yarn(scaling, frequency, doubt, at)
  local function dim_of(turns)
    return at.dim * math.log(scaling.original_max_position_embeddings
      / (turns * 2 * math.pi)) / (2 * math.log(at.theta))
  end
  local low = dim_of(scaling.beta_fast or 32)
  local high = dim_of(scaling.beta_slow or 1)
  if scaling.truncate == nil or scaling.truncate then
    low, high = math.floor(low), math.ceil(high)
  end
  low, high = math.max(low, 0), math.min(high, at.dim - 1)
  if low == high then high = high + 0.001 end
  local ramp = clamped((at.k - low) / (high - low))
  local ramp_doubt = ramp > 0 and ramp < 1 and (low + at.k + high) / (high - low) + 4 or 0
  return blended(frequency, doubt, 1 - ramp, ramp_doubt, scaling.factor)
end

-- transformers, _compute_llama3_parameters
function SCALINGS.llama3(scaling, frequency, doubt)
  local length = scaling.original_max_position_embeddings
  local low, high = scaling.low_freq_factor, scaling.high_freq_factor
  local wavelength = 2 * math.pi / frequency
  local turns = length / wavelength
  local kept = clamped((turns - low) / (high - low))
  local kept_doubt = kept > 0 and kept < 1
    and (turns * (doubt + 5) + low) / (high - low) + 2 or 0
  return blended(frequency, doubt, kept, kept_doubt, scaling.factor)
end

-- transformers, _compute_longrope_parameters
function SCALINGS.longrope(scaling, frequency, doubt, at)
  local factors = scaling.use == "short" and scaling.short_factor or scaling.long_factor
  return frequency / factors[at.pair], doubt + 3
end

-- freq.kind -> the frequency of a pair and its doubt; at is { pair, k, dim, theta,
-- pairs }: its 1-based number, the exponent 2k / dim, the axis's base and pairs
local KINDS = {}

function KINDS.inv_power(config, at)
  local scaling = config.rope_scaling or { rope_type = "default" }
  local frequency, doubt = power(at.theta, -2 * at.k / at.dim)
  return SCALINGS[scaling.rope_type](scaling, frequency, doubt, at)
end

-- The 2 pi is a float32 that positions are multiplied by.
function KINDS.inv_power_2pi(config, at)
  local frequency, doubt = KINDS.inv_power(config, at)
  return 2 * math.pi * frequency, doubt + 2
end

local function as_float32(x)
  return (string.unpack("<f", string.pack("<f", x)))
end

-- diffusers, LTXVideoRotaryPosEmbed: its exponents are rounded in steps of 1.
function KINDS.linspace_power(_, at)
  local e = at.pairs > 1 and at.k / (at.pairs - 1) or 0
  local frequency, doubt = power(at.theta, e)
  return frequency * math.pi / 2, doubt + 2 * math.log(at.theta) + 3
end

function KINDS.list(config, at)
  return as_float32(config.freq.inv_freq[at.pair]), 0
end

-- The base of an axis with all that multiplies it.
local function theta_of(config, axis)
  local theta = axis.theta or config.theta
  if axis.ntk_factor then
    theta = theta * axis.ntk_factor ^ (axis.dim / (axis.dim - 2))
  end
  if config.rope_scaling and config.rope_scaling.rope_type == "ntk_alpha" then
    local dim = config.rotary_dim
    theta = theta * config.rope_scaling.alpha ^ (dim / (dim - 2))
  end
  return theta
end

-- The pairs as the fields describe them; without frequencies where there are none.
local function described(config)
  local list, seen = {}, {}
  for j, n in ipairs(LAYOUTS[config.axis_layout](config)) do
    local axis, i = config.axes[n], seen[n] or 0
    seen[n] = i + 1
    local frequency, doubt
    if config.freq.kind ~= "runtime" then
      frequency, doubt = KINDS[config.freq.kind](config, {
        pair = j, k = FREQ_INDICES[config.freq_index](j - 1, n, i, #config.axes),
        dim = axis.freq_dim or config.freq.dim
          or (config.freq_index == "axis" and axis.dim or config.rotary_dim),
        theta = theta_of(config, axis), pairs = axis.dim // 2,
      })
      if j > (config.freq.active_pairs or math.huge) then frequency = 0.0 end
    end
    local input = PAIRINGS[config.pairing](config, j - 1, n, i)
    list[j] = {
      axis = n, frequency = frequency, doubt = doubt, input = input,
      output = config.pairing_out and PAIRINGS[config.pairing_out](config, j - 1, n, i)
        or input,
    }
  end
  return list
end

-- The pairs as the config lists them.
local function listed(config)
  local list = {}
  for j, pair in ipairs(config.pairs) do
    for n, axis in ipairs(config.axes) do
      if axis.name == pair.axis then
        list[j] = { axis = n, frequency = as_float32(pair.inv_freq), doubt = 0,
          input = pair.input, output = pair.output or pair.input }
      end
    end
  end
  return list
end

-- transformers, get_mscale of _compute_yarn_parameters
local function magnitude(factor, mscale)
  return factor <= 1 and 1 or 0.1 * mscale * math.log(factor) + 1
end

-- rope_type -> attention factor, where it is not 1
local ATTENTION = {
  yarn = function(scaling)
    local factor, mscale, all = scaling.factor, scaling.mscale, scaling.mscale_all_dim
    if mscale and all then return magnitude(factor, mscale) / magnitude(factor, all) end
    return magnitude(factor, 1)
  end,
  longrope = function(scaling)
    local factor = scaling.factor or 1
    if factor <= 1 then return 1 end
    return math.sqrt(1 + math.log(factor)
      / math.log(scaling.original_max_position_embeddings))
  end,
}

--- The pair list of a checked config.
-- @return { pairs, cos_factor, sin_factor }; a pair is { axis, frequency, doubt, input,
--   output }: a 1-based axis, radians per position (nil where the caller has cos and
--   sin), the doubt as above, 0-based channels
function reference.of(config)
  local list = config.pairs and listed(config) or described(config)
  for _, pair in ipairs(list) do
    local scale = config.axes[pair.axis].scale
    if scale and pair.frequency then
      pair.frequency, pair.doubt = pair.frequency * scale, pair.doubt + 2
    end
  end
  local rule = config.rope_scaling and ATTENTION[config.rope_scaling.rope_type]
  local factor = config.attention_factor or rule and rule(config.rope_scaling) or 1
  return { pairs = list, cos_factor = factor, sin_factor = config.direction * factor }
end

return reference
