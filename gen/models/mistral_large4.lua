-- Frequencies are scaled by a learned exp(alpha), so cos and sin come from the caller;
-- adjacent pairs are read and half-split ones written, as in DeepSeek-V3. Source:
-- MistralLarge4TextRotaryEmbedding, apply_rotary_pos_emb_interleave.
return {
  name = "mistral_large4",
  family = "mistral_large4",
  source = "transformers 5.23 models/mistral_large4/modeling_mistral_large4.py",
  head_dim = 64,
  axes = { { name = "position", dim = 64 } },
  freq = { kind = "runtime" },
  pairing = "adjacent",
  pairing_out = "half",
  rounding = "op_by_op",
}
