-- Patches in spatial-merge order by row and column, in heads of 128 channels. Source:
-- Glm4vVisionRotaryEmbedding, apply_rotary_pos_emb_vision; vision_utils.py.
return {
  name = "glm4v_vision",
  family = "glm4v, glm4v_moe, glm46v vision; glm_ocr vision has heads of 64",
  source = "transformers 5.23 models/glm4v/modeling_glm4v.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "h", dim = 64 },
    { name = "w", dim = 64 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    merge = 2,
    limits = { h = 512, w = 512 },
  },
}
