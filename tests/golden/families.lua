-- What the cfg lines of each family mean.
-- In: a case as rwg.lua reads it. Out: jobs, each a model's config and the steps (case.h)
-- that check it. Always: all of it follows from cfg lines and tensors, none from a name.

local rwg = require("rwg")

local families = {}

local INT32_MAX <const> = 0x7fffffff

local function fail(...) error(string.format(...), 0) end

local function check_int32(key, whole)
  if math.type(whole) ~= "integer" or whole > INT32_MAX or whole < -INT32_MAX then
    fail("cfg %s: %s is no int32", key, whole)
  end
end

-- The one value of a cfg key; `default` where the case has none.
local function value(case, key, default)
  local values = case.cfg[key]
  if not values then
    if default == nil then fail("cfg %s is missing", key) end
    return default
  end
  if #values ~= 1 then fail("cfg %s has %d values, not one", key, #values) end
  return values[1]
end

local function integer(case, key, default)
  local whole = value(case, key, default)
  if whole ~= default then check_int32(key, whole) end
  return whole
end

local function integers(case, key, divisor)
  local values = case.cfg[key] or fail("cfg %s is missing", key)
  for _, whole in ipairs(values) do check_int32(key, whole) end
  if #values == 0 or #values % divisor ~= 0 then
    fail("cfg %s has %d values, no multiple of %d", key, #values, divisor)
  end
  return values
end

local function theta_of(case)
  return value(case, "theta", 10000)
end

-- A limit that holds a count: a power of two, so that cases share a model.
local function room(count)
  local limit = 64
  while limit < count do limit = limit * 2 end
  return limit
end

-- Of images as (frames, rows, columns): the most frames, an image counted as a frame at
-- least, and the most rows or columns.
local function extents(images)
  local frames, most = 0, 0
  for i = 1, #images, 3 do
    frames = math.max(frames, i // 3 + images[i])
    most = math.max(most, images[i + 1], images[i + 2])
  end
  return frames, most
end

-- A case's word for a pairing -> a config's
local PAIRINGS = {
  half = "half",
  half_in_half = "half_per_axis",
  interleaved = "adjacent",
}

-- A job: a model, paired as the case says or else as `pair` does, and the steps whose
-- tensors, marked with $, the case has.
local function job(case, pair, config, steps)
  pair = value(case, "pair", pair)
  config.name = "golden"
  config.theta = theta_of(case)
  config.pairing = PAIRINGS[pair] or fail("cfg pair: %s is unknown", pair)
  local due = { "pairing " .. pair }
  for _, step in ipairs(steps) do
    local complete = true
    for name in step:gmatch("%$(%S+)") do complete = complete and case.tensors[name] end
    if complete then due[#due + 1] = step:gsub("%$", "") end
  end
  return { config = config, steps = due }
end

-- Qwen2-VL and Qwen2.5-VL vision: rows and columns of each image, in merge order.
local function vision(case)
  local grids = integers(case, "grid_thw", 3)
  local head_dim, window = integer(case, "head_dim"), integer(case, "window_size", false)
  local layout = value(case, "layout", "n_h_d")
  local _, most = extents(grids)
  local steps = {
    "grids " .. table.concat(grids, " "), "ids $position_ids", "cu_seqlens $cu_seqlens",
    "inv_freq $inv_freq", "angles $rot_pos_emb", "cos_sin $cos $sin",
    "rotate $q $q_out " .. layout, "rotate $k $k_out " .. layout, "own n_h_d",
    "window_index $window_index", "cu_window_seqlens $cu_window_seqlens",
  }
  if window then
    steps[#steps + 1] = "order windowed"
    steps[#steps + 1] = "cos_sin $cos_windowed $sin_windowed"
  end
  steps[#steps + 1] = "own b_h_n_d"
  return { job(case, "half", {
    head_dim = head_dim,
    axes = { { name = "h", dim = head_dim // 2 }, { name = "w", dim = head_dim // 2 } },
    positions = {
      rule = "grid",
      coordinates = { "h", "w" },
      merge = integer(case, "merge", 1),
      window_size = window or nil,
      patch_size = window and integer(case, "patch_size") or nil,
      limits = { h = room(most), w = room(most) },
    },
  }, steps) }
end

-- The order of text and images, as a config's positions.text.order.
local function text_order(case, default)
  local order = case.cfg.order and table.concat(case.cfg.order, " ") or default
  return ({ ["text image"] = "before", ["image text"] = "after" })[order]
    or fail("cfg order: %s is unknown", order)
end

-- One image: its rows and columns of patches, the step that says so, and where the step
-- counts pixels the size of a patch.
local function one_image(case)
  local h, w = integer(case, "grid_h", false), integer(case, "grid_w", false)
  if h and w then return h, w, ("grids 1 %d %d"):format(h, w) end
  local patch = integer(case, "patch_size")
  h, w = integer(case, "image_h") // patch, integer(case, "image_w") // patch
  return h, w, ("image %d %d"):format(h * patch, w * patch), patch
end

-- MS-RoPE as first described: one image, text on its diagonal. Where a case has no heads,
-- heads of any size show the same positions.
local function msrope_job(case, more)
  local h, w, image, patch = one_image(case)
  local head_dim, text = integer(case, "head_dim", 16), integer(case, "text_len")
  local start = integer(case, "text_start", h)
  local dim = integer(case, "axis_dim", head_dim // 2)
  local limit, text_limit = room(math.max(h, w)), room(text)
  local first = start < 0 and -room(-start) or 0
  local last = math.max(limit + text_limit, room(start + text)) - 1
  local steps = { image, ("text %d %d"):format(text, start), "ids $position_ids",
    table.unpack(more) }
  if start == h then
    steps[#steps + 1] = ("text %d rule"):format(text)
    steps[#steps + 1] = "ids $position_ids"
  end
  return job(case, "half_in_half", {
    head_dim = head_dim,
    axes = {
      { name = "y", dim = dim, position_min = first, position_max = last },
      { name = "x", dim = dim, position_min = first, position_max = last },
    },
    positions = {
      rule = "grid",
      coordinates = { "h", "w" },
      patch_size = patch,
      text = { start = "h", order = text_order(case, "image text") },
      limits = { h = limit, w = limit, text = text_limit },
    },
  }, steps)
end

local function msrope(case)
  local layout, theta = value(case, "layout", "b_h_n_d"), theta_of(case)
  return { msrope_job(case, {
    "inv_freq $inv_freq", ("inv_freq_f64 $inv_freq_f64 %a"):format(theta),
    "cos_sin $cos $sin", "rotate $x $x_out " .. layout,
    ("rotate_f64 $x $x_out_f64 %a %s"):format(theta, layout),
    "own n_h_d", "own b_h_n_d",
  }) }
end

local function msrope_attention(case)
  return { msrope_job(case, {
    ("attention %d $x $w_qkv $b_qkv $w_proj $b_proj $out"):format(integer(case, "heads")),
  }) }
end

-- Qwen-Image as diffusers has it.
local function qwen_image(case)
  local dims, images = integers(case, "axes", 3), integers(case, "fhw", 3)
  local text, centred = integer(case, "text_len"), integer(case, "scale_rope") ~= 0
  local order, frames, most = text_order(case, "text image"), extents(images)
  local limit, of_images = room(most), 0
  for i = 1, #images, 3 do
    of_images = of_images + images[i] * images[i + 1] * images[i + 2]
  end
  local text_first = order == "before"
  return { job(case, "interleaved", {
    head_dim = dims[1] + dims[2] + dims[3],
    axes = {
      { name = "frame", dim = dims[1] }, { name = "h", dim = dims[2] },
      { name = "w", dim = dims[3] },
    },
    positions = {
      rule = "grid",
      coordinates = { "frame", "h", "w" },
      centred = centred,
      text = { start = centred and "max_half" or "max", order = order },
      limits = { frame = room(frames), h = limit, w = limit, text = room(text) },
    },
  }, {
    "grids " .. table.concat(images, " "), ("text %d rule"):format(text),
    ("cis $txt_freqs %d"):format(text_first and 0 or of_images),
    ("cis $vid_freqs %d"):format(text_first and text or 0),
    "rotate $x $x_out " .. value(case, "layout", "b_n_h_d"), "own n_h_d", "own b_h_n_d",
  }) }
end

-- The two kinds of tables of one axis. One is made for half-split pairs and the other for
-- adjacent ones, so that both shapes of a row are held against correctly rounded values.
local function tables(case)
  local dim = integer(case, "table_dim")
  local first, last = 0, 1 -- the frequencies are the angles of position 1
  for _, position in ipairs(rwg.integers(case, "positions")) do
    first, last = math.min(first, position), math.max(last, position)
  end
  local function of_kind(kind, pair, steps)
    return job(case, pair, {
      head_dim = dim,
      axes = { { name = "p", dim = dim, position_min = first, position_max = last } },
      positions = { rule = "ids" },
      tables = kind,
    }, steps)
  end
  return {
    of_kind("hf", "half", { "positions $positions", "inv_freq $inv_freq",
      "cos_sin $cos_hf $sin_hf", "own n_h_d" }),
    of_kind("exact", "interleaved", { "positions $positions",
      "cos_sin $cos_exact $sin_exact", "own n_h_d" }),
  }
end

-- Special values through one pair, and through heads with a block of every width.
local function special(case)
  local jobs = {}
  for _, head_dim in ipairs({ 2, 26 }) do
    for _, pair in ipairs({ "half", "interleaved" }) do
      jobs[#jobs + 1] = job(case, pair, {
        head_dim = head_dim,
        axes = { { name = "p", dim = head_dim, position_max = 1 } },
        positions = { rule = "ids" },
      }, { "special $x $cos_sin_f32 $out" })
    end
  end
  return jobs
end

-- What is supported: family -> type of its tensors -> jobs of a case
local FAMILIES = {
  msrope = { f32 = msrope },
  msrope_attention = { f32 = msrope_attention },
  qwen2_5_vl = { f32 = vision },
  qwen2_vl = { f32 = vision },
  qwen_image = { f32 = qwen_image },
  special = { f32 = special },
  table = { f32 = tables },
}

-- The type that a case is about: the 16-bit one if a tensor has one.
local function dtype_of(case)
  for _, dtype in ipairs({ "bf16", "f16" }) do
    for _, tensor in pairs(case.tensors) do
      if tensor.dtype == dtype then return dtype end
    end
  end
  return "f32"
end

--- What to run for a case.
-- @return a list of { config, steps }; or nil and why the case is not supported
function families.jobs(case)
  local family, dtype = value(case, "family"), dtype_of(case)
  local jobs_of = (FAMILIES[family] or {})[dtype]
  if not jobs_of then return nil, ("%s/%s is not supported"):format(family, dtype) end
  return jobs_of(case)
end

return families
