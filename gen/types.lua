-- The types of a config's values.
-- In: a value from a file, and its field of schema.lua.
-- Out: the value in its final form, or nil and what would be right.
-- Always: a value that passes needs no further check of its own.

local positions = require("positions")

local types = {}

local INT32_MAX <const> = math.maxinteger >> 32
local HEAD_DIM_MAX <const> = 8192
local TEXT_MAX <const> = 400

local RESERVED = {} -- C and C++ keywords: no axis or model may be called so
for word in ([[alignas alignof and asm auto bitand bitor bool break case catch char
  class compl const constexpr continue default delete do double else enum explicit
  export extern false float for friend goto if inline int long mutable namespace new
  noexcept not nullptr operator or private protected public register restrict return
  short signed sizeof static struct switch template this throw true try typedef
  typeid typename union unsigned using virtual void volatile wchar_t while
  xor]]):gmatch("%S+") do
  RESERVED[word] = true
end

-- A number as integer, from low to high; nil else.
local function integer(value, low, high)
  local whole = math.type(value) == "integer" and value
    or math.type(value) == "float" and math.tointeger(value)
  return whole and whole >= low and whole <= high and whole or nil
end

local function within(low, high, what)
  return function(value)
    local whole = integer(value, low, high)
    return whole, ("%s from %d to %d"):format(what, low, high)
  end
end

local function between(low, high)
  return function(value)
    local good = type(value) == "number" and value >= low and value <= high
    return good and value * 1.0 or nil, ("a number from %g to %g"):format(low, high)
  end
end

-- A list without holes or other keys, each item checked by `item`.
local function list_of(item, wanted)
  return function(value)
    if type(value) ~= "table" or #value == 0 then return nil, wanted end
    local list, keys = {}, 0
    for i, given in ipairs(value) do
      list[i] = item(given)
      if list[i] == nil then return nil, wanted end
    end
    for _ in pairs(value) do keys = keys + 1 end
    if keys ~= #list then return nil, wanted end
    return list
  end
end

function types.name(value)
  local good = type(value) == "string" and #value <= 64 and value:match("^%l[%l%d_]*$")
    and not value:find("_$")
    and not RESERVED[value] and not value:find("__", 1, true)
  return good and value or nil,
    "a name of small letters, digits and single underscores, no keyword of C or C++"
end

function types.text(value)
  local good = type(value) == "string" and #value <= TEXT_MAX and value:find("%S")
    and not value:find("[%c\128-\255]") and not value:find("*/", 1, true)
  return good and value or nil,
    ("a line of ASCII text, at most %d characters"):format(TEXT_MAX)
end

function types.even(value)
  local whole = integer(value, 2, HEAD_DIM_MAX)
  return whole and whole % 2 == 0 and whole or nil,
    ("an even number of channels from 2 to %d"):format(HEAD_DIM_MAX)
end

function types.boolean(value)
  if type(value) == "boolean" then return value end
  return nil, "true or false"
end

function types.choice(value, field)
  for _, allowed in ipairs(field.values) do
    if value == allowed then return value end
  end
  local refused = field.refused and field.refused[value]
  return nil, refused or "one of " .. table.concat(field.values, ", ")
end

types.offset = within(0, HEAD_DIM_MAX, "a channel")
types.int32 = within(-INT32_MAX, INT32_MAX, "a whole number")
types.count = within(1, INT32_MAX, "a count")
types.base = between(1, 1e12)
types.frequency = between(0, 1e6)
types.positive = between(1e-9, 1e9)

function types.sign(value)
  local whole = integer(value, -1, 1)
  return whole ~= 0 and whole or nil, "1 or -1"
end

types.names = list_of(types.name, "a list of axis names, one per pair")
types.numbers = list_of(types.frequency, "a list of frequencies, 0 or more")
types.factors = list_of(types.positive, "a list of positive numbers")
types.channels = (function()
  local check = list_of(types.offset, "")
  return function(value)
    local pair = check(value)
    return pair and #pair == 2 and pair or nil, "two channels, { first, second }"
  end
end)()
types.coordinates = list_of(function(value)
  return positions.coordinates[value] and value or nil
end, "a list of " .. table.concat(positions.coordinate_names, ", "))

return types
