-- The frequencies of a text model, from the old and the new names of config.json.
-- In: the section of the model and its row of model_types.lua.
-- Out: one rope per kind of layer, and per length where the lists are two.
-- Always: names and defaults are read as transformers does (modeling_rope_utils.py,
-- RotaryEmbeddingConfigMixin); a scaling that no config can hold is refused.

local noted = require("import.noted")
local scaling = require("scaling")

local ropes = {}

-- Words of config.json for rope types that have another name, or none of their own.
local SYNONYMS = {
  axial = "default", mrope = "default", su = "longrope",
}

local function rope_type_of(raw, row)
  local given = raw:get("text", "rope_type", "type")
  if not given then return noted.of("default", "no rope_type in the file") end
  local name = SYNONYMS[given.value] or given.value
  if name == "yarn" and row.yarn_is_longrope then name = "longrope" end
  if name == "dynamic" and row.alpha and raw:get("number", "alpha")
    and raw:get("number", "alpha").value > 0 then
    name = "ntk_alpha"
  end
  for _, known in ipairs(scaling.rope_types) do
    if name == known then return noted.of(name, given.note) end
  end
  raw:fail("rope_type", ("is %s, which is no rope type of a config; give %s"):format(
    raw.shown(name),
    scaling.refused[name] or "one of " .. table.concat(scaling.rope_types, ", ")))
end

-- The length before scaling, and the factor that follows from it where none is given.
local function original_of(raw, model)
  return model:get("count", "original_max_position_embeddings")
    or raw:get("count", "original_max_position_embeddings")
    or model:get("count", "max_position_embeddings")
    or raw:fail("original_max_position_embeddings", "is missing; give the length that "
      .. "the model was first trained with")
end

local function factor_of(raw, model, original)
  local factor = raw:get("positive", "factor")
  if factor then return factor end
  local length = model:need("count", "max_position_embeddings")
  return noted.of(length.value / original.value,
    ("%s / original_max_position_embeddings"):format(length.note))
end

-- Zero stands for "not given", as in transformers.
local function unless_zero(value)
  return value and value.value > 0 and value or nil
end

-- rope type -> the fields of its rope_scaling, and for several ropes their names
local FIELDS = {
  default = function() end,
  linear = function(raw) return { factor = raw:need("positive", "factor") } end,
  proportional = function(raw) return { factor = raw:get("positive", "factor") } end,
  ntk_alpha = function(raw) return { alpha = raw:need("positive", "alpha") } end,
  llama3 = function(raw, model)
    return {
      factor = raw:need("positive", "factor"),
      original_max_position_embeddings = original_of(raw, model),
      low_freq_factor = raw:need("positive", "low_freq_factor"),
      high_freq_factor = raw:need("positive", "high_freq_factor"),
    }
  end,
  yarn = function(raw, model)
    local original = original_of(raw, model)
    return {
      factor = factor_of(raw, model, original),
      original_max_position_embeddings = original,
      beta_fast = unless_zero(raw:get("number", "beta_fast")),
      beta_slow = unless_zero(raw:get("number", "beta_slow")),
      truncate = raw:get("flag", "truncate"),
      mscale = unless_zero(raw:get("number", "mscale")),
      mscale_all_dim = unless_zero(raw:get("number", "mscale_all_dim")),
    }
  end,
  longrope = function(raw, model)
    local original = original_of(raw, model)
    return {
      factor = factor_of(raw, model, original),
      original_max_position_embeddings = original,
      short_factor = raw:need("factors", "short_factor"),
      long_factor = raw:need("factors", "long_factor"),
    }
  end,
}

-- Channels of a head in layers that differ: per_layer_config says so, layer by layer.
local function own_head(model, kind)
  local layers = model:object("per_layer_config")
  local own
  for _, key in ipairs(layers and layers:objects() or {}) do
    local given = layers:object(key):get("count", "head_dim")
    if own and given and own.value ~= given.value then
      layers:fail("head_dim", "has several values; give those layers one")
    end
    own = own or given
  end
  return own and noted.of(own.value, "per_layer_config") or model:get("count",
    kind.own_head)
end

