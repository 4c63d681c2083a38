-- Fixed-point arithmetic wide enough for exact frequencies: Lua's doubles have 53 bits, a
-- phase that keeps its accuracy over 2^31 positions needs 96. A number is a list of
-- 24-bit limbs, lowest first: 8 limbs of fraction, 2 of integer. Sums and differences
-- wrap, products need both operands non-negative. Errors stay below 2^-150.

local wide = {}

local LIMB_BITS <const>, LIMBS <const>, FRACTION <const> = 24, 10, 8
local BASE <const> = 1 << LIMB_BITS

--- A Lua number (integer or float, 0 <= x < 2^47) as a wide number, exactly.
function wide.from(x)
  local number = {}
  local rest = x * 2.0 ^ -(LIMB_BITS * (LIMBS - FRACTION - 1))
  for i = LIMBS, 1, -1 do
    local limb = math.floor(rest)
    number[i] = limb
    rest = (rest - limb) * BASE
  end
  return number
end

local function add(a, b)
  local sum, carry = {}, 0
  for i = 1, LIMBS do
    local limb = a[i] + b[i] + carry
    sum[i], carry = limb % BASE, limb // BASE
  end
  return sum
end

local function subtract(a, b)
  local difference, borrow = {}, 0
  for i = 1, LIMBS do
    local limb = a[i] - b[i] - borrow
    difference[i], borrow = limb % BASE, limb < 0 and 1 or 0
  end
  return difference
end

--- a * n for an integer 0 <= n < 2^24.
function wide.scale(a, n)
  local product, carry = {}, 0
  for i = 1, LIMBS do
    local limb = a[i] * n + carry
    product[i], carry = limb % BASE, limb // BASE
  end
  return product
end

--- a / n for an integer 0 < n < 2^24, rounded down.
function wide.divide(a, n)
  local quotient, rest = {}, 0
  for i = LIMBS, 1, -1 do
    local limb = rest * BASE + a[i]
    quotient[i], rest = limb // n, limb % n
  end
  return quotient
end

--- a * b, rounded down.
function wide.multiply(a, b)
  local columns = {}
  for i = 1, 2 * LIMBS do columns[i] = 0 end
  for i = 1, LIMBS do
    for j = 1, LIMBS do columns[i + j - 1] = columns[i + j - 1] + a[i] * b[j] end
  end
  local product, carry = {}, 0
  for i = 1, LIMBS + FRACTION do
    local limb = columns[i] + carry
    if i > FRACTION then product[i - FRACTION] = limb % BASE end
    carry = limb // BASE
  end
  return product
end

local ONE = wide.from(1)

--- e^-x for 0 <= x < 64: Taylor on x / 2^8, then eight squarings of the result.
function wide.exp_negative(x)
  local small = wide.divide(x, 1 << 8)
  local sum, term = ONE, ONE
  for n = 1, 40 do
    term = wide.divide(wide.multiply(term, small), n)
    sum = n % 2 == 1 and subtract(sum, term) or add(sum, term)
  end
  for _ = 1, 8 do sum = wide.multiply(sum, sum) end
  return sum
end

--- ln x for 1 <= x < 2^40: Newton's y + x e^-y - 1, whose error squares at each step.
function wide.ln(x)
  local argument, y = wide.from(x), wide.from(math.log(x))
  for _ = 1, 3 do
    y = subtract(add(y, wide.multiply(argument, wide.exp_negative(y))), ONE)
  end
  return y
end

--- 1 / (2 pi): a quarter of 2 / pi, whose 24-bit limbs are those of fdlibm's table.
wide.inverse_two_pi = wide.divide(
  { 0x439041, 0x95993C, 0xC0DB62, 0xF534DD, 0x2757D1, 0x1529FC, 0x6E4E44, 0xA2F983, 0,
    0 }, 4)

local HALF_UNIT = { 0, 0, 0, BASE // 2, 0, 0, 0, 0, 0, 0 } -- 2^-97

--- A number as the nearest double but for its last bit.
function wide.number(a)
  local sum = 0.0
  for i = 1, LIMBS do sum = sum + a[i] * 2.0 ^ (LIMB_BITS * (i - FRACTION - 1)) end
  return sum
end

--- The first 96 bits after the point, rounded: { high 64 bits, low 32 bits }, both
-- integers.
function wide.fraction(a)
  local limb = add(a, HALF_UNIT)
  local high = limb[8] << 40 | limb[7] << 16 | limb[6] >> 8
  return { high, (limb[6] & 0xFF) << 24 | limb[5] }
end

return wide
