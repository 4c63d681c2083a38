-- The words of the schema: its fields, and the values of those that choose.
-- In: the fields of a config. Out: the set of the words in it, such as
-- `positions.rule=grid`. Always: a list's items count as one.

local positions = require("positions")
local schema = require("schema")

local schema_words = {}

-- The values that a field's words are made of: its choices, or those of a list of them.
local function choices_of(field)
  return field[2] == "coordinates" and positions.coordinate_names or field.values or {}
end

local function is_chosen(value, choice)
  if type(value) ~= "table" then return value == choice end
  for _, item in ipairs(value) do
    if item == choice then return true end
  end
  return false
end

-- Calls found(word) for the words of some fields: all, or those in values.
local function walk(found, fields, values, prefix)
  for _, field in ipairs(fields) do
    local path, value = prefix .. field[1], nil
    if values then value = values[field[1]] end
    if not values or value ~= nil then
      found(path)
      for _, choice in ipairs(choices_of(field)) do
        if not values or is_chosen(value, choice) then found(path .. "=" .. choice) end
      end
    end
    if field.fields and not values then
      walk(found, field.fields, nil, path .. ".")
    elseif field.fields and value then
      for _, item in ipairs(field[2] == "list" and value or { value }) do
        walk(found, field.fields, item, path .. ".")
      end
    end
  end
end

local function set_of(values)
  local set = {}
  walk(function(word) set[word] = true end, schema.fields, values, "")
  return set
end

--- All words, sorted.
function schema_words.all()
  local list = {}
  for word in pairs(set_of(nil)) do list[#list + 1] = word end
  table.sort(list)
  return list
end

--- The set of the words in a config's fields, as they are given.
function schema_words.of(fields)
  return set_of(fields)
end

return schema_words
