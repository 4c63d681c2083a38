-- Wide numbers against doubles, identities and known digits.

local seed = require("seed")
local wide = require("wide")

local LIMB <const> = 0x1p24

-- A wide number as a double.
local function value(number)
  local sum = 0.0
  for i = 1, #number do sum = sum + number[i] * LIMB ^ (i - 9) end
  return sum
end

local function digits(number)
  local text = {}
  for i = #number, 1, -1 do text[#text + 1] = ("%06x"):format(number[i]) end
  return table.concat(text)
end

describe("wide", function()
  before_each(function() seed(17) end)

  it("holds integers and doubles exactly", function()
    assert.are.equal("000000000001" .. ("0"):rep(48), digits(wide.from(1)))
    assert.are.equal("000001000002" .. ("0"):rep(48), digits(wide.from((1 << 24) + 2)))
    assert.are.equal(0x1.123456789abcdp+3, value(wide.from(0x1.123456789abcdp+3)))
    assert.are.equal(0x1p-100, value(wide.from(0x1p-100)))
  end)

  it("scales and divides by integers", function()
    for _ = 1, 200 do
      local n, m = math.random(1 << 20), math.random(1 << 20)
      assert.are.same(wide.from(n * m), wide.scale(wide.from(n), m))
      assert.are.same(wide.from(n), wide.divide(wide.from(n * m), m))
    end
    assert.are.equal("000000000000" .. ("555555"):rep(8),
      digits(wide.divide(wide.from(1), 3)))
  end)

  it("multiplies, in either order", function()
    assert.are.equal(2.25, value(wide.multiply(wide.from(1.5), wide.from(1.5))))
    for _ = 1, 200 do
      local a, b = math.random() * 100, math.random()
      local product = wide.multiply(wide.from(a), wide.from(b))
      assert.are.same(product, wide.multiply(wide.from(b), wide.from(a)))
      assert.is_true(math.abs(value(product) - a * b) <= a * b * 0x1p-52)
    end
  end)

  it("knows e^-x and ln x far beyond a double", function()
    -- Source: e^-1 and ln 2 in hexadecimal, mpmath.
    assert.are.equal("5e2d58d8b3bcdf1abadec7829054f90dda98",
      digits(wide.exp_negative(wide.from(1))):sub(13, 48))
    assert.are.equal("b17217f7d1cf79abc9e3b39803f2f6af40f3",
      digits(wide.ln(2)):sub(13, 48))
    assert.are.same(wide.from(1), wide.exp_negative(wide.from(0)))
    assert.are.same(wide.from(0), wide.ln(1))
    for _ = 1, 20 do
      local x = 1 + math.random() * 1e6
      local back = wide.multiply(wide.exp_negative(wide.ln(x)), wide.from(x))
      assert.is_true(math.abs(value(back) - 1) <= 0x1p-52)
      local fraction = digits(back):sub(13, 44)
      assert.is_true(fraction == ("f"):rep(32) or fraction == ("0"):rep(32), fraction)
    end
  end)

  it("knows 1 / (2 pi) to its last digits", function()
    -- Source: mpmath.
    assert.are.equal("28be60db9391054a7f09d5f47d4d377036d8a5664f10e410",
      digits(wide.inverse_two_pi):sub(13))
  end)

  it("becomes a double again", function()
    for _, x in ipairs({ 0, 1, 0.1, 1e-12, 1e-30, 123456.789, 2.0 ^ 46 }) do
      assert.is_true(math.abs(wide.number(wide.from(x)) - x) <= x * 0x1p-52)
    end
  end)

  it("rounds a fraction to 96 bits", function()
    local function fraction(x) return wide.fraction(wide.from(x)) end
    assert.are.same({ 1 << 63, 0 }, fraction(0.5))
    assert.are.same({ 0, 1 }, fraction(0x1p-96))
    assert.are.same({ 0, 1 }, fraction(0x1p-97))
    assert.are.same({ 0, 0 }, fraction(0x1.fffffp-98))
    assert.are.same({ 1, 0 }, fraction(0x1p-64))
    assert.are.same({ 0, 0 }, fraction(3))
    assert.are.same({ 0xAAAAAAAAAAAAAAAA, 0xAAAAAAAB },
      wide.fraction(wide.divide(wide.from(2), 3)))
    local almost_one = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }
    for i = 1, 8 do almost_one[i] = 0xFFFFFF end
    assert.are.same({ 0, 0 }, wide.fraction(almost_one))
  end)
end)