-- The ropes of one kind of layer. kind: a row's layer, { name, theta, theta_keys,
-- partial, own_head }; the whole model where there is but one.
local function of_layer(raw, model, row, kind)
  local partial_keys = row.partial_keys or { "partial_rotary_factor" }
  local base = {
    suffix = kind.name and "_" .. kind.name or "",
    theta = raw:get("positive", "rope_theta")
      or kind.theta_keys and model:get("positive", table.unpack(kind.theta_keys))
      or not kind.theta and model:get("positive", "rope_theta")
      or model:own(kind.theta or 10000),
    partial = raw:get("positive", "partial_rotary_factor")
      or model:get("positive", table.unpack(partial_keys))
      or kind.partial and model:own(kind.partial),
    section = raw:get("counts", "mrope_section"),
    section_name = raw:name("mrope_section"),
    attention_factor = raw:get("positive", "attention_factor"),
    head_dim = kind.own_head and own_head(model, kind),
  }
  local rope_type = rope_type_of(raw, row)
  base.rope_type = rope_type.value
  if kind.yarn_attention and rope_type.value == "yarn" and not base.attention_factor then
    base.attention_factor = model:own(kind.yarn_attention)
  end
  local fields = FIELDS[rope_type.value](raw, model)
  if not fields then return { base } end
  fields.rope_type = rope_type
  base.scaling = fields
  if rope_type.value ~= "longrope" then return { base } end
  local list = {}
  for i, use in ipairs({ "short", "long" }) do
    local rope, own = {}, {}
    for key, value in pairs(base) do rope[key] = value end
    for key, value in pairs(fields) do own[key] = value end
    own.use = noted.of(use, use == "short"
      and "for sequences up to original_max_position_embeddings"
      or "for sequences beyond original_max_position_embeddings")
    rope.scaling, rope.suffix = own, base.suffix .. "_" .. use
    rope.attention_factor = raw:get("positive", use .. "_mscale")
      or base.attention_factor
    list[i] = rope
  end
  return list
end

-- The object that holds the parameters: rope_scaling, where it is not empty, goes first.
local function parameters(model)
  for _, key in ipairs({ "rope_scaling", "rope_parameters" }) do
    if model:has(key) then
      local object = model:object(key)
      if not object:empty() then return object end
    end
  end
  return model:object("rope_parameters") or model:object("rope_scaling")
    or model:none("rope_parameters")
end

-- Kinds of layers that the file names, as a set; nil where it names none.
local function named_layers(model)
  local given = model:get("texts", "layer_types")
  if not given then return nil end
  local set = {}
  for _, name in ipairs(given.value) do set[name] = true end
  return set
end

local function append(list, items)
  for _, item in ipairs(items) do list[#list + 1] = item end
end

local function known_names(row)
  local names = {}
  for i, kind in ipairs(row.layers) do names[i] = kind.name end
  return table.concat(names, ", ")
end

-- One rope per kind of layer that has one.
local function of_layers(raw, model, row)
  local known, named, list = {}, named_layers(model), {}
  local any_named = false
  for _, kind in ipairs(row.layers) do
    any_named = any_named or named and named[kind.name]
    known[kind.name] = true
  end
  local nested = raw:objects()
  for _, key in ipairs(nested) do
    if not known[key] then
      raw:fail(nil, ("has parameters of %s, no kind of layer of %s; its kinds are %s")
        :format(raw.shown(key), model.class, known_names(row)))
    end
  end
  local any_nested = #nested > 0
  for _, kind in ipairs(row.layers) do
    local own = raw:object(kind.name)
    local absent = any_nested and not own and not kind.always
    if not (absent or any_named and not named[kind.name]) then
      if not own then
        own = (any_nested or kind.unscaled) and raw:none(kind.name) or raw
      end
      append(list, of_layer(own, model, row, kind))
    end
  end
  return list
end

--- The ropes of a text model.
-- @return a list of { suffix, theta, partial, section, section_name, attention_factor,
--   rope_type, scaling, head_dim }, values with their notes
function ropes.of(model, row)
  local raw = parameters(model)
  if row.layers then return of_layers(raw, model, row) end
  local nested = raw:objects()
  if nested[1] then
    raw:fail(nil, ("has parameters of %s, but %s has one rope for all layers; give one")
      :format(raw.shown(nested[1]), model.class))
  end
  return of_layer(raw, model, row, { theta_keys = row.theta_keys })
end

return ropes
