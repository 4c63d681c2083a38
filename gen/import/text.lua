-- Configs of text models.
-- In: the section of a model, its row of model_types.lua, and what the whole file says
-- of its images.
-- Out: a config per rope, its values with their notes.
-- Always: a field that the code of the model does not read is refused where it would
-- change the result.

local noted = require("import.noted")
local ropes = require("import.ropes")

local text = {}

local MOST_POSITIONS <const> = 1 << 20 -- where float32 angles end, see rope.lua
local POSITIONS_BY_CHOICE <const> = 32768

--- Channels of a head: a key that says so, or the width divided by the heads.
function text.head_dim(model, row)
  local given = model:get("count", table.unpack(row.head_keys or { "head_dim" }))
  if given then return given end
  local width = model:need("count", table.unpack(row.width_keys or
    { "hidden_size", "n_embd", "d_model" }))
  local heads = model:need("count", table.unpack(row.count_keys or
    { "num_attention_heads", "num_heads", "n_head", "n_heads" }))
  if width.value < heads.value then
    model:fail("num_attention_heads", ("is %d, more than %s, %d"):format(heads.value,
      width.note, width.value))
  end
  return noted.of(width.value // heads.value, ("%s / %s"):format(width.note, heads.note))
end

-- The channels that turn, where they are not all.
local function rotary_dim(model, row, rope, head_dim)
  local given = row.rotary_keys and model:get("count", table.unpack(row.rotary_keys))
  if given then
    if given.value > head_dim.value then
      model:fail(row.rotary_keys[1], ("is %d; give at most %d, the head's channels")
        :format(given.value, head_dim.value))
    end
    return given
  end
  local partial = rope.partial
  if not partial or row.partial == "ignored" or rope.rope_type == "proportional" then
    return nil
  end
  if partial.value > 1 then
    model:fail("partial_rotary_factor", ("is %.14g; give a part of 1"):format(
      partial.value))
  elseif partial.value == 1 then
    return nil
  elseif row.partial ~= "read" then
    model:fail("partial_rotary_factor", ("is %.14g, but the code of %s turns the whole "
      .. "head; leave it out, or give the model_type whose code reads it"):format(
      partial.value, model.class))
  end
  local dim = math.floor(head_dim.value * partial.value)
  if dim < 2 or dim % 2 == 1 then
    model:fail("partial_rotary_factor", ("leaves %d of %d channels; give a factor that "
      .. "leaves an even number of them"):format(dim, head_dim.value))
  end
  return noted.of(dim, ("int(head_dim * %.14g), %s"):format(partial.value, partial.note))
end

-- How many positions the tables hold.
local function length(model, row, rope)
  local given = rope.rope_type == "longrope" and rope.scaling.use.value == "short"
    and rope.scaling.original_max_position_embeddings
    or model:get("count", table.unpack(row.length_keys or
      { "max_position_embeddings", "n_positions", "max_seq_len", "seq_length" }))
  if not given then
    return noted.of(POSITIONS_BY_CHOICE, "a choice: the file gives no length")
  elseif given.value > MOST_POSITIONS and row.tables ~= "exact" then
    return noted.of(MOST_POSITIONS, ("a choice: %s is %d, but float32 angles end here")
      :format(given.note, given.value))
  end
  return given
end

-- The three axes of M-RoPE from its sections, which count pairs.
local function section_axes(model, row, rope, pairs_total)
  local given = rope.section or model:own(row.sections)
  local counts = given.value
  local function complain(message)
    model:fail(rope.section_name:sub(#model.path + 1), message)
  end
  if #counts ~= 3 then
    complain(("has %d parts; give three"):format(#counts))
  end
  if row.layout == "mrope_interleaved" then
    local total = { pairs_total, 0, 0 }
    for axis = 2, 3 do
      local past = math.min(3 * counts[axis], pairs_total)
      total[axis] = math.max(0, (past - axis + 3) // 3) -- axis - 1, axis + 2 ...
      total[1] = total[1] - total[axis]
    end
    counts = total
  elseif counts[1] + counts[2] + counts[3] ~= pairs_total then
    complain(("is %s%d + %d + %d pairs, but the head turns %d; give sections or a "
      .. "partial_rotary_factor that agree"):format(rope.section and "" or "missing, by "
      .. "default ", counts[1], counts[2], counts[3], pairs_total))
  end
  local order, axes = row.section_order or { 1, 2, 3 }, {}
  for i, name in ipairs({ "t", "h", "w" }) do
    local count = counts[order[i]]
    if count < 1 then complain("gives an axis no pair; give each at least one") end
    axes[i] = { name = name, dim = noted.of(2 * count, given.note) }
  end
  return axes
end

-- ERNIE-4.5-VL: h and w in turn, t last.
local function pair_axes(axes)
  local names = {}
  for _ = 1, axes[2].dim.value // 2 do
    names[#names + 1], names[#names + 2] = "h", "w"
  end
  for _ = 1, axes[1].dim.value // 2 do names[#names + 1] = "t" end
  return names
end

-- Positions of runs of text, images and videos.
local function runs(model, row, images, limit)
  local vision = images or model:none("vision_config")
  local function of(key, own, kind)
    return vision:get(kind or "count", key) or model:own(own)
  end
  return {
    rule = model:own("runs"), coordinates = model:own({ "t", "h", "w" }),
    merge = of("spatial_merge_size", 2),
    temporal_merge = row.temporal_merge and of("temporal_merge_size", row.temporal_merge),
    tokens_per_second = row.tokens_per_second
      and of("tokens_per_second", row.tokens_per_second, "positive"),
    limits = { positions = limit },
  }
end

local function describe_axes(config, model, row, rope, turned)
  if row.sections then
    config.axes = section_axes(model, row, rope, turned.value // 2)
    config.axis_layout = model:own(row.layout)
    if row.layout == "explicit" then
      config.pair_axes = model:own(pair_axes(config.axes))
    end
  elseif row.axes then
    config.axes = {}
    for i, name in ipairs(row.axes) do
      config.axes[i] = { name = name, dim = noted.of(turned.value // #row.axes,
        turned.note) }
    end
    config.axis_layout = model:own(row.layout)
  else
    config.axes = { { name = "pos", dim = turned } }
  end
end

-- Free ids, where the code that makes positions is not a rule of a config.
local function free_ids(config, model, limit)
  config.positions = { rule = model:own("ids") }
  for _, axis in ipairs(config.axes) do
    axis.position_max = noted.of(limit.value - 1, limit.note .. " - 1")
  end
end

local function one(model, row, rope, images)
  local head_dim = rope.head_dim or text.head_dim(model, row)
  local rotary = rotary_dim(model, row, rope, head_dim)
  local turned, limit = rotary or head_dim, length(model, row, rope)
  local interleave = row.interleave and model:get("flag", "rope_interleave")
  local config = {
    head_dim = head_dim, rotary_dim = rotary, theta = rope.theta,
    rotary_offset = rotary and row.at_end
      and model:own(head_dim.value - rotary.value) or nil,
    freq_index = row.freq_index and model:own(row.freq_index),
    rope_scaling = rope.scaling, attention_factor = rope.attention_factor,
    pairing = model:own(row.pairing),
    pairing_out = row.pairing_out and model:own(row.pairing_out) or nil,
    direction = row.direction and model:own(row.direction),
    tables = model:own(row.tables or "hf"), rounding = model:own(row.rounding),
  }
  if interleave then
    local note = interleave.note .. ", " .. model.class
    config.pairing = noted.of(interleave.value and "adjacent" or "half", note)
    config.pairing_out = interleave.value and noted.of("half", note) or nil
  end
  if rope.rope_type == "proportional" then
    local part = rope.partial or noted.of(1.0, "no partial_rotary_factor")
    local active = math.floor(part.value * head_dim.value // 2)
    config.freq = { active_pairs = noted.of(active, ("int(head_dim * %.14g // 2), %s")
      :format(part.value, part.note)) }
  end
  describe_axes(config, model, row, rope, turned)
  if row.positions == "ids" then
    free_ids(config, model, limit)
  elseif row.sections then
    config.positions = runs(model, row, images, limit)
  else
    config.positions = { rule = model:own("sequence"), limits = { positions = limit } }
  end
  return config
end

-- Two configs that say the same are one.
local function same(a, b)
  if type(a) ~= type(b) then return false end
  if type(a) ~= "table" then return a == b end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

--- The configs of a text model.
-- @param images the section of the file's vision part, where there is one
-- @return a list of { suffix, config }
function text.configs(model, row, images)
  for key, wanted in pairs(row.only or {}) do
    local given = model:get(type(wanted) == "boolean" and "flag" or "text", key)
    if not given or given.value ~= wanted then
      model:fail(key, ("is %s; only %s has rotary positions"):format(
        given and model.shown(given.value) or "missing", model.shown(wanted)))
    end
  end
  local list = {}
  for _, rope in ipairs(ropes.of(model, row)) do
    list[#list + 1] = { suffix = rope.suffix, config = one(model, row, rope, images) }
  end
  if #list == 0 then
    model:fail("rope_parameters", "gives no kind of layer a rope; nothing turns")
  end
  for i = 2, #list do
    if not same(noted.plain(list[1].config), noted.plain(list[i].config)) then
      return list
    end
  end
  return { { suffix = "", config = list[1].config } }
end

return text
