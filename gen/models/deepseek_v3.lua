-- Adjacent pairs are read, but results are written half-split: the first of all pairs,
-- then the second. q and k are permuted alike, so attention is the same. With
-- rope_interleave false it is plain half. Source: apply_rotary_pos_emb_interleave,
-- DeepseekV3RotaryEmbedding; scaling as DeepSeek-V3 ships.
return {
  name = "deepseek_v3",
  family = "deepseek_v3, deepseek_v32, kimi_k2, kimi_k25 text, glm4_moe_lite, "
    .. "glm_moe_dsa, longcat_flash, youtu, mistral4, axk1, axk2, bailing_hybrid",
  source = "transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  rope_scaling = {
    rope_type = "yarn",
    factor = 40,
    beta_fast = 32,
    beta_slow = 1,
    mscale = 1,
    mscale_all_dim = 1,
    original_max_position_embeddings = 4096,
  },
  pairing = "adjacent",
  pairing_out = "half",
  positions = { rule = "sequence", limits = { positions = 163840 } },
  rounding = "op_by_op",
}
