-- The families of models that make images and videos.
-- In: a case. Out: jobs. Always: text and images stand in one sequence, in a given order.

local cfg = require("families.cfg")

local images = {}

-- The order of text and images, as a config's positions.text.order.
local function text_order(case, default)
  local order = case.cfg.order and table.concat(case.cfg.order, " ") or default
  return ({ ["text image"] = "before", ["image text"] = "after" })[order]
    or error(("cfg order: %s is unknown"):format(order), 0)
end

-- One image: its rows and columns of patches, the step that says so, and where the step
-- counts pixels the size of a patch.
local function one_image(case)
  local h, w = cfg.integer(case, "grid_h", false), cfg.integer(case, "grid_w", false)
  if h and w then return h, w, ("grids 1 %d %d"):format(h, w) end
  local patch = cfg.integer(case, "patch_size")
  h, w = cfg.integer(case, "image_h") // patch, cfg.integer(case, "image_w") // patch
  return h, w, ("image %d %d"):format(h * patch, w * patch), patch
end

-- Of images as (frames, rows, columns): the most frames, an image counted as a frame at
-- least, the most rows or columns, and all tokens.
local function extents(sizes)
  local frames, most, tokens = 0, 0, 0
  for i = 1, #sizes, 3 do
    frames = math.max(frames, i // 3 + sizes[i])
    most = math.max(most, sizes[i + 1], sizes[i + 2])
    tokens = tokens + sizes[i] * sizes[i + 1] * sizes[i + 2]
  end
  return frames, most, tokens
end

-- Three axes of as many channels as the case says.
local function three_axes(case, names)
  local dims, axes, head_dim = cfg.three(case, "axes"), {}, 0
  for i, dim in ipairs(dims) do
    axes[i] = { name = names[i], dim = dim }
    head_dim = head_dim + dim
  end
  return axes, head_dim
end

-- MS-RoPE as first described: one image, text on its diagonal. Where a case has no heads,
-- heads of any size show the same positions.
local function msrope_job(case, more)
  local h, w, image, patch = one_image(case)
  local head_dim, text = cfg.integer(case, "head_dim", 16), cfg.integer(case, "text_len")
  local start = cfg.integer(case, "text_start", h)
  local dim = cfg.integer(case, "axis_dim", head_dim // 2)
  local limit, text_limit = cfg.room(math.max(h, w)), cfg.room(text)
  local first = start < 0 and -cfg.room(-start) or 0
  local last = math.max(limit + text_limit, cfg.room(start + text)) - 1
  local steps = { image, ("text %d %d"):format(text, start), "ids $position_ids",
    table.unpack(more) }
  if start == h then
    steps[#steps + 1] = ("text %d rule"):format(text)
    steps[#steps + 1] = "ids $position_ids"
  end
  return cfg.job(case, "half_in_half", {
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

function images.msrope(case)
  local layout, theta = cfg.value(case, "layout", "b_h_n_d"), cfg.theta(case)
  return { msrope_job(case, {
    "inv_freq $inv_freq", ("inv_freq_f64 $inv_freq_f64 %a"):format(theta),
    "cos_sin $cos $sin", "rotate $x $x_out " .. layout,
    ("rotate_f64 $x $x_out_f64 %a %s"):format(theta, layout),
    "own n_h_d", "own b_h_n_d",
  }) }
end

function images.msrope_attention(case)
  return { msrope_job(case, {
    ("attention %d $x $w_qkv $b_qkv $w_proj $b_proj $out"):format(
      cfg.integer(case, "heads")),
  }) }
end

-- Qwen-Image as diffusers has it; what its first axis counts.
local function qwen_image(case, coordinate)
  local axes, head_dim = three_axes(case, { "frame", "h", "w" })
  local sizes = cfg.integers(case, "fhw", 3)
  local frames, most, of_images = extents(sizes)
  local text = cfg.integer(case, "text_len")
  local centred = cfg.integer(case, "scale_rope") ~= 0
  local order, limit = text_order(case, "text image"), cfg.room(most)
  local text_first = order == "before"
  return { cfg.job(case, "interleaved", {
    head_dim = head_dim,
    axes = axes,
    positions = {
      rule = "grid",
      coordinates = { coordinate, "h", "w" },
      centred = centred,
      text = { start = centred and "max_half" or "max", order = order },
      limits = { frame = cfg.room(frames), h = limit, w = limit, text = cfg.room(text) },
    },
  }, {
    "grids " .. table.concat(sizes, " "), ("text %d rule"):format(text),
    ("cis $txt_freqs %d"):format(text_first and 0 or of_images),
    ("cis $vid_freqs %d"):format(text_first and text or 0),
    "rotate $x $x_out " .. cfg.value(case, "layout", "b_n_h_d"), "own n_h_d",
    "own b_h_n_d",
  }) }
end

function images.qwen_image(case) return qwen_image(case, "frame") end

--- Its layered form: the last image is the condition, on frame -1.
function images.qwen_image_layered(case) return qwen_image(case, "layer") end

--- Flux: one image on rows and columns, all text on 0; its angles are float64.
function images.flux(case)
  local h, w, image = one_image(case)
  local axes, head_dim = three_axes(case, { "id", "y", "x" })
  local text, limit = cfg.integer(case, "text_len"), cfg.room(math.max(h, w))
  return { cfg.job(case, "interleaved", {
    head_dim = head_dim,
    axes = axes,
    tables = "exact",
    positions = {
      rule = "grid",
      coordinates = { "zero", "h", "w" },
      text = { rule = "zero", order = text_order(case, "text image") },
      limits = { h = limit, w = limit, text = cfg.room(text) },
    },
  }, {
    image, ("text %d rule"):format(text), "ids $ids", "cos_sin $cos $sin",
    "rotate $x $x_out " .. cfg.value(case, "layout", "b_n_h_d"), "own n_h_d",
    "own b_h_n_d",
  }) }
end

--- Wan: a video on frames, rows and columns; its angles are float64.
function images.wan(case)
  local axes, head_dim = three_axes(case, { "t", "h", "w" })
  local sizes = cfg.three(case, "fhw")
  local frames, most = extents(sizes)
  local limit = cfg.room(most)
  return { cfg.job(case, "interleaved", {
    head_dim = head_dim,
    axes = axes,
    tables = "exact",
    positions = {
      rule = "grid",
      coordinates = { "t", "h", "w" },
      limits = { frame = cfg.room(frames), h = limit, w = limit },
    },
  }, {
    "grids " .. table.concat(sizes, " "), "cos_sin $cos $sin",
    "rotate $x $x_out " .. cfg.value(case, "layout", "b_n_h_d"), "own n_h_d",
    "own b_h_n_d",
  }) }
end

return images
