-- The types' rounding against every pattern and every halfway point.

local dtypes = require("dtypes")
local f32 = require("freq").f32
local narrow = require("narrow")
local seed = require("seed")

local RANDOM_NUMBERS <const> = 1 << 16

-- Patterns and what they mean. Source: IEEE 754 of binary16; bfloat16 is the upper half
-- of binary32.
local KNOWN <const> = {
  bf16 = { [0x0000] = 0.0, [0x8000] = -0.0, [0x3F80] = 1.0, [0xC049] = -3.140625,
    [0x0001] = 0x1p-133, [0x0080] = 0x1p-126, [0x7F7F] = 0x1.fep127, [0x7F80] = 1 / 0,
    [0x7FC0] = 0 / 0 },
  f16 = { [0x0000] = 0.0, [0x8000] = -0.0, [0x3C00] = 1.0, [0xC248] = -3.140625,
    [0x0001] = 0x1p-24, [0x0400] = 0x1p-14, [0x7BFF] = 65504.0, [0xFC00] = -1 / 0,
    [0x7E00] = 0 / 0 },
}

local function bits_of(x) return (string.unpack("<I4", string.pack("<f", x))) end

local function float_of(bits) return (string.unpack("<f", string.pack("<I4", bits))) end

-- Whether two numbers are one, 0 and -0 apart, NaN as one class.
local function same(x, y)
  return x == y and 1 / x == 1 / y or x ~= x and y ~= y
end

-- Raises unless a type's rounding of a number, and of the same negated, is right.
local function check_round(dtype, x, right)
  for _, sign in ipairs({ 1.0, -1.0 }) do
    local rounded = dtype.round(sign * x)
    if not same(rounded, sign * right) then
      error(("%s: %a becomes %a, not %a"):format(dtype.name, sign * x, rounded,
        sign * right))
    end
  end
end

describe("dtypes", function()
  before_each(function() seed(16) end)

  it("are listed once, by name, with their sizes and what they are in C", function()
    for i, dtype in ipairs(dtypes.list) do
      assert.are.equal(dtype, dtypes.by_name[dtype.name])
      assert.are.equal(dtype.name, dtypes.names[i])
      local size = math.tointeger(dtype.name:match("%d+$"))
      assert.are.equal(size, 8 * dtype.bytes)
      assert.are.equal(size == 32 and "float" or "uint16_t", dtype.ctype)
      assert.are.equal(dtype.words:match("%d+$"), dtype.name:match("%d+$"))
    end
    for name, dtype in pairs(dtypes.by_name) do assert.are.equal(name, dtype.name) end
    assert.are.equal(1 + #narrow.names, #dtypes.list)
  end)

  it("are compared with numbers that are right themselves", function()
    for name, list in pairs(KNOWN) do
      for pattern, x in pairs(list) do
        assert.is_true(same(x, narrow.value(name, pattern)))
      end
    end
    for _, name in ipairs(narrow.names) do
      for _ = 1, 1000 do
        local pattern = math.random(0, narrow.PATTERNS - 1)
        local x = narrow.value(name, pattern)
        assert.is_true(same(x, narrow.nearest(name, x)))
      end
    end
  end)

  it("keep float32 numbers as they are", function()
    for _ = 1, RANDOM_NUMBERS do
      local x = float_of(math.random(0, 0x7FFFFFFF))
      check_round(dtypes.by_name.f32, x, x)
    end
  end)

  for _, name in ipairs(narrow.names) do
    local dtype = dtypes.by_name[name]

    it("keep each of the 65,536 patterns: " .. name, function()
      for pattern = 0, narrow.PATTERNS - 1 do
        local x = narrow.value(name, pattern)
        check_round(dtype, x, x)
      end
    end)

    it("round up and down around each halfway point, there to even: " .. name, function()
      for pattern = 0, narrow.infinity(name) - 1 do
        local halfway = narrow.halfway(name, pattern)
        local bits = bits_of(halfway)
        assert.are.equal(halfway, float_of(bits))
        local lower = narrow.value(name, pattern)
        local upper = narrow.value(name, pattern + 1)
        check_round(dtype, float_of(bits - 1), lower)
        check_round(dtype, halfway, pattern % 2 == 0 and lower or upper)
        check_round(dtype, float_of(bits + 1), upper)
      end
    end)

    it("round random float32 numbers to the nearest: " .. name, function()
      for i = 1, RANDOM_NUMBERS do
        local x = float_of(math.random(0, 0x7FFFFFFF))
        if i % 2 == 0 then -- one within the type's range
          local pattern = math.random(0, narrow.infinity(name) - 1)
          x = f32(narrow.halfway(name, pattern) * (0.5 + math.random()))
        end
        check_round(dtype, x, narrow.nearest(name, x))
      end
    end)

    it("make what is too large infinite and what is too small zero: " .. name, function()
      local beyond = narrow.halfway(name, narrow.infinity(name) - 1)
      for _, x in ipairs({ beyond, float_of(0x7F7FFFFF), math.huge }) do
        check_round(dtype, x, math.huge)
      end
      local tiny = narrow.halfway(name, 0)
      for _, x in ipairs({ 0.0, 0x1p-149, tiny }) do check_round(dtype, x, 0.0) end
      check_round(dtype, float_of(bits_of(tiny) + 1), narrow.value(name, 1))
      check_round(dtype, 0 / 0, 0 / 0)
    end)
  end
end)
