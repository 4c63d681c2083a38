-- Transformers of diffusers: what a class's code says and config.json does not.
-- Out: _class_name -> row. A row has pairing, tables, axes (names), layout, coordinates,
-- text and centred as in schema.lua, and
--   axes_key, split   the key that holds the axes' dims, or how they share a head
--   head              how wide a head is, where not attention_head_dim
--   theta_key, theta  the key of the base, and the base where there is none
--   limits            limit -> { key, index }: what the tables hold, by the file
--   choices           limit -> what they hold where the file does not say
--   ntk_key, scale_keys, canvas_key  keys of an axis's factors and of the canvas
--   positions         "ids": the caller's, where they depend on more than the grid
--   variants          { key, value, changes }: what a key of the file changes
-- Always: every row was checked against diffusers 0.42.

local rows = {}

local function add(names, row)
  for name, file in pairs(names) do
    local own = { kind = "diffusion",
      source = "diffusers 0.42, models/transformers/" .. file }
    for key, value in pairs(row) do own[key] = value end
    own.name = own.name or file:gsub("^transformer_", ""):gsub("%.py$", "")
      :gsub("_transformer_3d$", ""):gsub("_transformer$", "")
    rows[name] = own
  end
end

local THREE <const> = { axes_dims_rope = { 16, 56, 56 }, attention_head_dim = 128 }
local H_W <const> = { "h", "w" }
local T_H_W <const> = { "t", "h", "w" }

-- Text at 0, images by number, row and column; frequencies in float64.
local FLUX <const> = { axes = { "id", "y", "x" }, axes_key = "axes_dims_rope",
  coordinates = { "image", "h", "w" }, pairing = "adjacent", tables = "exact",
  text = { rule = "zero", order = "before" }, theta_key = "rope_theta",
  defaults = THREE }
add({ FluxTransformer2DModel = "transformer_flux.py",
  ChromaTransformer2DModel = "transformer_chroma.py",
  BriaTransformer2DModel = "transformer_bria.py",
  BriaFiboTransformer2DModel = "transformer_bria_fibo.py" }, FLUX)

local function with(common, changes)
  local row = {}
  for key, value in pairs(common) do row[key] = value end
  for key, value in pairs(changes) do row[key] = value end
  return row
end

add({ Krea2Transformer2DModel = "transformer_krea2.py" }, with(FLUX, {
  coordinates = { "zero", "h", "w" },
  defaults = { axes_dims_rope = { 32, 48, 48 }, attention_head_dim = 128,
    rope_theta = 1000 } }))
-- Text and images stand where the pipeline says.
local FLUX_IDS <const> = with(FLUX, { positions = "ids" })
add({ OvisImageTransformer2DModel = "transformer_ovis_image.py",
  LongCatImageTransformer2DModel = "transformer_longcat_image.py" }, FLUX_IDS)
add({ HiDreamImageTransformer2DModel = "transformer_hidream_image.py" }, with(FLUX, {
  theta_key = false, text = { rule = "zero", order = "after" },
  defaults = { attention_head_dim = 128 } }))
add({ Flux2Transformer2DModel = "transformer_flux2.py" }, with(FLUX, {
  axes = { "t", "h", "w", "l" }, coordinates = { "image", "h", "w", "zero" },
  image_stride = 10, text = { rule = "axis", axis = "l", start = "zero",
    order = "before" },
  defaults = { axes_dims_rope = { 32, 32, 32, 32 }, attention_head_dim = 128,
    rope_theta = 2000 } }))

-- Centred rows and columns, text on the diagonal.
local QWEN <const> = { axes = { "frame", "h", "w" }, axes_key = "axes_dims_rope",
  coordinates = { "frame", "h", "w" }, centred = true, pairing = "adjacent",
  text = { rule = "diagonal", start = "max_half", order = "before" }, defaults = THREE }
add({ QwenImageTransformer2DModel = "transformer_qwenimage.py" }, with(QWEN, {
  name = "qwen_image",
  variants = { { "use_layer3d_rope", true, { name = "qwen_image_layered",
    coordinates = { "layer", "h", "w" } } } } }))
add({ NucleusMoEImageTransformer2DModel = "transformer_nucleusmoe_image.py" },
  with(QWEN, { text = { rule = "diagonal", start = "max_half", order = "after" } }))
add({ QwenImage21Transformer2DModel = "transformer_qwenimage21.py" }, with(QWEN, {
  positions = "ids", position_min = -4096 }))

-- Frames, rows and columns; frequencies in float64.
add({ WanTransformer3DModel = "transformer_wan.py",
  WanVACETransformer3DModel = "transformer_wan_vace.py",
  WanAnimateTransformer3DModel = "transformer_wan_animate.py",
  SkyReelsV2Transformer3DModel = "transformer_skyreels_v2.py",
  SanaVideoTransformer3DModel = "transformer_sana_video.py" }, {
  axes = T_H_W, split = "thirds", coordinates = T_H_W, pairing = "adjacent",
  tables = "exact", limits = { frame = { "rope_max_seq_len" },
    h = { "rope_max_seq_len" }, w = { "rope_max_seq_len" } },
  defaults = { rope_max_seq_len = 1024 } })

-- Text is not turned.
local HUNYUAN <const> = { axes = T_H_W, axes_key = "rope_axes_dim", coordinates = T_H_W,
  pairing = "adjacent", theta_key = "rope_theta", defaults = {
    rope_axes_dim = { 16, 56, 56 }, rope_theta = 256, attention_head_dim = 128 } }
