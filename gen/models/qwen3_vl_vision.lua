-- Patches in spatial-merge order by row and column, in heads of 72 channels, so an axis
-- has 18 pairs. A learned, interpolated embedding is added besides. Source:
-- Qwen3VLVisionRotaryEmbedding, apply_rotary_pos_emb_vision; vision_utils.py.
return {
  name = "qwen3_vl_vision",
  family = "qwen3_vl, qwen3_vl_moe, qwen3_omni_moe, qwen3_5, qwen3_5_moe, cosmos3_edge, "
    .. "cohere_compass vision",
  source = "transformers 5.23 models/qwen3_vl/modeling_qwen3_vl.py",
  head_dim = 72,
  theta = 10000,
  axes = {
    { name = "h", dim = 36 },
    { name = "w", dim = 36 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    merge = 2,
    limits = { h = 512, w = 512 },
  },
}
