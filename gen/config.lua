-- Reads a model's configuration.
-- In: a Lua file that returns one table of plain data. Out: the table with every default filled
-- in, checked field by field. Always: the file runs without any library and within limits of
-- instructions and memory; every complaint is one line, `file: field: what is wrong and what
-- would be right`, raised as a table { message = ... } that the command line prints.
--
-- The schema below is the one list of fields: validation, defaults, `ropewalk help config` and
-- the documentation all read it.

local rope = require("rope")
local positions = require("positions")

local config = {}

local MAX_BYTES = 1 << 20
local MAX_INSTRUCTIONS = 200000
local MAX_KILOBYTES = 16 * 1024

local ISAS = { "scalar", "avx2", "neon", "cuda" }
local INT32_MAX = math.maxinteger >> 32
local HEAD_DIM_MAX = 512

--- The instruction sets that can be generated, in the order of their files.
config.isas = ISAS

-- A field: name, type, default (nil: required, false: optional), the values or the range it may
-- have, and one sentence of documentation.
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
    doc = "first diagonal position over the images: rows h, max(h, w), or max(h // 2, w // 2)" },
  { "order", "choice", values = { "before", "after" },
    doc = "text tokens before or after the image tokens" },
}

local LIMITS = {
  { "frame", "count", false, doc = "most frames; images count as one frame or more each" },
  { "h", "count", false, doc = "most rows of patches in an image" },
  { "w", "count", false, doc = "most columns of patches in an image" },
  { "text", "count", false, doc = "most text tokens" },
}

local POSITIONS = {
  { "rule", "choice", values = positions.rules,
    doc = "grid: patches of images, given as grids; ids: the caller brings position ids" },
  { "coordinates", "coordinates", false,
    doc = "what each axis counts, one of frame, h, w per axis" },
  { "merge", "count", 1,
    doc = "spatial merge size: merge x merge patches stand together in the sequence" },
  { "patch_size", "count", false, doc = "pixels a side of a patch" },
  { "window_size", "count", false,
    doc = "pixels a side of an attention window; needs patch_size" },
  { "centred", "boolean", false,
    doc = "rows run from -(h - h // 2) to h // 2 - 1, columns alike" },
  { "text", "record", false, fields = TEXT, doc = "text tokens beside the images" },
  { "limits", "record", false, fields = LIMITS, doc = "what the position tables must hold" },
}

