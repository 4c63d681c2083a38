-- A text encoder with a small base. Source: NomicBertRotaryEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "nomic_bert",
  family = "nomic_bert (nomic-embed-text)",
  source = "transformers 5.23 models/nomic_bert/modeling_nomic_bert.py",
  head_dim = 64,
  theta = 1000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
