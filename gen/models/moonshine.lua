-- Speech: 32 of 36 channels, int(36 * 0.9), in adjacent pairs. Source:
-- MoonshineRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "moonshine",
  family = "moonshine, moonshine_streaming",
  source = "transformers 5.23 models/moonshine/modeling_moonshine.py",
  head_dim = 36,
  rotary_dim = 32,
  theta = 10000,
  axes = { { name = "position", dim = 32 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 512 } },
  rounding = "op_by_op",
}
