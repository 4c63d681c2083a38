-- The first half of each head. Source: PhiRotaryEmbedding, apply_rotary_pos_emb. Phi-2's
-- heads have 80 channels and turn 32 of them.
return {
  name = "phi",
  family = "phi (Phi-1, Phi-1.5, Phi-2)",
  source = "transformers 5.23 models/phi/modeling_phi.py",
  head_dim = 64,
  rotary_dim = 32,
  theta = 10000,
  axes = { { name = "position", dim = 32 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
