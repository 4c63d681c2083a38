-- Scaled frequencies, by the rope types of transformers.
-- In: the rope_scaling of a config, and a pair's unscaled frequency.
-- Out: the frequency as the reference's float32 operations give it, and as a double that
-- the real frequency is multiplied by; the factor of cos and sin.
-- Always: float32 operations are rounded one by one, in the reference's order. Source:
-- transformers modeling_rope_utils.py; ntk_alpha: modeling_hunyuan_v1_dense.py.

local scaling = {}

--- The nearest float32 of a number, as a Lua float.
function scaling.f32(x)
  return (string.unpack("<f", string.pack("<f", x)))
end
local f32 = scaling.f32

local TWO_PI <const> = 2 * math.pi

-- How much of a pair's frequency is kept, from 0 to 1, along the ramp between the pairs
-- that turn beta_fast and beta_slow times within the original length.
local function yarn_range(s, at)
  local function pair_that_turns(times)
    return at.dim * math.log(s.original_max_position_embeddings / (times * TWO_PI))
      / (2 * math.log(at.theta))
  end
  local low, high = pair_that_turns(s.beta_fast or 32), pair_that_turns(s.beta_slow or 1)
  if s.truncate ~= false then low, high = math.floor(low), math.ceil(high) end
  low, high = math.max(low, 0), math.min(high, at.dim - 1)
  return low, low == high and high + 0.001 or high
end

local function clamp(x) return math.min(math.max(x, 0.0), 1.0) end

local function magnitude(factor, mscale)
  return factor > 1 and 0.1 * mscale * math.log(factor) + 1 or 1.0
end

local function identity_ratio() return 1.0 end
local function divided(s, at) return f32(at.inv / f32(s.factor)) end
local function over_factor(s) return 1 / s.factor end

-- A rope type: the fields it needs and may have beside them; float32(s, at) and
-- ratio(s, at), where at = { k, pair, dim, theta, power, inv } with the pair's number,
-- power = theta^(2k / dim) and inv = 1 / power in float32; theta(s, theta, dim) and
-- attention(s) where they differ from the given theta and from 1.
local RULES = {
  default = {
    needs = {},
    float32 = function(_, at) return at.inv end, ratio = identity_ratio,
  },
  linear = { needs = { "factor" }, float32 = divided, ratio = over_factor },
  proportional = {
    needs = {}, may = { "factor" },
    float32 = function(s, at) return s.factor and divided(s, at) or at.inv end,
    ratio = function(s) return 1 / (s.factor or 1) end,
  },
  ntk_alpha = {
    needs = { "alpha" },
    theta = function(s, theta, dim) return theta * s.alpha ^ (dim / (dim - 2)) end,
    float32 = function(_, at) return at.inv end, ratio = identity_ratio,
  },
  yarn = {
    needs = { "factor", "original_max_position_embeddings" },
    may = { "beta_fast", "beta_slow", "truncate", "mscale", "mscale_all_dim" },
    float32 = function(s, at)
      local low, high = yarn_range(s, at)
      local ramp = clamp(f32(f32(at.k - f32(low)) / f32(high - low)))
      local kept = f32(1 - ramp)
      local interpolated = f32(1 / f32(f32(s.factor) * at.power))
      return f32(f32(interpolated * f32(1 - kept)) + f32(at.inv * kept))
    end,
    ratio = function(s, at)
      local low, high = yarn_range(s, at)
      local kept = 1 - clamp((at.k - low) / (high - low))
      return (1 - kept) / s.factor + kept
    end,
    attention = function(s)
      if s.mscale and s.mscale_all_dim then
        return magnitude(s.factor, s.mscale) / magnitude(s.factor, s.mscale_all_dim)
      end
      return magnitude(s.factor, 1)
    end,
  },
  llama3 = {
    needs = { "factor", "low_freq_factor", "high_freq_factor",
      "original_max_position_embeddings" },
    float32 = function(s, at)
      local length, low, high = s.original_max_position_embeddings, s.low_freq_factor,
        s.high_freq_factor
      local wavelength = f32(f32(1 / at.inv) * f32(TWO_PI))
      if wavelength > f32(length / low) then return divided(s, at) end
      if wavelength < f32(length / high) or low == high then return at.inv end
      local turns = f32(f32(1 / wavelength) * f32(length))
      local smooth = f32(f32(turns - f32(low)) / f32(high - low))
      return f32(f32(f32(f32(1 - smooth) * at.inv) / f32(s.factor))
        + f32(smooth * at.inv))
    end,
    ratio = function(s, at)
      local turns = s.original_max_position_embeddings
        * at.theta ^ (-2 * at.k / at.dim) / TWO_PI
      local ramp = s.high_freq_factor - s.low_freq_factor
      if ramp == 0 then return turns < s.low_freq_factor and 1 / s.factor or 1.0 end
      local smooth = clamp((turns - s.low_freq_factor) / ramp)
      return (1 - smooth) / s.factor + smooth
    end,
  },
  longrope = {
    needs = { "short_factor", "long_factor", "use", "original_max_position_embeddings" },
    may = { "factor" },
    float32 = function(s, at)
      return f32(1 / f32(f32(s[s.use .. "_factor"][at.pair + 1]) * at.power))
    end,
    ratio = function(s, at) return 1 / s[s.use .. "_factor"][at.pair + 1] end,
    attention = function(s)
      local factor = s.factor or 1
      if factor <= 1 then return 1.0 end
      return math.sqrt(1
        + math.log(factor) / math.log(s.original_max_position_embeddings))
    end,
  },
}

