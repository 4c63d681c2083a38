-- cos and sin, correctly rounded to float32: the specs' own reference.
-- In: a float32 angle below 2^20 rad, or a 64-bit fraction of a turn. Out: two float32.
-- Always: computed in pairs of doubles, high + low, good to 2^-70 and better, far beyond
-- what decides how a float32 is rounded; nothing of the generator's own way is used.

local f32 = require("freq").f32

local precise = {}

-- pi = 3.243F6A88... in hexadecimal, the words after the point.
local PI_WORDS <const> = { 0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822 }
local TERMS <const> = 14 -- (pi / 4)^28 / 28! is below 2^-100

-- a + b as sum and error. Source: Knuth, The Art of Computer Programming 2, 4.2.2.
local function exact_sum(a, b)
  local sum = a + b
  local part = sum - a
  return sum, (a - (sum - part)) + (b - part)
end

local function halves(a)
  local scaled = a * 0x8000001p0
  local high = scaled - (scaled - a)
  return high, a - high
end

-- a * b as product and error. Source: Dekker, Numerische Mathematik 18, 1971.
local function exact_product(a, b)
  local product = a * b
  local a1, a2 = halves(a)
  local b1, b2 = halves(b)
  return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2
end

local function add(high, low, x)
  local sum, rest = exact_sum(high, x)
  return exact_sum(sum, rest + low)
end

local function multiply(a, a_low, b, b_low)
  local product, rest = exact_product(a, b)
  return exact_sum(product, rest + (a * b_low + a_low * b))
end

local function divide(a, a_low, n)
  local quotient = a / n
  local product, rest = exact_product(quotient, n)
  return exact_sum(quotient, ((a - product) - rest + a_low) / n)
end

-- 1 - z/(k (k+1)) (1 - z/((k+2) (k+3)) (1 - ...)): sin(r)/r for k = 2, cos(r) for k = 1.
local function series(z, z_low, k)
  local sum, low = 1.0, 0.0
  for i = TERMS - 1, 0, -1 do
    local n = k + 2 * i
    local term, term_low = multiply(z, z_low, sum, low)
    term, term_low = divide(term, term_low, n * (n + 1.0))
    sum, low = add(-term, -term_low, 1.0)
  end
  return sum, low
end

-- high + low as float32. Rounded to odd as a double first, so that rounding twice gives
-- what rounding once would.
local function rounded(high, low)
  local bits = string.unpack("<i8", string.pack("<d", high))
  if low ~= 0 and bits & 1 == 0 then
    bits = bits + ((low > 0) == (high > 0) and 1 or -1)
  end
  return f32((string.unpack("<d", string.pack("<i8", bits))))
end

-- cos and sin of r + quadrant * pi / 2 for r = high + low within pi / 4.
local function of_rest(high, low, quadrant)
  local z, z_low = multiply(high, low, high, low)
  local cos, cos_low = series(z, z_low, 1)
  local ratio, ratio_low = series(z, z_low, 2)
  local sin, sin_low = multiply(high, low, ratio, ratio_low)
  if quadrant % 2 == 1 then
    cos, cos_low, sin, sin_low = -sin, -sin_low, cos, cos_low
  end
  if quadrant % 4 >= 2 then
    cos, cos_low, sin, sin_low = -cos, -cos_low, -sin, -sin_low
  end
  return rounded(cos, cos_low), rounded(sin, sin_low)
end

--- cos and sin of a float32 angle in radians, below 2^20.
function precise.of_angle(angle)
  local quadrant = math.floor(angle / (math.pi / 2) + 0.5)
  local high, low = angle - 1.5 * quadrant, 0.0
  for i, word in ipairs(PI_WORDS) do
    high, low = add(high, low, -quadrant * word * 2.0 ^ (-32 * i - 1))
  end
  return of_rest(high, low, quadrant)
end

--- cos and sin of a 64-bit fraction of a turn.
function precise.of_phase(phase)
  local quadrant = (phase + (1 << 61)) >> 62
  local rest = phase - (quadrant << 62)
  local half_pi, half_pi_low = 1.5, 0.0
  for i, word in ipairs(PI_WORDS) do
    half_pi, half_pi_low = add(half_pi, half_pi_low, word * 2.0 ^ (-32 * i - 1))
  end
  local units, units_low = exact_sum((rest >> 32 << 32) * 1.0, (rest & 0xFFFFFFFF) * 1.0)
  local high, low = multiply(units, units_low, half_pi, half_pi_low)
  return of_rest(high * 0x1p-62, low * 0x1p-62, quadrant)
end

return precise
