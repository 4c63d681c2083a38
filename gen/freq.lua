-- Frequencies of an axis.
-- In: channels of the axis and its base theta.
-- Out: one number per pair, as the reference's float32 inv_freq or as an exact fraction
-- of a turn.
-- Always: the same bits on every machine, whatever its libm.

local wide = require("wide")

local freq = {}

--- The nearest float32 of a number, as a Lua float.
local function f32(x)
  return (string.unpack("<f", string.pack("<f", x)))
end
freq.f32 = f32

--- inv_freq as transformers computes it in float32: 1 / theta^(2i / dim), the exponent
-- rounded first. No theta^e comes nearer than thousands of double ulps to a float32 tie,
-- so any libm's pow gives these bits. Source: transformers modeling_rope_utils.py,
-- compute_default_rope_parameters.
-- @return dim / 2 float32 values, in radians per position
function freq.inv_freq(dim, theta)
  local list = {}
  for i = 0, dim // 2 - 1 do
    local exponent = f32(f32(2.0 * i) / f32(dim))
    list[i + 1] = f32(1.0 / f32(theta ^ exponent))
  end
  return list
end

--- The same frequencies as real numbers, theta^(-2i / dim) / (2 pi), in turns per
-- position.
-- @return dim / 2 numbers of 96 fractional bits, each { high 64 bits, low 32 bits }
function freq.turns(dim, theta)
  local list = {}
  local ln_theta = wide.ln(theta)
  for i = 0, dim // 2 - 1 do
    local power = wide.exp_negative(wide.divide(wide.scale(ln_theta, 2 * i), dim))
    list[i + 1] = wide.fraction(wide.multiply(power, wide.inverse_two_pi))
  end
  return list
end

-- The one float32 angle below 2^20 rad whose sine the double polynomial rounds the wrong
-- way: the sine lies so near to the middle of two floats that its double lands on it.
-- Found by comparing every float32 below 2^20 with CORE-MATH.
local HARD_ANGLE <const> = 0x1.33333p+13
--- Its sine, correctly rounded.
freq.HARD_SINE = -0x1.63f4bap-2

--- Positions from low to high at which frequency f reaches the hard angle or its
-- negative.
-- @return a list of positions, mostly empty
function freq.hard_positions(f, low, high)
  local list = {}
  for _, sign in ipairs({ -1, 1 }) do
    local nearest = HARD_ANGLE / f
    local reach = 1 + math.floor(HARD_ANGLE * 0x1p-23 / f)
    if nearest < high + reach + 1.0 or nearest < -low + reach + 1.0 then
      local centre = math.floor(nearest + 0.5)
      for p = centre - reach, centre + reach do
        local position = sign * p
        if position >= low and position <= high and f32(f32(p) * f) == HARD_ANGLE then
          list[#list + 1] = position
        end
      end
    end
  end
  table.sort(list)
  return list
end

return freq
