-- M-RoPE whose fast 44 pairs alternate between row and column and whose slow 20 turn by
-- time; pair j has frequency j whatever its axis. Two frames of a video are one token.
-- mrope_section is written h, w, t, position ids are t, h, w. Source:
-- Ernie4_5_VLMoeTextRotaryEmbedding, apply_rotary_pos_emb, get_rope_index.
return {
  name = "ernie4_5_vl_text",
  family = "ernie4_5_vl_moe, ernie4_5_vl_moe_text (ERNIE-4.5-VL)",
  source = "transformers 5.23 models/ernie4_5_vl_moe/modeling_ernie4_5_vl_moe.py",
  head_dim = 128,
  theta = 500000,
  axes = {
    { name = "t", dim = 40 },
    { name = "h", dim = 44 },
    { name = "w", dim = 44 },
  },
  axis_layout = "explicit",
  pair_axes = {
    "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h",
    "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "h", "w",
    "h", "w", "h", "w", "h", "w", "h", "w", "h", "w", "t", "t", "t", "t", "t", "t", "t",
    "t", "t", "t", "t", "t", "t", "t", "t", "t", "t", "t", "t", "t",
  },
  pairing = "adjacent",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    temporal_merge = 2,
    limits = { positions = 131072 },
  },
}
