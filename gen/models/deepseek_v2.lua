-- The rotary part of multi-head latent attention, a tensor of its own: 64 channels per q
-- head and one shared k head, adjacent pairs as complex numbers. mscale and
-- mscale_all_dim are equal, so cos and sin have factor 1. Source:
-- DeepseekV2RotaryEmbedding, apply_rotary_emb; scaling as DeepSeek-V2 ships.
return {
  name = "deepseek_v2",
  family = "deepseek_v2 (DeepSeek-V2, DeepSeek-V2-Lite, DeepSeek-Coder-V2)",
  source = "transformers 5.23 models/deepseek_v2/modeling_deepseek_v2.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  rope_scaling = {
    rope_type = "yarn",
    factor = 40,
    beta_fast = 32,
    beta_slow = 1,
    mscale = 0.707,
    mscale_all_dim = 0.707,
    original_max_position_embeddings = 4096,
  },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 163840 } },
}
