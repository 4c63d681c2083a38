-- The 16-bit types by their bits: what each pattern means, and the number nearest to a
-- given one, searched among all there are.
-- In: a type's name, patterns of 16 bits, numbers.
-- Out: numbers.
-- Always: to nearest, of two that are as near the one whose pattern is even, subnormals
-- as all others; slow, and nothing of it is the generator's.

local narrow = {}

local FRACTION_BITS <const> = { bf16 = 7, f16 = 10 }

--- The types, and how many patterns each has.
narrow.names = { "bf16", "f16" }
narrow.PATTERNS = 1 << 16

--- The pattern of infinity: those below it are the numbers from 0 on, in their order.
function narrow.infinity(name)
  return 0x7FFF & -(1 << FRACTION_BITS[name])
end

-- The number of an exponent's and a fraction's bits, also of the exponent that means
-- infinity, as if there were one more power of 2.
local function size_of(name, pattern)
  local bits = FRACTION_BITS[name]
  local exponent, fraction = pattern >> bits, pattern & (1 << bits) - 1
  local least = 2 - (1 << 14 - bits) -- that of subnormals and of exponent 1
  if exponent > 0 then fraction = fraction + (1 << bits) end
  return fraction * 2.0 ^ (math.max(exponent - 1, 0) + least - bits)
end

--- What a pattern means; a NaN is one.
function narrow.value(name, pattern)
  local sign, rest = pattern >> 15 == 0 and 1.0 or -1.0, pattern & 0x7FFF
  local infinity = narrow.infinity(name)
  if rest > infinity then return 0 / 0 end
  return sign * (rest == infinity and math.huge or size_of(name, rest))
end

--- The number halfway between that of a pattern and that of the next: beyond the largest,
-- where numbers begin to be nearer to one more power of 2.
function narrow.halfway(name, pattern)
  return (size_of(name, pattern) + size_of(name, pattern + 1)) / 2
end

local sizes = {} -- by type and pattern

for _, name in ipairs(narrow.names) do
  sizes[name] = {}
  for pattern = 0, narrow.infinity(name) do
    sizes[name][pattern] = size_of(name, pattern)
  end
end

--- The number of the type that is nearest to a float32 number.
function narrow.nearest(name, x)
  local list, size = sizes[name], math.abs(x)
  local low, high = 0, #list
  if x ~= x or x == 0 then return x end
  if size >= list[high] then return x < 0 and -math.huge or math.huge end
  while high - low > 1 do
    local middle = (low + high) // 2
    if list[middle] <= size then low = middle else high = middle end
  end
  local below, above = size - list[low], list[high] - size
  local lower = below < above or below == above and low % 2 == 0
  local nearest = narrow.value(name, lower and low or high)
  return x < 0 and -nearest or nearest
end

return narrow
