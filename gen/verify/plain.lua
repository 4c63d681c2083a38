-- The fields of a config as plain data: copied, spelled, set.
-- In: tables such as config.fields gives. Out: copies, text, changes of one field.
-- Always: a table that is given stays as it is, but for one that a change is applied to.

local plain = {}

--- A copy of plain data.
function plain.copy(value)
  if type(value) ~= "table" then return value end
  local new = {}
  for key, item in pairs(value) do new[key] = plain.copy(item) end
  return new
end
local copy = plain.copy

--- Plain data as it stands in a config.
function plain.spell(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if math.type(value) == "float" then
    return (("%.17g"):format(value) + 0 == value and ("%.10g"):format(value) + 0 == value)
      and ("%.10g"):format(value) or ("%.17g"):format(value)
  end
  if type(value) ~= "table" then return tostring(value) end
  local parts, keys = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    local item = plain.spell(value[key])
    parts[#parts + 1] = math.type(key) == "integer" and item or key .. " = " .. item
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end
local spell = plain.spell

-- The record that holds the last key of a path, made where it is missing.
local function record_at(given, path)
  for i = 1, #path - 1 do
    given[path[i]] = given[path[i]] or {}
    given = given[path[i]]
  end
  return given
end

local function words_of(path)
  local text = ""
  for _, key in ipairs(path) do
    text = text .. (math.type(key) == "integer" and ("[%d]"):format(key)
      or (text == "" and "" or ".") .. key)
  end
  return text
end

local LONG <const> = 80

--- The same for sentences: a long list is cut.
local function shown(value)
  local text = spell(value)
  if #text <= LONG then return text end
  return (text:gsub("({ [%d.]+, [%d.]+), [%d., ]* }", "%1 ... }"))
end

--- A change of the field at a path of keys to a value, or to none.
-- @return { field, words, apply = function(given), which changes the fields given }
function plain.set(path, value)
  local field = words_of(path)
  return {
    field = field,
    words = value == nil and "no " .. field or ("%s = %s"):format(field, shown(value)),
    apply = function(given) record_at(given, path)[path[#path]] = copy(value) end,
  }
end

return plain
