-- A config as commented Lua.
-- In: a config whose values have notes, and the lines that open the file.
-- Out: the text of a config file.
-- Always: fields stand in the order of schema.lua, numbers are the same when read again,
-- and nothing but literals stands outside comments.

local noted = require("import.noted")
local schema = require("schema")

local writer = {}

local WIDTH <const> = 90

--- A number as Lua reads it back.
function writer.number(value)
  local whole = math.tointeger(value)
  if whole and math.abs(whole) < 1 << 53 then return ("%d"):format(whole) end
  for digits = 15, 17 do
    local text = ("%%.%dg"):format(digits):format(value)
    if tonumber(text) == value then return text end
  end
end

local function literal(value)
  if type(value) == "number" then return writer.number(value) end
  if type(value) == "string" then return (("%q"):format(value):gsub("\\\n", "\\n")) end
  return tostring(value)
end

-- The items of a list on as few lines as there is room for.
local function list(name, value, indent)
  local items = {}
  for i, item in ipairs(value) do items[i] = literal(item) end
  local line = ("%s%s = { %s },"):format(indent, name, table.concat(items, ", "))
  if #line <= WIDTH - 20 then return { line } end
  local lines, current = { ("%s%s = {"):format(indent, name) }, indent .. " "
  for _, item in ipairs(items) do
    if #current + #item + 2 > WIDTH then
      lines[#lines + 1] = current
      current = indent .. " "
    end
    current = current .. " " .. item .. ","
  end
  lines[#lines + 1] = current
  lines[#lines + 1] = indent .. "},"
  return lines
end

local function comment(text)
  return "-- " .. text:gsub("%c", " ")
end

-- Lines with the comment behind the first, or above it where there is no room.
local function commented(out, lines, note, indent)
  if note and #lines[1] + #note + 4 <= WIDTH then
    lines[1] = lines[1] .. " " .. comment(note)
  elseif note then
    table.insert(lines, 1, indent .. comment(note))
  end
  table.move(lines, 1, #lines, #out + 1, out)
end

-- An item of a list of records, on one line.
local function item_line(fields, record)
  local parts, notes, seen = {}, {}, {}
  for _, field in ipairs(fields) do
    local given = record[field[1]]
    if given ~= nil then
      parts[#parts + 1] = ("%s = %s"):format(field[1], literal(noted.plain(given)))
      if noted.is(given) and not seen[given.note] then
        notes[#notes + 1], seen[given.note] = given.note, true
      end
    end
  end
  return "{ " .. table.concat(parts, ", ") .. " },", table.concat(notes, "; ")
end

local function emit(out, fields, record, indent)
  for _, field in ipairs(fields) do
    local name, kind, given = field[1], field[2], record[field[1]]
    local value, note = given, nil
    if noted.is(given) then value, note = given.value, given.note end
    local deeper = indent .. "  "
    if value ~= nil and field.fields then
      out[#out + 1] = ("%s%s = {"):format(indent, name)
      if kind == "record" then emit(out, field.fields, value, deeper) end
      for _, item in ipairs(kind == "list" and value or {}) do
        local line, notes = item_line(field.fields, item)
        commented(out, { deeper .. line }, notes, deeper)
      end
      out[#out + 1] = indent .. "},"
    elseif type(value) == "table" then
      commented(out, list(name, value, indent), note, indent)
    elseif value ~= nil then
      local line = ("%s%s = %s,"):format(indent, name, literal(value))
      commented(out, { line }, note, indent)
    end
  end
end

--- The text of a config file.
-- @param opening lines of the comment that it begins with
function writer.text(config, opening)
  local out = {}
  for i, line in ipairs(opening) do out[i] = comment(line) end
  out[#out + 1] = "return {"
  emit(out, schema.fields, config, "  ")
  out[#out + 1] = "}"
  return table.concat(out, "\n") .. "\n"
end

return writer
