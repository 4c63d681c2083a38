-- The layers with compressed keys: another base, and YaRN whose attention factor the
-- config class sets to 1. Source: DeepseekV4RotaryEmbedding with layer_type compress;
-- DeepseekV4Config.
return {
  name = "deepseek_v4_compress",
  family = "deepseek_v4, compressed_sparse_attention and heavily_compressed_attention "
    .. "layers",
  source = "transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py",
  head_dim = 512,
  rotary_dim = 64,
  rotary_offset = 448,
  theta = 160000,
  axes = { { name = "position", dim = 64 } },
  rope_scaling = {
    rope_type = "yarn",
    factor = 16,
    beta_fast = 32,
    beta_slow = 1,
    original_max_position_embeddings = 65536,
  },
  attention_factor = 1,
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "round_twice",
}
