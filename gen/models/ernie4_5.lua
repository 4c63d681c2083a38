-- Adjacent pairs; tables stay float32 and results are rounded once. Source:
-- Ernie4_5RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "ernie4_5",
  family = "ernie4_5, ernie4_5_moe",
  source = "transformers 5.23 models/ernie4_5/modeling_ernie4_5.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
}