local CONFIG = {
  { "name", "name", doc = "the model in C: prefix of functions, types and files" },
  { "head_dim", "even", doc = "channels of a head" },
  { "rotary_dim", "even", false, doc = "channels that are turned; head_dim unless given" },
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
for word in ([[alignas alignof and asm auto bitand bitor bool break case catch char class compl
  const constexpr continue default delete do double else enum explicit export extern false float
  for friend goto if inline int long mutable namespace new noexcept not nullptr operator or
  private protected public register restrict return short signed sizeof static struct switch
  template this throw true try typedef typeid typename union unsigned using virtual void volatile
  wchar_t while xor]]):gmatch("%S+") do
  RESERVED[word] = true
end

local function fail(file, field, message)
  error({ message = ("%s: %s: %s"):format(file, field, message) }, 0)
end

local function shown(value)
  if type(value) == "string" then
    return ("%q"):format(#value > 40 and value:sub(1, 40) .. "..." or value):gsub("\\\n", "\\n")
  elseif type(value) == "table" then
    return "a table"
  end
  return tostring(value)
end

local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal
    diagonal, row[0] = row[0], i
    for j = 1, #b do
      local replace = diagonal + (a:byte(i) == b:byte(j) and 0 or 1)
      diagonal, row[j] = row[j], math.min(replace, row[j] + 1, row[j - 1] + 1)
    end
  end
  return row[#b]
end

--- The name of a list nearest to a misspelt one, by edits; nil if none is within half its length.
function config.nearest(name, names)
  local best, least
  for _, candidate in ipairs(names) do
    local edits = distance(name, candidate)
    if (not least or edits < least) and edits <= math.max(2, #candidate // 2) then
      best, least = candidate, edits
    end
  end
  return best
end

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

-- Each type: value -> the value in its final form, or nil and what would be right.
local TYPES = {
  name = function(value)
    local good = type(value) == "string" and #value <= 64 and value:match("^%l[%l%d_]*$")
      and not RESERVED[value] and not value:find("__", 1, true)
    return good and value or nil,
      "a name of small letters, digits and single underscores that is no keyword of C or C++"
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
    if type(value) ~= "table" or #value == 0 then return nil, "a list of frame, h, w" end
    local list = {}
    for i, coordinate in ipairs(value) do
      if not positions.coordinates[coordinate] then return nil, "a list of frame, h, w" end
      list[i] = coordinate
    end
    return list
  end,
}

local check_record

local function check_list(file, path, value, field)
  if type(value) ~= "table" or #value == 0 then
    fail(file, path, ("is %s; give a list of tables"):format(shown(value)))
  end
  local list = {}
  for key in pairs(value) do
    if not integer(key, 1, #value) then
      fail(file, path, ("has the key %s; give a list of tables"):format(shown(key)))
    end
  end
  for i, item in ipairs(value) do
    list[i] = check_record(file, ("%s[%d]"):format(path, i), item, field.fields)
  end
  return list
end

function check_record(file, path, value, fields)
  if type(value) ~= "table" then
    fail(file, path, ("is %s; give a table of fields"):format(shown(value)))
  end
  local prefix = path == "config" and "" or path .. "."
  local names, known, unknown = {}, {}, {}
  for i, field in ipairs(fields) do
    names[i], known[field[1]] = field[1], true
  end
  for key in pairs(value) do
    if not known[key] then unknown[#unknown + 1] = tostring(key) end
  end
  if #unknown > 0 then
    table.sort(unknown)
    local near = config.nearest(unknown[1]:sub(1, 64), names)
    fail(file, prefix .. unknown[1]:sub(1, 64), near
      and ("is not a field; did you mean %s?"):format(near)
      or ("is not a field; the fields are %s"):format(table.concat(names, ", ")))
  end
  local record = {}
  for _, field in ipairs(fields) do
    local name, kind, default = field[1], field[2], field[3]
    local given, at = value[name], prefix .. name
    if given == nil then
      if default == nil then fail(file, at, "is missing; " .. field.doc) end
      record[name] = default or nil
    elseif kind == "record" then
      record[name] = check_record(file, at, given, field.fields)
    elseif kind == "list" then
      record[name] = check_list(file, at, given, field)
    else
      local right, wanted = TYPES[kind](given, field)
      if right == nil then fail(file, at, ("is %s; give %s"):format(shown(given), wanted)) end
      record[name] = right
    end
  end
  return record
end

-- Runs the text of a file as data: no library, no string methods, bounded.
local function run(file, text)
  if #text > MAX_BYTES then fail(file, "file", "is larger than 1 MB; a config is a short table") end
  if text:sub(1, 1) == "\27" then fail(file, "file", "is compiled Lua; give its source") end
  local chunk, message = load(text, "=" .. file, "t", {})
  if not chunk then
    local line, what = message:match(":(%d+): (.*)$")
    fail(file, "line " .. (line or "?"), (what or message) .. "; a config is `return { ... }`")
  end
  local instructions, ceiling = 0, collectgarbage("count") + MAX_KILOBYTES
  local thread = coroutine.create(chunk)
  debug.sethook(thread, function()
    instructions = instructions + 1
    if instructions > MAX_INSTRUCTIONS then error("runs too long", 0) end
    if collectgarbage("count") > ceiling then error("takes too much memory", 0) end
  end, "", 1)
  local strings = getmetatable("")
  local methods = strings.__index
  strings.__index = nil
  local good, result = coroutine.resume(thread)
  strings.__index = methods
  if not good then
    local what = tostring(result):match(":%d+: (.*)$") or tostring(result)
    fail(file, "file", what:gsub("\n.*", "") .. "; a config is plain data without calls")
  end
  return result
end

--- Checks a table of fields and fills in the defaults.
-- @param file the name that complaints start with
-- @return a new table; raises { message } with one line
function config.check(file, value)
  local checked = check_record(file, "config", value, CONFIG)
  local function complain(field, message) fail(file, field, message) end
  checked.rotary_dim = checked.rotary_dim or checked.head_dim - checked.rotary_offset
  rope.check(checked, complain)
  positions.check(checked, complain)
  return checked
end

--- Reads, runs and checks a config file.
-- @return the checked config; raises { message } with one line
function config.read(file)
  local handle, message = io.open(file, "rb")
  if not handle then
    fail(file, "file", ("cannot be read (%s); `ropewalk models` lists shipped models"):format(
      message:match(": (.*)$") or message))
  end
  local text = handle:read(MAX_BYTES + 1)
  handle:close()
  if not text then fail(file, "file", "is empty or a directory; a config is `return { ... }`") end
  return config.check(file, run(file:match("[^/]+$"), text))
end

--- The fields as text, for `ropewalk help config` and the documentation.
function config.describe()
  local lines = {}
  local function describe(fields, indent)
    for _, field in ipairs(fields) do
      local default = field[3]
      local note = default == nil and "required" or default and "default " .. tostring(default)
        or "optional"
      lines[#lines + 1] = ("%s%s (%s): %s"):format(indent, field[1], note, field.doc)
      if field.fields then describe(field.fields, indent .. "  ") end
    end
  end
  describe(CONFIG, "")
  return table.concat(lines, "\n")
end

return config
