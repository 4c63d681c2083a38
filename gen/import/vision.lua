-- Configs of vision encoders.
-- In: the section of an encoder and its row of model_types.lua.
-- Out: a config, its values with their notes.
-- Always: every axis has as many channels as any other.

local noted = require("import.noted")
local text = require("import.text")

local vision = {}

local SIDE_BY_CHOICE <const> = 512 -- patches
local FRAMES_BY_CHOICE <const> = 768

local function one_side(list)
  return list.value[#list.value]
end

-- A number of pixels, or a list of rows and columns that are alike.
local function pixels(encoder, key)
  if type(encoder.values[key]) ~= "table" then return encoder:get("count", key) end
  local list = encoder:get("counts", key)
  for _, side in ipairs(list.value) do
    if side ~= one_side(list) or side < 1 then
      encoder:fail(key, "has sides that differ; give one number")
    end
  end
  return noted.of(one_side(list), list.note)
end

-- Most patches a side: of the largest image where the encoder has one, else a choice.
local function side_limit(encoder, row)
  local image = row.image_limit and pixels(encoder, "image_size")
  local patch = image and pixels(encoder, "patch_size")
  if not patch then
    return noted.of(SIDE_BY_CHOICE, "a choice: images of any size are allowed")
  elseif image.value < patch.value then
    encoder:fail("image_size", ("is %d, less than a patch, %d"):format(image.value,
      patch.value))
  end
  return noted.of(image.value // patch.value, ("%s / %s"):format(image.note, patch.note))
end

local function grid(encoder, row)
  local limit = side_limit(encoder, row)
  local positions = {
    rule = encoder:own("grid"), coordinates = encoder:own(row.coordinates),
    merge = row.merge and (encoder:get("count", "spatial_merge_size")
      or encoder:own(row.merge)) or nil,
    offset = row.offset and encoder:own(row.offset),
    normalised = row.normalised and encoder:own(true),
    fractional = row.fractional and encoder:own(true),
    limits = { h = limit, w = limit },
  }
  for _, coordinate in ipairs(row.coordinates) do
    if coordinate == "t" then
      positions.limits.frame = noted.of(FRAMES_BY_CHOICE, "a choice")
    end
  end
  if row.window then
    positions.window_size = encoder:get("count", "window_size")
      or encoder:own(row.window.window_size)
    positions.patch_size = encoder:get("count", "patch_size")
      or encoder:own(row.window.patch_size)
  end
  if row.identity then
    local registers = row.identity.key and encoder:get("index", row.identity.key)
    positions.identity = {
      count = registers and noted.of(row.identity.count + registers.value,
        ("%d + %s"):format(row.identity.count, registers.note))
        or encoder:own(row.identity.count),
      order = encoder:own(row.identity.order),
    }
  end
  return positions
end

local function ids(encoder, row, axes)
  local limit = side_limit(encoder, row)
  for _, axis in ipairs(axes) do
    axis.position_min = row.position_min and encoder:own(row.position_min)
    axis.position_max = noted.of(limit.value - 1 + (row.offset or 0), limit.note)
  end
  return { rule = encoder:own("ids") }
end

-- SAM 3: layers with windows count rows of their window, the others scale rows of the
-- whole image to those of a window.
local function windows(encoder, base)
  local image, patch = pixels(encoder, "image_size"), pixels(encoder, "patch_size")
  local window = encoder:need("count", "window_size")
  if not image or not patch or image.value < patch.value then
    encoder:fail("image_size", "and patch_size are needed; give both")
  end
  local side = image.value // patch.value
  local list = {}
  for i, kind in ipairs({
    { "_window", window.value, 1, window.note },
    { "_global", side, window.value / side, ("%s / (%s / %s)"):format(window.note,
      image.note, patch.note) },
  }) do
    local config = {}
    for key, value in pairs(base) do config[key] = value end
    config.axes = {}
    for j, axis in ipairs(base.axes) do
      config.axes[j] = { name = axis.name, dim = axis.dim,
        scale = kind[3] ~= 1 and noted.of(kind[3], kind[4]) or nil }
    end
    local limit = noted.of(kind[2], i == 1 and window.note or ("%s / %s"):format(
      image.note, patch.note))
    config.positions = { rule = base.positions.rule,
      coordinates = base.positions.coordinates, limits = { h = limit, w = limit } }
    list[i] = { suffix = kind[1], config = config }
  end
  return list
end

--- The configs of a vision encoder.
-- @return a list of { suffix, config }
function vision.configs(encoder, row)
  local head_dim = text.head_dim(encoder, row)
  local count = #row.axes
  local dim = 2 * (head_dim.value // (2 * count))
  if dim < 2 then
    encoder:fail("head_dim", ("is %d, too few channels for %d axes"):format(
      head_dim.value, count))
  end
  local raw = encoder:object("rope_parameters") or encoder:none("rope_parameters")
  local given_type = raw:get("text", "rope_type", "type")
  if given_type and given_type.value ~= "axial" and given_type.value ~= "default" then
    raw:fail("rope_type", "is neither \"axial\" nor \"default\", all that encoders have")
  end
  local axes = {}
  for i, name in ipairs(row.axes) do
    axes[i] = { name = name, dim = noted.of(dim, ("head_dim / %d"):format(count)) }
  end
  local config = {
    head_dim = head_dim,
    rotary_dim = count * dim < head_dim.value and noted.of(count * dim,
      ("%d axes of %d"):format(count, dim)) or nil,
    theta = raw:get("positive", "rope_theta") or encoder:get("positive", "rope_theta")
      or encoder:own(row.theta or 10000),
    axes = axes, axis_layout = row.layout and encoder:own(row.layout),
    freq_index = row.freq_index and encoder:own(row.freq_index),
    freq = row.freq_kind and { kind = encoder:own(row.freq_kind) },
    pairing = encoder:own(row.pairing), tables = encoder:own(row.tables or "hf"),
    rounding = encoder:own(row.rounding),
  }
  config.positions = row.positions == "ids" and ids(encoder, row, axes)
    or grid(encoder, row)
  if row.windows then return windows(encoder, config) end
  return { { suffix = "", config = config } }
end

return vision
