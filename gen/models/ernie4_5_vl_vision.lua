-- The vision RoPE of Qwen2-VL: spatial-merge order, heads of 80 channels, no windows.
-- Source: Ernie4_5_VLMoeVisionRotaryEmbedding, apply_rotary_pos_emb_vision.
return {
  name = "ernie4_5_vl_vision",
  family = "ernie4_5_vl_moe vision (ERNIE-4.5-VL)",
  source = "transformers 5.23 models/ernie4_5_vl_moe/modeling_ernie4_5_vl_moe.py",
  head_dim = 80,
  theta = 10000,
  axes = {
    { name = "h", dim = 40 },
    { name = "w", dim = 40 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    merge = 2,
    limits = { h = 512, w = 512 },
  },
}
