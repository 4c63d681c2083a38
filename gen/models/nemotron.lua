-- Half of each head (partial_rotary_factor 0.5). Source: NemotronRotaryEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "nemotron",
  family = "nemotron (Nemotron-3, Nemotron-4, Minitron)",
  source = "transformers 5.23 models/nemotron/modeling_nemotron.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 4096 } },
  rounding = "op_by_op",
}
