-- Frequencies of an axis.
-- In: the base, the exponents of the axis's pairs, and how they are scaled.
-- Out: one number per pair, as the reference's float32 inv_freq or as an exact fraction
-- of a turn.
-- Always: the same bits on every machine, whatever its libm.

local scaling = require("scaling")
local wide = require("wide")

local freq = {}

local f32 = scaling.f32
freq.f32 = f32

--- The kinds of frequencies by name, and what is refused, each with what to give instead.
freq.kinds = { "inv_power", "inv_power_2pi", "linspace_power", "list", "runtime" }
freq.refused_kinds = {
  learned = "\"runtime\": angles that are learned are no constants of a config",
  dynamic = "\"runtime\": frequencies of a run-time length are no constants of a config",
}
freq.rope_types = scaling.rope_types
freq.refused_rope_types = scaling.refused

-- theta^e in float32. No theta^e comes nearer than thousands of double ulps to a float32
-- tie, so any libm's pow gives these bits.
local function power(theta, exponent)
  return f32(f32(theta) ^ exponent)
end

-- torch.linspace(0, 1, n) in float32, item k.
local function linspace(k, n)
  if n == 1 then return 0.0 end
  local step = f32(1 / f32(n - 1))
  return k < n // 2 and f32(step * k) or f32(1 - f32(step * (n - 1 - k)))
end

-- The float32 frequency of exponent k. Sources: transformers modeling_rope_utils.py
-- (compute_default_rope_parameters), diffusers transformer_ltx.py (linspace_power).
local function of_power(axis, k, pair)
  local p = power(axis.theta, f32(f32(2.0 * k) / f32(axis.dim)))
  return scaling.float32(axis.scaling,
    { k = k, pair = pair, dim = axis.dim, theta = axis.theta, power = p,
      inv = f32(1.0 / p) })
end

local FLOAT32 = {
  inv_power = of_power,
  inv_power_2pi = of_power,
  linspace_power = function(axis, k)
    return f32(f32(power(axis.theta, linspace(k, axis.count)) * f32(math.pi)) / 2)
  end,
  list = function(axis, _, pair) return f32(axis.list[pair + 1]) end,
}

--- The frequencies as the reference computes them in float32.
-- @param axis { kind, theta, dim, scaling, scale, exponents, pairs, active, count, list
--   }: exponents are the k of the axis's pairs, pairs their numbers among all, active the
--   first number that does not turn, count and list what linspace_power and list read
-- @return #exponents float32 values, in radians per position
function freq.inv_freq(axis)
  local list = {}
  for i, k in ipairs(axis.exponents) do
    list[i] = axis.pairs[i] < axis.active and FLOAT32[axis.kind](axis, k, axis.pairs[i])
      or 0.0
  end
  return list
end

local known_powers = {}

-- theta^(-k step), k = 0, 1 ... as wide numbers, made one from the other.
local function powers(theta, step_numerator, step_denominator)
  local key = ("%a %d %d"):format(theta, step_numerator, step_denominator)
  if known_powers[key] then return known_powers[key] end
  local ratio = wide.exp_negative(wide.divide(wide.scale(wide.ln(theta), step_numerator),
    step_denominator))
  local list = { [0] = wide.from(1) }
  known_powers[key] = function(k)
    for i = #list + 1, k do list[i] = wide.multiply(list[i - 1], ratio) end
    return list[k]
  end
  return known_powers[key]
end

