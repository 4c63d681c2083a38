-- Half of each head turns: partial_rotary_factor 0.5 of 256 channels. Source:
-- RecurrentGemmaRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "recurrent_gemma",
  family = "recurrent_gemma (RecurrentGemma, Griffin)",
  source = "transformers 5.23 models/recurrent_gemma/modeling_recurrent_gemma.py",
  head_dim = 256,
  rotary_dim = 128,
  theta = 10000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 8192 } },
  rounding = "op_by_op",
}
