-- The fields of a config: the one list that validation, defaults, `ropewalk fields` and
-- the documentation read. A field is { name, type, default (nil: required, false:
-- optional), values or fields, doc }.

local positions = require("positions")
local rope = require("rope")

local schema = {}

local INT32_MAX <const> = math.maxinteger >> 32
local HEAD_DIM_MAX <const> = 512

local AXIS = {
  { "name", "name", doc = "the axis in C: position_min_<name>, the row of its table" },
  { "dim", "even", doc = "channels that this axis turns; dim / 2 frequencies" },
  { "theta", "base", false, doc = "base of this axis; the model's theta unless given" },
  { "position_min", "int32", false,
    doc = "first row of the axis's table; what positions.limits need unless given" },
  { "position_max", "int32", false,
    doc = "last row, inclusive; what positions.limits need unless given" },
}

local TEXT = {
  { "rule", "choice", "diagonal", values = { "diagonal" },
    doc = "diagonal: text token k stands at start + k on every axis" },
  { "start", "choice", values = { "h", "max", "max_half" },
    doc = "first diagonal position: most rows h of the images, max(h, w), or "
      .. "max(h // 2, w // 2)" },
  { "order", "choice", values = { "before", "after" },
    doc = "text tokens before or after the image tokens" },
}

local LIMITS = {
  { "frame", "count", false,
    doc = "most frames; images count as one frame or more each" },
  { "h", "count", false, doc = "most rows of patches in an image" },
  { "w", "count", false, doc = "most columns of patches in an image" },
  { "text", "count", false, doc = "most text tokens" },
}

local POSITIONS = {
  { "rule", "choice", values = positions.rules,
    doc = "grid: patches of images, given as grids; ids: the caller's position ids" },
  { "coordinates", "coordinates", false,
    doc = "what each axis counts, one of frame, h, w per axis" },
  { "merge", "count", false,
    doc = "spatial merge size, 1 unless given: merge x merge patches stand together" },
  { "patch_size", "count", false, doc = "pixels a side of a patch" },
  { "window_size", "count", false,
    doc = "pixels a side of an attention window; needs patch_size" },
  { "centred", "boolean", false,
    doc = "rows run from -(h - h // 2) to h // 2 - 1, columns alike" },
  { "text", "record", false, fields = TEXT, doc = "text tokens beside the images" },
  { "limits", "record", false, fields = LIMITS,
    doc = "what the position tables must hold" },
}

--- The fields of a config.
schema.fields = {
  { "name", "name", doc = "the model in C: prefix of functions, types and files" },
  { "head_dim", "even", doc = "channels of a head" },
  { "rotary_dim", "even", false,
    doc = "channels that are turned; all from rotary_offset on unless given" },
  { "rotary_offset", "offset", 0, doc = "first channel that is turned" },
  { "theta", "base", 10000, doc = "base of the frequencies, theta^(-2i / dim)" },
  { "axes", "list", fields = AXIS, doc = "the axes of a position, in the order of ids" },
  { "pairing", "choice", values = rope.pairings,
    doc = "half: channels j and j + rotary_dim / 2; adjacent: 2j and 2j + 1; "
      .. "half_per_axis: half-split inside each axis's channels" },
  { "positions", "record", fields = POSITIONS, doc = "how tokens get their positions" },
  { "tables", "choice", "hf", values = { "hf", "exact" },
    doc = "hf: correctly rounded cos and sin of the reference's float32 angle; "
      .. "exact: of the angle as real number" },
}

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

--- Each type: value -> the value in its final form, or nil and what would be right.
schema.types = {
  name = function(value)
    local good = type(value) == "string" and #value <= 64 and value:match("^%l[%l%d_]*$")
      and not value:find("_$")
      and not RESERVED[value] and not value:find("__", 1, true)
    return good and value or nil,
      "a name of small letters, digits and single underscores, no keyword of C or C++"
  end,
  even = function(value)
    local whole = integer(value, 2, HEAD_DIM_MAX)
    return whole and whole % 2 == 0 and whole or nil,
      ("an even number of channels from 2 to %d"):format(HEAD_DIM_MAX)
  end,
  offset = within(0, HEAD_DIM_MAX, "a channel"),
  int32 = within(-INT32_MAX, INT32_MAX, "a position"),
  count = within(1, INT32_MAX, "a count"),
  base = function(value)
    local good = type(value) == "number" and value >= 1 and value <= 1e12
    return good and value * 1.0 or nil, "a number from 1 to 1e12"
  end,
  boolean = function(value)
    if type(value) == "boolean" then return value end
    return nil, "true or false"
  end,
  choice = function(value, field)
    for _, allowed in ipairs(field.values) do
      if value == allowed then return value end
    end
    return nil, "one of " .. table.concat(field.values, ", ")
  end,
  coordinates = function(value)
    local wanted = "a list of frame, h, w"
    if type(value) ~= "table" or #value == 0 then return nil, wanted end
    local list, keys = {}, 0
    for i, coordinate in ipairs(value) do
      if not positions.coordinates[coordinate] then return nil, wanted end
      list[i] = coordinate
    end
    for _ in pairs(value) do keys = keys + 1 end
    if keys ~= #list then return nil, wanted end
    return list
  end,
}

--- The fields as text.
function schema.describe()
  local lines = {}
  local function describe(fields, indent)
    for _, field in ipairs(fields) do
      local default = field[3]
      local note = default == nil and "required"
        or default and "default " .. tostring(default) or "optional"
      lines[#lines + 1] = ("%s%s (%s): %s"):format(indent, field[1], note, field.doc)
      if field.fields then describe(field.fields, indent .. "  ") end
    end
  end
  describe(schema.fields, "")
  return table.concat(lines, "\n")
end

return schema
