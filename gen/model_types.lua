-- What a model's config.json does not say, by its model_type or _class_name.
-- Out: the rows of the models that can be imported, which parts a model has, and which
-- models no config can hold, each with the reason.
-- Always: the one table of such facts; import.lua guesses nothing.

local diffusion_types = require("import.diffusion_types")
local text_types = require("import.layer_types")
local vision_types = require("import.vision_types")

local model_types = {}

--- model_type or _class_name -> its row: kind (text, vision or diffusion), name, source
-- and what the modules of its kind say.
model_types.rows = {}

for _, types in ipairs({ text_types, vision_types, diffusion_types }) do
  for name, row in pairs(types.rows) do model_types.rows[name] = row end
end

--- model_type of a whole model -> the types of its parts, where the file may not say.
model_types.wholes = {
  qwen2_vl = { text = "qwen2_vl_text", vision = "qwen2_vl_vision" },
  qwen2_5_vl = { text = "qwen2_5_vl_text", vision = "qwen2_5_vl_vision" },
  qwen2_5_omni = { text = "qwen2_5_omni_text", vision = "qwen2_5_omni_vision_encoder" },
  qwen3_vl = { text = "qwen3_vl_text", vision = "qwen3_vl_vision" },
  qwen3_vl_moe = { text = "qwen3_vl_moe_text", vision = "qwen3_vl_moe_vision" },
  qwen3_omni_moe = { text = "qwen3_omni_moe_text",
    vision = "qwen3_omni_moe_vision_encoder" },
  qwen3_5 = { text = "qwen3_5_text", vision = "qwen3_5_vision" },
  qwen3_5_moe = { text = "qwen3_5_moe_text", vision = "qwen3_5_moe_vision" },
  glm4v = { text = "glm4v_text", vision = "glm4v_vision" },
  glm4v_moe = { text = "glm4v_moe_text", vision = "glm4v_moe_vision" },
  glm_ocr = { text = "glm_ocr_text", vision = "glm_ocr_vision" },
  ernie4_5_vl_moe = { text = "ernie4_5_vl_moe_text", vision = "ernie4_5_vl_moe_vision" },
  paddleocr_vl = { text = "paddleocr_vl_text", vision = "paddleocr_vl_vision" },
  gemma3 = { text = "gemma3_text", vision = "siglip_vision_model" },
  gemma4 = { text = "gemma4_text", vision = "gemma4_vision" },
  llama4 = { text = "llama4_text", vision = "llama4_vision_model" },
  kimi_k25 = { text = "deepseek_v3", vision = "kimi_k25_vision" },
}

local PER_CHANNEL <const> = "the two channels of its pairs turn by different angles, "
  .. "which is no rotation and has no inverse, so no list of pairs can hold it"
local LEARNED <const> = "its angles are learned; use freq = { kind = \"runtime\" } and "
  .. "give cos and sin ready"
local NO_ROPE <const> = "it has no rotary positions; nothing turns"

--- model_type or _class_name -> why no config can hold it.
model_types.refused = {
  vjepa2 = PER_CHANNEL, hunyuan_vl = PER_CHANNEL, hunyuan_vl_text = PER_CHANNEL,
  ErnieImageTransformer2DModel = PER_CHANNEL,
  MochiTransformer3DModel = LEARNED, mlcd = LEARNED, mlcd_vision_model = LEARNED,
  mistral_large4_text = LEARNED,
  musicflamingo = "its angles are products of two positions of the call; use freq = "
    .. "{ kind = \"runtime\" } and give cos and sin ready",
  hy_v4 = "transformers 5.23 turns halves, its checkpoints are said to want adjacent "
    .. "pairs; find out which, and write a config by hand",
}
for name in ([[aimv2_vision_model albert altclip_vision_model beit bert bloom
  chinese_clip_vision_model clip_vision_model deberta-v2 distilbert electra gpt2
  gpt_bigcode gpt_neo idefics2_vision idefics3_vision internvl_vision mllama_vision_model
  mpt opt roberta siglip siglip2_vision_model siglip_vision_model smolvlm_vision t5 vit
  xlm-roberta]]):gmatch("%S+") do
  model_types.refused[name] = NO_ROPE
end

--- The names of all rows, sorted.
model_types.names = {}
for name in pairs(model_types.rows) do
  model_types.names[#model_types.names + 1] = name
end
for name in pairs(model_types.wholes) do
  model_types.names[#model_types.names + 1] = name
end
table.sort(model_types.names)

return model_types
