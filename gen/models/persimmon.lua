-- Half of each head; Fuyu has the same text model. Source: PersimmonRotaryEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "persimmon",
  family = "persimmon, fuyu",
  source = "transformers 5.23 models/persimmon/modeling_persimmon.py",
  head_dim = 64,
  rotary_dim = 32,
  theta = 25000,
  axes = { { name = "position", dim = 32 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 16384 } },
  rounding = "op_by_op",
}
