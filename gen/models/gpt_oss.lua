-- YaRN whose ramp begins and ends between pairs (truncate is false); cos and sin carry
-- its attention factor, 0.1 ln 32 + 1. Source: GptOssRotaryEmbedding, _apply_rotary_emb;
-- _compute_yarn_parameters of modeling_rope_utils.py.
return {
  name = "gpt_oss",
  family = "gpt_oss (gpt-oss-20b, gpt-oss-120b)",
  source = "transformers 5.23 models/gpt_oss/modeling_gpt_oss.py",
  head_dim = 64,
  theta = 150000,
  axes = { { name = "position", dim = 64 } },
  rope_scaling = {
    rope_type = "yarn",
    factor = 32,
    beta_fast = 32,
    beta_slow = 1,
    truncate = false,
    original_max_position_embeddings = 4096,
  },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
