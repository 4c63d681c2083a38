-- The neighbours of a config: what it would be with one field changed.
-- In: the fields of a config as given, and the shipped models' fields.
-- Out: changes, each the words that name it and a function that makes it.
-- Always: values come from schema.lua's own lists, and numbers from what shipped models
-- have in that field; whether a neighbour makes sense is for config.lua to say.

local plain = require("verify.plain")
local schema = require("schema")
local structure = require("verify.structure")

local changes = {}

-- Fields that say nothing of how a token is turned, or that other changes see to.
local LEFT_ALONE <const> = {
  name = true, family = true, source = true, head_dim = true, rotary_dim = true,
  pair_axes = true, pairs = true, ["axes.name"] = true, ["axes.dim"] = true,
  ["axes.position_min"] = true, ["axes.position_max"] = true, axis_layout = true,
  ["freq.inv_freq"] = true, ["positions.rule"] = true, ["positions.limits"] = true,
  ["positions.fractional"] = true, ["positions.coordinates"] = true,
  ["positions.patch_size"] = true, ["positions.text.axis"] = true,
}

-- Records that shipped models give as a whole.
local WHOLE <const> = { rope_scaling = true, ["positions.text"] = true,
  ["positions.identity"] = true }

-- The values that shipped configs give each field, by its path without indices.
local function collect(pool, fields, given, path)
  for _, field in ipairs(fields) do
    local key, value = path .. field[1], given[field[1]]
    if value ~= nil then
      pool[key] = pool[key] or { seen = {} }
      local values, text = pool[key], plain.spell(value)
      if not values.seen[text] then
        values.seen[text], values[#values + 1] = true, value
      end
      if field[2] == "record" then collect(pool, field.fields, value, key .. ".") end
      if field[2] == "list" then
        for _, item in ipairs(value) do collect(pool, field.fields, item, key .. ".") end
      end
    end
  end
end

--- What configs have in each field.
-- @param configs their fields as given
function changes.pool(configs)
  local pool = {}
  for _, given in ipairs(configs) do collect(pool, schema.fields, given, "") end
  return pool
end

local SMALL <const> = 64

-- What a field could be instead: beside what models have, whole numbers near the given.
local function values_of(field, key, pool, value)
  local kind = field[2]
  if kind == "choice" then return field.values end
  if kind == "boolean" then return { true, false } end
  if kind == "sign" then return { 1, -1 } end
  local values = table.move(pool[key] or {}, 1, #(pool[key] or {}), 1, {})
  local given = math.tointeger(value) or 1
  if (kind == "count" or kind == "int32") and given <= SMALL then
    for _, near in ipairs({ given - 1, given + 1, 2 * given, given // 2 }) do
      values[#values + 1] = near
    end
  end
  return values
end

-- Whether a value is what the config means already.
local function is_meant(value, given, default)
  if given == nil then given = default end
  return plain.spell(value) == plain.spell(given)
end

local function extended(path, key)
  local longer = table.move(path, 1, #path, 1, {})
  longer[#longer + 1] = key
  return longer
end

-- Changes of each field of a record by itself.
local function of_fields(list, fields, given, path, prefix, pool)
  for _, field in ipairs(fields) do
    local key, value = prefix .. field[1], given[field[1]]
    local here = extended(path, field[1])
    if LEFT_ALONE[key] then goto continue end
    if field[2] == "list" then
      for i, item in ipairs(value or {}) do
        of_fields(list, field.fields, item, extended(here, i), key .. ".", pool)
      end
      goto continue
    end
    if field[2] == "record" then
      if value or not WHOLE[key] then
        of_fields(list, field.fields, value or {}, here, key .. ".", pool)
      end
      if not WHOLE[key] then goto continue end
    end
    for _, other in ipairs(values_of(field, key, pool, value)) do
      if not is_meant(other, value, field[3]) then
        list[#list + 1] = plain.set(here, other)
      end
    end
    if value ~= nil and field[3] ~= nil then list[#list + 1] = plain.set(here, nil) end
    ::continue::
  end
end

--- The changes of one field of a config.
-- @param given its fields
-- @param rotary_dim how many channels it turns
-- @param pool of changes.pool
-- @return a list of changes as plain.lua has them
function changes.of(given, rotary_dim, pool)
  local list = {}
  of_fields(list, schema.fields, given, {}, "", pool)
  local others = structure.of(given, rotary_dim)
  return table.move(others, 1, #others, #list + 1, list)
end

return changes
