-- Configs of the transformers of diffusers.
-- In: the section of a model and its row of model_types.lua.
-- Out: a config, its values with their notes.
-- Always: limits that the file does not give are choices, and say so.

local noted = require("import.noted")

local diffusion = {}

-- What the tables hold where the file has no limit.
local CHOICES = { frame = 128, image = 16, h = 256, w = 256, text = 2048 }
local IDS_BY_CHOICE <const> = 4096

local function head_dim(model, row)
  if row.axes_key and row.head == "sum" then return nil end
  if row.head == "all" then
    local dim, heads = model:need("count", "attention_head_dim"),
      model:need("count", "num_attention_heads")
    return noted.of(dim.value * heads.value, dim.note .. " * " .. heads.note)
  end
  return model:need("count", "attention_head_dim")
end

-- Ways to share the channels of a head among its axes.
local SPLITS = {
  thirds = function(width) -- the first axis takes what the others leave
    local side = 2 * (width // 6)
    return { width - 2 * side, side, side }
  end,
  sixths = function(width)
    local side = 2 * (width // 6)
    return { side, side, side }
  end,
  halves = function(width) return { width // 2, width // 2 } end,
  video = function(width) return { width // 4, width // 8 * 3, width // 8 * 3 } end,
  half = function(width) return { width // 2 } end,
}

local function axes_of(model, row, width)
  local dims, note
  if row.axes_key then
    local given = model:need("counts", row.axes_key)
    dims, note = given.value, given.note
    if #dims ~= #row.axes then
      model:fail(row.axes_key, ("has %d numbers; the axes are %s"):format(#dims,
        table.concat(row.axes, ", ")))
    end
  else
    dims, note = SPLITS[row.split](width.value), width.note
  end
  local axes, sum = {}, 0
  for i, name in ipairs(row.axes) do
    axes[i] = { name = name, dim = noted.of(dims[i], note) }
    sum = sum + dims[i]
  end
  return axes, sum, note
end

-- A limit: an item of a list of the file, a number of it, or a choice.
local function limit_of(model, row, name)
  local where = row.limits and row.limits[name]
  if where then
    local key, index = where[1], where[2]
    local given = index and model:get("counts", key) or not index
      and model:get("count", key)
    local value = given and (index and given.value[index] or not index and given.value)
    if given and not (value and value >= 1) then
      model:fail(key, ("has no limit of %s; give a positive number for each axis"):format(
        name))
    end
    if value then return noted.of(value, given.note) end
  end
  return noted.of(row.choices and row.choices[name] or CHOICES[name], "a choice")
end

local function grid(model, row)
  local wanted = { h = true, w = true, text = row.text ~= nil }
  for _, coordinate in ipairs(row.coordinates) do
    if coordinate == "image" then wanted.image = true end
    if coordinate == "t" or coordinate == "frame" or coordinate == "layer"
      or coordinate == "after_text" then
      wanted.frame = true
    end
  end
  local limits, text = {}, nil
  for name, is_wanted in pairs(wanted) do
    if is_wanted then limits[name] = limit_of(model, row, name) end
  end
  if row.text then
    text = {}
    for key, value in pairs(row.text) do text[key] = model:own(value) end
  end
  return {
    rule = model:own("grid"), coordinates = model:own(row.coordinates),
    centred = row.centred and model:own(true),
    image_stride = row.image_stride and model:own(row.image_stride),
    text = text, limits = limits,
  }
end

local function ids(model, row, axes)
  for _, axis in ipairs(axes) do
    axis.position_min = row.position_min and model:own(row.position_min)
    axis.position_max = row.position_max and model:own(row.position_max)
      or noted.of(IDS_BY_CHOICE - 1, "a choice")
  end
  return { rule = model:own("ids"), fractional = row.fractional and model:own(true) }
end

-- What a key of the file changes: a row's variants, { key, value, changes }.
local function chosen(model, row)
  for _, variant in ipairs(row.variants or {}) do
    local key, wanted, changes = variant[1], variant[2], variant[3]
    local given = model.values[key]
    if type(wanted) == "boolean" then
      local flag = model:get("flag", key)
      given = flag ~= nil and flag.value
    elseif wanted == "given" then
      given = given ~= nil and "given"
    end
    if given == wanted then
      if changes.refuse then model:fail(key, changes.refuse) end
      local changed = {}
      for name, value in pairs(row) do changed[name] = value end
      for name, value in pairs(changes) do changed[name] = value or nil end
      row = changed
    end
  end
  return row
end

--- The configs of a diffusion transformer.
-- @return a list of { name, suffix, config }
function diffusion.configs(model, row)
  row = chosen(model, row)
  local width = head_dim(model, row)
  local axes, sum, note = axes_of(model, row, width)
  width = width or noted.of(sum, "sum of " .. note)
  if sum > width.value then
    model:fail(row.axes_key or "attention_head_dim",
      ("gives the axes %d channels of %d; give at most all"):format(sum, width.value))
  end
  for i, axis in ipairs(axes) do
    if row.ntk_key then
      local factors = model:need("factors", row.ntk_key)
      axis.ntk_factor = noted.of(factors.value[i] or model:fail(row.ntk_key,
        "has too few numbers; give one per axis"), factors.note)
    elseif row.scale_keys then
      local scale = model:need("positive", row.scale_keys[i])
      axis.scale = noted.of(1 / scale.value, "1 / " .. scale.note)
    end
  end
  local config = {
    head_dim = width,
    rotary_dim = sum < width.value and noted.of(sum, "the axes' channels") or nil,
    rotary_offset = row.at_end and sum < width.value
      and model:own(width.value - sum) or nil,
    theta = row.theta_key and model:get("positive", row.theta_key)
      or model:own(row.theta or 10000),
    axes = axes, axis_layout = row.layout and model:own(row.layout),
    freq = row.freq_kind and { kind = model:own(row.freq_kind) },
    pairing = model:own(row.pairing), tables = model:own(row.tables or "hf"),
    rounding = model:own("round_once"),
  }
  if row.positions == "ids" then config.positions = ids(model, row, axes)
  elseif row.positions == "sequence" then
    config.positions = { rule = model:own("sequence"),
      limits = { positions = limit_of(model, row, "positions") } }
  else
    config.positions = grid(model, row)
    if row.canvas_key then
      local canvas = model:need("counts", row.canvas_key)
      if canvas.value[1] ~= canvas.value[2] or canvas.value[1] < 1 then
        model:fail(row.canvas_key, "has two canvases; give two equal numbers")
      end
      config.positions.canvas = noted.of(canvas.value[1], canvas.note)
    end
  end
  return { { name = row.name, suffix = "", config = config } }
end

return diffusion
