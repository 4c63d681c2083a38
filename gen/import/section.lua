-- A configuration file in JSON, and the objects in it.
-- In: the path of a file; then the names of keys, new and old.
-- Out: values of the wanted type, each with the key that holds it.
-- Always: what is absent or null is nil, or the default that the model's class has; what
-- is of another type, out of range or not JSON is refused in one line, soon, whatever the
-- file holds.

local dkjson = require("dkjson")

local noted = require("import.noted")

local Section = {}
Section.__index = Section

local section = {}

local MAX_BYTES <const> = 1 << 22
local MAX_LIST <const> = 8192 -- as many as the widest head has channels
local INT32_MAX <const> = math.maxinteger >> 32

local function fail(file, field, message)
  error({ message = ("%s: %s: %s"):format(file, field, message) }, 0)
end

local function shown(value)
  if type(value) == "table" then
    return getmetatable(value).__jsontype == "array" and "a list" or "an object"
  elseif type(value) == "string" then
    local text = #value > 40 and value:sub(1, 40) .. "..." or value
    return ("%q"):format(text:gsub("[%c\128-\255]", "?"))
  end
  return tostring(value)
end

local function whole(low)
  return function(value)
    local number = math.type(value) == "float" and math.tointeger(value) or value
    return math.type(number) == "integer" and number >= low and number <= INT32_MAX
      and number or nil
  end, ("a whole number from %d to %d"):format(low, INT32_MAX)
end

local function positive(value)
  local good = type(value) == "number" and value > 0 and value < math.huge
  return good and value or nil
end

local function list_of(item)
  return function(value)
    if type(value) ~= "table" or getmetatable(value).__jsontype == "object"
      or #value == 0 or #value > MAX_LIST then
      return nil
    end
    local list = {}
    for i = 1, #value do
      list[i] = item(value[i])
      if list[i] == nil then return nil end
    end
    return list
  end
end

local TYPES = {}
local function type_of(name, check, wanted) TYPES[name] = { check, wanted } end

type_of("count", whole(1))
type_of("index", whole(0))
type_of("positive", positive, "a number above 0")
type_of("number", function(value)
  return positive(value) or value == 0 and value or nil
end, "a number of at least 0")
type_of("flag", function(value)
  if type(value) == "boolean" then return value end
end, "true or false")
type_of("text", function(value) return type(value) == "string" and value or nil end,
  "a string")
type_of("counts", list_of((whole(0))), "a list of whole numbers")
type_of("factors", list_of(positive), "a list of positive numbers")
type_of("texts", list_of(TYPES.text[1]), "a list of strings")

local function new(file, path, values, defaults, class)
  return setmetatable({ file = file, path = path, values = values,
    defaults = defaults or {}, class = class }, Section)
end

--- Reads a file.
-- @return the section of its outermost object; raises { message } with one line
function section.read(file)
  local handle, message = io.open(file, "rb")
  if not handle then
    fail(file, "file", "cannot be read: " .. (message:match(": (.*)$") or message)
      .. "; give the path of a config.json")
  end
  local text = handle:read(MAX_BYTES + 1)
  handle:close()
  if not text then
    fail(file, "file", "is empty or a directory; give the path of a config.json")
  elseif #text > MAX_BYTES then
    fail(file, "file", "is larger than 4 MB; give a model's config.json")
  end
  -- Python's words for what JSON has no word for; nothing here reads such values.
  text = text:gsub("([%[,:]%s*)%-?Infinity%f[%W]", "%1null")
    :gsub("([%[,:]%s*)NaN%f[%W]", "%1null")
  -- In a coroutine: a parser that runs out of stack must not meet the caller's handler.
  local parsed, value, stop, why = coroutine.resume(coroutine.create(dkjson.decode), text)
  if not parsed then fail(file, "file", "is nested too deep; give a config.json") end
  local rest = not why and text:find("%S", stop)
  if why or rest then
    fail(file, "file", ("is no JSON: %s; give a config.json"):format(
      why and why:gsub("%c", " ") or "more follows its end"))
  end
  if type(value) ~= "table" or getmetatable(value).__jsontype ~= "object" then
    fail(file, "file", "holds no object; give a config.json")
  end
  return new(file, "", value)
end

--- Whether the file, not the class, has a key.
function Section:has(key)
  return self.values[key] ~= nil
end

--- The name of a key from the file's root.
function Section:name(key)
  return self.path .. key
end

--- A value that the code of the model says, not its file.
function Section:own(value)
  return noted.of(value, self.class .. ": not in config.json")
end

--- Raises the one line that refuses the file.
-- @param key the key that is wrong; nil: the object itself
function Section:fail(key, message)
  fail(self.file, key and self.path .. key or self.path:sub(1, -2), message)
end

--- Text of the file as part of one line.
function Section.shown(value)
  return shown(value)
end

--- The first of several keys that is there.
-- @param kind count, index, positive, number, flag, text, counts, factors or texts
-- @return the value with its note, or nil
function Section:get(kind, ...)
  local check, wanted = TYPES[kind][1], TYPES[kind][2]
  for _, key in ipairs({ ... }) do
    local given = self.values[key]
    if given ~= nil then
      local value = check(given)
      if value == nil then
        self:fail(key, ("is %s; give %s"):format(shown(given), wanted))
      end
      return noted.of(value, self:name(key))
    end
  end
  for _, key in ipairs({ ... }) do
    if self.defaults[key] ~= nil then
      return noted.of(self.defaults[key],
        ("%s's default %s: not in config.json"):format(self.class, key))
    end
  end
end

--- The same, refused where it is missing.
function Section:need(kind, ...)
  local value = self:get(kind, ...)
  if value == nil then
    self:fail((...), ("is missing; give %s"):format(TYPES[kind][2]))
  end
  return value
end

--- The object of a key as section, or nil.
function Section:object(key)
  local given, default = self.values[key], self.defaults[key]
  if given == nil and default == nil then return nil end
  if given ~= nil and (type(given) ~= "table"
    or getmetatable(given).__jsontype == "array" and #given > 0) then
    self:fail(key, ("is %s; give an object"):format(shown(given)))
  end
  return new(self.file, self:name(key) .. ".", given or {}, not given and default,
    self.class)
end

--- An object that is absent, in its place.
function Section:none(key)
  return new(self.file, self:name(key) .. ".", {}, nil, self.class)
end

--- The names of the keys that hold objects, sorted.
function Section:objects()
  local keys = {}
  for key, value in pairs(self.values) do
    if type(key) == "string" and type(value) == "table"
      and getmetatable(value).__jsontype == "object" then
      keys[#keys + 1] = key
    end
  end
  table.sort(keys)
  return keys
end

--- Whether the object has no keys.
function Section:empty()
  return next(self.values) == nil and next(self.defaults) == nil
end

--- The same object as its class reads it: absent keys have the class's defaults.
function Section:as(class, defaults)
  return new(self.file, self.path, self.values, defaults, class)
end

return section
