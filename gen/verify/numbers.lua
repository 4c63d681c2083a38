-- Lists of numbers out of bytes, and rounded to a type.
-- In: little-endian bytes or lists. Out: lists that start at 1.
-- Always: the same numbers as dtypes.lua rounds to, many at a time.

local numbers = {}

-- type -> how string.unpack reads an element, and its bytes
local FORMATS = { f32 = { "f", 4 }, f16 = { "I2", 2 }, bf16 = { "I2", 2 },
  f64 = { "d", 8 }, i32 = { "i4", 4 }, i64 = { "i8", 8 } }

local formats = {}

-- "<fff": `count` elements at once.
local function format_of(element, count)
  local key = element .. count
  formats[key] = formats[key] or "<" .. element:rep(count)
  return formats[key]
end

local function float_of_bits(bits)
  return (string.unpack("<f", string.pack("<I4", bits)))
end

-- A float16 by its bits.
local function half(bits)
  local exponent, fraction = bits >> 10 & 31, bits & 1023
  local size = exponent == 0 and fraction * 0x1p-24
    or exponent == 31 and (fraction == 0 and math.huge or 0 / 0)
    or (1024 + fraction) * 2.0 ^ (exponent - 25)
  return bits >= 0x8000 and -size or size
end

-- 16-bit patterns -> numbers, filled as they are met
local WIDE = {
  bf16 = setmetatable({}, { __index = function(list, bits)
    list[bits] = float_of_bits(bits << 16)
    return list[bits]
  end }),
  f16 = setmetatable({}, { __index = function(list, bits)
    list[bits] = half(bits)
    return list[bits]
  end }),
}

--- The bytes of an element of a type; nil if the type is unknown.
function numbers.size(dtype)
  return FORMATS[dtype] and FORMATS[dtype][2]
end

--- `count` elements of a type from element `first` on, 0-based.
function numbers.read(dtype, bytes, first, count)
  local element, size = table.unpack(FORMATS[dtype])
  local list = { string.unpack(format_of(element, count), bytes, first * size + 1) }
  list[count + 1] = nil
  local wide = WIDE[dtype]
  if wide then
    for i = 1, count do list[i] = wide[list[i]] end
  end
  return list
end

local ROUND = {}

function ROUND.f32(list)
  local format = format_of("f", #list)
  local rounded = { string.unpack(format, string.pack(format, table.unpack(list))) }
  rounded[#list + 1] = nil
  return rounded
end

function ROUND.bf16(list)
  local words_format, format = format_of("I4", #list), format_of("f", #list)
  local words = { string.unpack(words_format, string.pack(format, table.unpack(list))) }
  for i = 1, #list do
    local bits = words[i]
    if bits & 0x7FFFFFFF <= 0x7F800000 then -- a NaN stays as it is
      words[i] = bits + 0x7FFF + (bits >> 16 & 1) & 0xFFFF0000
    end
  end
  words[#list + 1] = nil
  local bytes = string.pack(words_format, table.unpack(words))
  local rounded = { string.unpack(format, bytes) }
  rounded[#list + 1] = nil
  return rounded
end

local F16_LEAST_EXPONENT <const>, F16_OVERFLOW <const> = -14, 0x1.ffep15

-- Adding 1.5 * 2^52 steps to a double rounds it to whole steps, ties to even.
function ROUND.f16(list)
  local exact = ROUND.f32(list)
  local words = { string.unpack(format_of("I4", #list),
    string.pack(format_of("f", #list), table.unpack(exact))) }
  for i, x in ipairs(exact) do
    local exponent = math.max((words[i] >> 23 & 255) - 127, F16_LEAST_EXPONENT)
    if x ~= x or x == 0 then goto continue end
    if x >= F16_OVERFLOW or x <= -F16_OVERFLOW then
      exact[i] = x > 0 and math.huge or -math.huge
    else
      local magic = 0x1.8p42 * 2.0 ^ exponent
      local rounded = x + magic - magic
      exact[i] = rounded == 0 and x < 0 and -0.0 or rounded
    end
    ::continue::
  end
  return exact
end

--- The numbers of a list rounded to float32, and those then to the type.
function numbers.round(dtype, list)
  return ROUND[dtype](list)
end

-- Bits of the significand, and the exponent of the least number above 0.
local PRECISION = { f32 = { 24, -149 }, bf16 = { 8, -133 }, f16 = { 11, -24 } }

--- The largest error of rounding a number of about 1 to a type.
function numbers.unit(dtype)
  return 2.0 ^ -PRECISION[dtype][1]
end

--- The least number of a type above 0.
function numbers.least(dtype)
  return 2.0 ^ PRECISION[dtype][2]
end

--- The distance of a number from its next larger neighbour in a type.
function numbers.step(dtype, x)
  local bits, least = table.unpack(PRECISION[dtype])
  local exponent = tonumber(("%a"):format(x):match("p([+-]%d+)$") or 0)
  if x == 0 then exponent = least end
  return 2.0 ^ math.max(exponent - bits + 1, least)
end

return numbers
