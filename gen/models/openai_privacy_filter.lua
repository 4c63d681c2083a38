-- GPT-OSS's frequencies, but adjacent pairs. Source: OpenAIPrivacyFilterRotaryEmbedding,
-- _apply_rotary_emb.
return {
  name = "openai_privacy_filter",
  family = "openai_privacy_filter",
  source = "transformers 5.23 "
    .. "models/openai_privacy_filter/modeling_openai_privacy_filter.py",
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
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