--- The rope types by name.
scaling.rope_types = { "default", "linear", "ntk_alpha", "yarn", "llama3", "longrope",
  "proportional" }

--- Rope types that cannot be, each with what to give instead.
scaling.refused = {
  dynamic = "freq = { kind = \"runtime\" }: frequencies that depend on the length at run "
    .. "time are no constants, so cos and sin come ready from the caller "
    .. "(or ntk_alpha, where alpha is fixed)",
  su = "\"longrope\", the name that it has now",
  mrope = "\"default\" and the axes' dims: sections are a layout, not a scaling",
  xdrope = "\"ntk_alpha\"; but axes that turn the two channels of a pair apart "
    .. "(HunYuan-VL) are no rotation",
}

--- Checks the fields of a rope_scaling; complain(field, message) raises.
-- @param pairs_total what short_factor and long_factor count
function scaling.check(s, pairs_total, complain)
  local rule = RULES[s.rope_type]
  local known = { rope_type = true }
  for _, name in ipairs(rule.needs) do
    known[name] = true
    if s[name] == nil then
      complain("rope_scaling." .. name, "is missing; " .. s.rope_type .. " needs it")
    end
  end
  for _, name in ipairs(rule.may or {}) do known[name] = true end
  local others = {}
  for name in pairs(s) do
    if not known[name] then others[#others + 1] = name end
  end
  table.sort(others)
  if others[1] then
    complain("rope_scaling." .. others[1], ("is no field of %s; leave it out"):format(
      s.rope_type))
  end
  for _, name in ipairs({ "short_factor", "long_factor" }) do
    if s[name] and #s[name] ~= pairs_total then
      complain("rope_scaling." .. name, ("has %d factors; give one per pair, %d"):format(
        #s[name], pairs_total))
    end
  end
  if s.low_freq_factor and s.low_freq_factor > s.high_freq_factor then
    complain("rope_scaling.high_freq_factor", "is below low_freq_factor")
  elseif (s.beta_fast or 32) < (s.beta_slow or 1) then
    complain("rope_scaling.beta_fast", "is below beta_slow")
  elseif s.rope_type == "longrope" and s.original_max_position_embeddings < 2 then
    complain("rope_scaling.original_max_position_embeddings", "must be 2 or more")
  end
end

--- The base that the frequencies have.
function scaling.theta(s, theta, dim)
  local rule = RULES[s.rope_type]
  return rule.theta and rule.theta(s, theta, dim) or theta
end

--- A pair's frequency in float32; at as RULES says.
function scaling.float32(s, at) return RULES[s.rope_type].float32(s, at) end

--- What the real frequency theta^(-2k / dim) is multiplied by.
function scaling.ratio(s, at) return RULES[s.rope_type].ratio(s, at) end

--- The factor of cos and sin.
function scaling.attention(s)
  local rule = RULES[s.rope_type]
  return rule.attention and rule.attention(s) or 1.0
end

return scaling