add({ HunyuanVideoTransformer3DModel = "transformer_hunyuan_video.py",
  HunyuanVideo15Transformer3DModel = "transformer_hunyuan_video15.py" }, HUNYUAN)
-- Frames of the past are chosen by the caller.
add({ HunyuanVideoFramepackTransformer3DModel =
  "transformer_hunyuan_video_framepack.py" }, with(HUNYUAN, { positions = "ids" }))
add({ HunyuanImageTransformer2DModel = "transformer_hunyuanimage.py" }, with(HUNYUAN, {
  axes = H_W, coordinates = H_W, defaults = { rope_axes_dim = { 64, 64 },
    rope_theta = 256, attention_head_dim = 128 } }))

add({ CogVideoXTransformer3DModel = "cogvideox_transformer_3d.py" }, {
  axes = T_H_W, split = "video", coordinates = T_H_W, pairing = "adjacent",
  -- CogVideoX 1.0 stretches rows and columns to those it was trained with.
  positions = "ids", fractional = true, defaults = {
    use_rotary_positional_embeddings = false },
  variants = {
    { "use_rotary_positional_embeddings", false, { refuse = "is false: this checkpoint "
      .. "adds its positions to the input, and turns nothing" } },
    { "patch_size_t", "given", { positions = false, fractional = false } },
  } })
add({ CogView4Transformer2DModel = "transformer_cogview4.py" }, { axes = H_W,
  split = "halves", coordinates = H_W, pairing = "half", canvas_key = "rope_axes_dim",
  defaults = { attention_head_dim = 40, rope_axes_dim = { 256, 256 } } })
add({ GlmImageTransformer2DModel = "transformer_glm_image.py" }, { axes = H_W,
  name = "glm_image_dit", split = "halves", coordinates = H_W, pairing = "half",
  defaults = { attention_head_dim = 40 } })
-- Frame i stands at i / fps * base_fps.
add({ CosmosTransformer3DModel = "transformer_cosmos.py" }, { axes = T_H_W,
  split = "thirds", positions = "ids", fractional = true, pairing = "half",
  ntk_key = "rope_scale", defaults = { rope_scale = { 2, 1, 1 } } })

add({ Lumina2Transformer2DModel = "transformer_lumina2.py" }, { axes = T_H_W,
  axes_key = "axes_dim_rope", head = "sum", coordinates = { "after_text", "h", "w" },
  pairing = "adjacent", tables = "exact",
  text = { rule = "axis", axis = "t", start = "zero", order = "before" },
  choices = { frame = 1 }, limits = { text = { "axes_lens", 1 },
    h = { "axes_lens", 2 }, w = { "axes_lens", 3 } },
  defaults = { axes_dim_rope = { 32, 32, 32 }, axes_lens = { 300, 512, 512 } } })
add({ ZImageTransformer2DModel = "transformer_z_image.py" }, { axes = T_H_W,
  axes_key = "axes_dims", head = "sum", coordinates = { "after_text", "h", "w" },
  pairing = "adjacent", tables = "exact", theta_key = "rope_theta",
  text = { rule = "axis", axis = "t", start = "one", order = "after" },
  choices = { frame = 1 }, limits = { text = { "axes_lens", 1 },
    h = { "axes_lens", 2 }, w = { "axes_lens", 3 } },
  defaults = { axes_dims = { 32, 48, 48 }, axes_lens = { 1024, 512, 512 },
    rope_theta = 256 } })

-- Positions are divided by the file's interpolation scales.
add({ AllegroTransformer3DModel = "transformer_allegro.py" }, { axes = T_H_W,
  split = "sixths", coordinates = T_H_W, pairing = "half_per_axis",
  scale_keys = { "interpolation_scale_t", "interpolation_scale_h",
    "interpolation_scale_w" },
  defaults = { interpolation_scale_t = 2.2, interpolation_scale_h = 2,
    interpolation_scale_w = 2 } })
-- All heads as one, the channels left over first; ids are 2 * coordinate - 1.
add({ LTXVideoTransformer3DModel = "transformer_ltx.py" }, { axes = T_H_W, head = "all",
  split = "sixths", at_end = true, layout = "round_robin", freq_kind = "linspace_power",
  positions = "ids", fractional = true, position_min = -1, position_max = 1,
  pairing = "adjacent" })
-- Positions are divided by a scale of the call.
add({ Kandinsky5Transformer3DModel = "transformer_kandinsky.py" }, { axes = T_H_W,
  name = "kandinsky5", axes_key = "axes_dims", head = "sum", positions = "ids",
  fractional = true, pairing = "adjacent", defaults = { axes_dims = { 16, 24, 24 } } })
add({ JoyImageEditTransformer3DModel = "transformer_joyimage.py" }, { axes = T_H_W,
  axes_key = "rope_dim_list", head = "sum", coordinates = T_H_W, pairing = "adjacent",
  theta_key = "theta", text = { rule = "diagonal", start = "max", order = "after" },
  defaults = { rope_dim_list = { 16, 56, 56 }, theta = 256 } })
add({ StableAudioDiTModel = "stable_audio_transformer.py" }, { axes = { "pos" },
  split = "half", positions = "sequence", pairing = "half",
  limits = { positions = { "sample_size" } }, defaults = { attention_head_dim = 64,
    sample_size = 1024 } })

return { rows = rows }