-- The real frequency of exponent k in turns per position, as a wide number.
local TURNS = {
  inv_power = function(axis)
    local power_of = powers(axis.theta, 2, axis.dim)
    return function(k, pair)
      local ratio = scaling.ratio(axis.scaling,
        { k = k, pair = pair, dim = axis.dim, theta = axis.theta })
      return wide.multiply(wide.multiply(power_of(k), wide.from(ratio * axis.scale)),
        wide.inverse_two_pi)
    end
  end,
  inv_power_2pi = function(axis)
    local power_of = powers(axis.theta, 2, axis.dim)
    return function(k) return wide.multiply(power_of(k), wide.from(axis.scale)) end
  end,
  linspace_power = function(axis)
    local power_of = powers(axis.theta, 1, math.max(1, axis.count - 1))
    local top = wide.from((axis.count > 1 and axis.theta or 1) * axis.scale / 4)
    return function(k) return wide.multiply(power_of(axis.count - 1 - k), top) end
  end,
  list = function(axis)
    return function(_, pair)
      return wide.multiply(wide.from(f32(axis.list[pair + 1]) * axis.scale),
        wide.inverse_two_pi)
    end
  end,
}

--- The same frequencies as real numbers, with the axis's scale, in turns per position.
-- What rope_scaling multiplies them by is a double.
-- @return #exponents numbers: their 96 fractional bits, high 64 and low 32, and all of it
--   as a double, { high, low, turns }
function freq.turns(axis)
  local list = {}
  local turns_of = TURNS[axis.kind](axis)
  for i, k in ipairs(axis.exponents) do
    if axis.pairs[i] < axis.active then
      local turns = turns_of(k, axis.pairs[i])
      list[i] = wide.fraction(turns)
      list[i][3] = wide.number(turns)
    else
      list[i] = { 0, 0, 0.0 }
    end
  end
  return list
end

--- The frequencies in words: "10000^(-2k / 40), k = 0..19".
function freq.words(axis)
  local first, last = axis.exponents[1], axis.exponents[#axis.exponents]
  local step = #axis.exponents > 1 and axis.exponents[2] - first or 1
  local steady = true
  for i, k in ipairs(axis.exponents) do
    steady = steady and k == first + (i - 1) * step
  end
  local ks = ("k = %d..%d"):format(first, last)
  if not steady then
    ks = ("%d values of k up to %d"):format(#axis.exponents, last)
  elseif step > 1 then
    ks = ("k = %d, %d .. %d"):format(first, first + step, last)
  end
  local text = ({
    inv_power = "%.17g^(-2k / %d), ", inv_power_2pi = "2 pi %.17g^(-2k / %d), ",
    linspace_power = "%.17g^(k / (n - 1)) pi / 2, ",
    list = "",
  })[axis.kind]:format(axis.theta, axis.dim) .. ks
  if axis.kind == "list" then text = "listed frequencies, " .. ks end
  if axis.pairs[#axis.pairs] >= axis.active then
    text = text .. (", 0 from pair %d on"):format(axis.active)
  end
  if axis.scaling.rope_type ~= "default" then
    text = text .. ", scaled by " .. axis.scaling.rope_type
  end
  return text
end

-- The one float32 angle below 2^20 rad whose sine the double polynomial rounds the wrong
-- way: the sine lies so near to the middle of two floats that its double lands on it.
-- Found by comparing every float32 below 2^20 with CORE-MATH.
freq.HARD_ANGLE = 0x1.33333p+13
--- Its sine, correctly rounded.
freq.HARD_SINE = -0x1.63f4bap-2

--- The float32 angle of a position.
function freq.angle(position, scale, f)
  return f32(f32(f32(position) * scale) * f)
end

--- Positions from low to high at which frequency f, after the axis's scale, reaches the
-- hard angle or its negative.
-- @return a list of positions, mostly empty
function freq.hard_positions(f, scale, low, high)
  local list = {}
  if f == 0 then return list end
  for _, sign in ipairs({ -1, 1 }) do
    local nearest = freq.HARD_ANGLE / (f * scale)
    local reach = 1 + math.floor(nearest * 0x1p-22)
    if nearest < high + reach + 1.0 or nearest < -low + reach + 1.0 then
      local centre = math.floor(nearest + 0.5)
      for p = centre - reach, centre + reach do
        local position = sign * p
        if position >= low and position <= high
          and freq.angle(p, scale, f) == freq.HARD_ANGLE then
          list[#list + 1] = position
        end
      end
    end
  end
  table.sort(list)
  return list
end

return freq
