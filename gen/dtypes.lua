-- The types that q and k have in memory.
-- Out: dtypes.list, in the order of their files, and the same by name.
-- Always: a type is { name, ctype, bytes, words, round }: its name in C, its size, and
-- the number of that type nearest to a float32 number, ties to even, subnormals kept.

local f32 = require("freq").f32

local dtypes = {}

-- The upper half of a float32's bits.
local function bf16(x)
  if x ~= x then return x end
  local bits = string.unpack("<I4", string.pack("<f", x))
  bits = bits + 0x7FFF + (bits >> 16 & 1) & 0xFFFF0000
  return (string.unpack("<f", string.pack("<I4", bits)))
end

local F16_LEAST_EXPONENT <const> = -14
local F16_FRACTION_BITS <const> = 10
local F16_OVERFLOW <const> = 0x1.ffep15 -- half a step beyond the largest

local function f16(x)
  if x ~= x or x == 0 or math.abs(x) == math.huge then return x end
  if math.abs(x) >= F16_OVERFLOW then return x > 0 and math.huge or -math.huge end
  local exponent = F16_LEAST_EXPONENT
  while math.abs(x) >= 2.0 ^ (exponent + 1) do exponent = exponent + 1 end
  -- Adding 1.5 * 2^52 steps to a double rounds it to whole steps, ties to even.
  local magic = 0x1.8p52 * 2.0 ^ (exponent - F16_FRACTION_BITS)
  local rounded = x + magic - magic
  return rounded == 0 and x < 0 and -0.0 or rounded
end

dtypes.list = {
  { name = "f32", ctype = "float", bytes = 4, words = "float32", round = f32 },
  -- Rounded by integer arithmetic on its bits, which the payload of a NaN out of cos and
  -- sin could carry through.
  { name = "bf16", ctype = "uint16_t", bytes = 2, words = "bfloat16", round = bf16,
    by_bits = true },
  { name = "f16", ctype = "uint16_t", bytes = 2, words = "float16", round = f16 },
}

dtypes.by_name, dtypes.names = {}, {}
for i, dtype in ipairs(dtypes.list) do
  dtypes.by_name[dtype.name], dtypes.names[i] = dtype, dtype.name
end

return dtypes
