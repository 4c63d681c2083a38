-- Vision encoders of transformers: what the code of a model_type says and config.json
-- does not.
-- Out: model_type -> row. A row has pairing, rounding, tables, axes (names), layout,
-- freq_index, coordinates, offset, normalised, fractional and identity as in schema.lua,
-- and
--   merge, window  read from the file; these where it has none
--   image_limit    images are at most image_size; else the limit is a choice
--   positions      "ids": the caller's, where the order of patches is no rule of a config
--   windows        SAM 3: a config for layers with windows, and one for the others
-- Always: every row was checked against transformers 5.23.

local vision_types = {}

local rows = {}
vision_types.rows = rows

local function with(common, changes)
  local row = {}
  for key, value in pairs(common) do row[key] = value end
  for key, value in pairs(changes or {}) do row[key] = value end
  return row
end

local function add(name, folder, common, changes)
  local row = with(common, changes)
  row.kind, row.name = "vision", name
  row.source = "transformers 5.23, models/" .. folder
  rows[name] = row
end

-- Rows of the patches, then columns, patches of a merged patch together.
local MERGED <const> = { axes = { "h", "w" }, coordinates = { "h", "w" },
  pairing = "half", rounding = "round_once", merge = 2 }
for name, folder in pairs({
  qwen2_vl_vision = "qwen2_vl", qwen3_vl_vision = "qwen3_vl",
  qwen3_vl_moe_vision = "qwen3_vl_moe", qwen3_5_vision = "qwen3_5",
  qwen3_5_moe_vision = "qwen3_5_moe", qwen3_omni_moe_vision_encoder = "qwen3_omni_moe",
  glm4v_vision = "glm4v", glm4v_moe_vision = "glm4v_moe", glm_ocr_vision = "glm_ocr",
  ernie4_5_vl_moe_vision = "ernie4_5_vl_moe", cohere_compass_vision = "cohere_compass",
  qwen4_exp_vision = "qwen4_exp", glm5_next_vision = "glm5_next",
}) do
  add(name, folder, MERGED)
end
rows.qwen2_vl_vision.width_keys = { "embed_dim" }
rows.qwen2_vl_vision.defaults = { embed_dim = 1280, num_heads = 16 }

local WINDOW <const> = { window = { window_size = 112, patch_size = 14 } }
add("qwen2_5_vl_vision", "qwen2_5_vl", MERGED, WINDOW)
add("qwen2_5_omni_vision_encoder", "qwen2_5_omni", MERGED, WINDOW)
add("exaone4_5_vision", "exaone4_5", MERGED, WINDOW)

add("paddleocr_vl_vision", "paddleocr_vl", with(MERGED, { merge = false }))
-- Images are not merged and videos are, in one encoder.
add("video_llama_3_vision", "video_llama_3", with(MERGED, { merge = false,
  positions = "ids" }))

add("pixtral", "pixtral", { axes = { "h", "w" }, coordinates = { "h", "w" },
  freq_index = "strided", pairing = "half", rounding = "op_by_op",
  image_limit = true, defaults = { image_size = 1024, patch_size = 16 } })

add("kimi_k25_vision", "kimi_k25", { axes = { "w", "h" }, coordinates = { "w", "h" },
  layout = "round_robin", pairing = "half", rounding = "round_once" })
add("step3p5_vision", "step3p7", { axes = { "w", "h" }, coordinates = { "w", "h" },
  pairing = "half", rounding = "round_once", image_limit = true })
add("minimax_m3_vl_vision", "minimax_m3_vl", { axes = { "t", "h", "w" },
  coordinates = { "t", "h", "w" }, pairing = "half", rounding = "op_by_op", merge = 2 })

-- Patches begin at 1; the class token, last, does not turn.
add("llama4_vision_model", "llama4", { axes = { "x", "y" }, coordinates = { "w", "h" },
  pairing = "adjacent", rounding = "round_once", offset = 1, image_limit = true,
  identity = { count = 1, order = "after" } })
-- Patches begin at 1; special tokens at 0 stand among them.
add("inkling2_vision", "inkling2", { axes = { "w", "h" }, positions = "ids", offset = 1,
  pairing = "adjacent", rounding = "round_once" })

-- Padding stands at -1.
add("gemma4_vision", "gemma4", { axes = { "x", "y" }, positions = "ids",
  position_min = -1, pairing = "half_per_axis", rounding = "op_by_op", theta = 100 })

for name, registers in pairs({ dinov3_vit = 0, sapiens2 = 8 }) do
  add(name, name, { axes = { "y", "x" }, coordinates = { "h", "w" },
    freq_kind = "inv_power_2pi", pairing = "half", rounding = "op_by_op", theta = 100,
    normalised = true, fractional = true,
    identity = { count = 1, key = "num_register_tokens", order = "before" },
    defaults = { num_register_tokens = registers } })
end

add("sam3_vit_model", "sam3", { axes = { "x", "y" }, coordinates = { "w", "h" },
  pairing = "adjacent", rounding = "round_once", windows = true })

return vision_types
