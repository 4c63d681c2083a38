-- The last 64 of 512 channels turn. The attention's output is turned back with the same
-- tables and -sin. Source: DeepseekV4RotaryEmbedding with layer_type main,
-- apply_rotary_pos_emb.
return {
  name = "deepseek_v4",
  family = "deepseek_v4, layers without compression",
  source = "transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py",
  head_dim = 512,
  rotary_dim = 64,
  rotary_offset = 448,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "round_twice",
}
