-- Reads a model's configuration.
-- In: a Lua file that returns one table of plain data.
-- Out: the table with every default filled in, checked field by field against schema.lua.
-- Always: the file runs without any library and within limits of instructions and memory;
-- every complaint is one line, `file: field: what is wrong and what would be right`,
-- raised as a table { message = ... } that the command line prints.

local positions = require("positions")
local rope = require("rope")
local schema = require("schema")
local types = require("types")

local config = {}

local MAX_BYTES <const> = 1 << 20
local MAX_INSTRUCTIONS <const> = 200000
local MAX_KILOBYTES <const> = 1024

--- The instruction sets that can be generated, in the order of their files.
config.isas = { "scalar", "avx2", "avx512", "neon", "cuda" }

-- Text from a file as part of one line.
local function one_line(text)
  text = text:gsub("%c+", " ")
  return #text > 100 and text:sub(1, 100) .. "..." or text
end

local function fail(file, field, message)
  error({ message = ("%s: %s: %s"):format(file, one_line(field), message) }, 0)
end

local function shown(value)
  if type(value) == "string" then
    return ("%q"):format(#value > 40 and value:sub(1, 40) .. "..." or value):gsub("\\\n",
      "\\n")
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

--- The name of a list nearest to a misspelt one, by edits; nil if none is within a third
-- of its length.
function config.nearest(name, names)
  local best, least
  for _, candidate in ipairs(names) do
    local edits = distance(name, candidate)
    if (not least or edits < least) and edits <= math.max(2, #candidate // 3) then
      best, least = candidate, edits
    end
  end
  return best
end

local check_record

local function check_list(file, path, value, field)
  if type(value) ~= "table" or #value == 0 then
    fail(file, path, ("is %s; give a list of tables"):format(shown(value)))
  end
  local list = {}
  for key in pairs(value) do
    if math.type(key) ~= "integer" or key < 1 or key > #value then
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
    if given == nil and type(default) == "table" then
      record[name] = check_record(file, at, default, field.fields)
    elseif given == nil then
      if default == nil then fail(file, at, "is missing; " .. field.doc) end
      record[name] = default or nil
    elseif kind == "record" then
      record[name] = check_record(file, at, given, field.fields)
    elseif kind == "list" then
      record[name] = check_list(file, at, given, field)
    else
      local right, wanted = types[kind](given, field)
      if right == nil then fail(file, at,
        ("is %s; give %s"):format(shown(given), wanted)) end
      record[name] = right
    end
  end
  return record
end

-- Runs the text of a file as data: no library, no string methods, bounded.
local function run(file, text)
  if #text > MAX_BYTES then fail(file, "file",
    "is larger than 1 MB; a config is a short table") end
  if text:sub(1, 1) == "\27" then fail(file, "file",
    "is compiled Lua; give its source") end
  -- In a coroutine: a parser that runs out of stack must not meet the caller's handler.
  local parsed, chunk, message = coroutine.resume(coroutine.create(load), text,
    "=config", "t", {})
  if not parsed or not chunk then
    local line, what = tostring(message or chunk):match(":(%d+): (.*)$")
    fail(file, line and "line " .. line or "file",
      one_line(what or tostring(message or chunk)) .. "; a config is `return { ... }`")
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
    fail(file, "file", one_line(what) .. "; a config is plain data without calls")
  end
  return result
end

--- Checks a table of fields and fills in the defaults.
-- @param file the name that complaints start with
-- @return a new table; raises { message } with one line
function config.check(file, value)
  local checked = check_record(file, "config", value, schema.fields)
  local function complain(field, message) fail(file, field, message) end
  rope.check(checked, complain)
  positions.check(checked, complain)
  rope.check_angles(checked, complain)
  return checked
end

--- Reads and runs a config file.
-- @return its fields as given, not checked; raises { message } with one line
function config.fields(file)
  local handle, message = io.open(file, "rb")
  if not handle then
    fail(file, "file", "cannot be read: " .. (message:match(": (.*)$") or message)
      .. "; `ropewalk models` lists shipped models")
  end
  local text = handle:read(MAX_BYTES + 1)
  handle:close()
  if not text then
    fail(file, "file", "is empty or a directory; a config is `return { ... }`")
  end
  return run(file, text)
end

--- Reads, runs and checks a config file.
-- @return the checked config; raises { message } with one line
function config.read(file)
  return config.check(file, config.fields(file))
end

return config
