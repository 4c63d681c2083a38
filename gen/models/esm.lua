-- Protein sequences; q and k become float32 before the rotation. inv_freq is a stored
-- buffer, so a checkpoint in 16 bits may hold other numbers: give those as a list.
-- Source: EsmRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "esm",
  family = "esm (ESM-2, ESMFold trunk), evolla protein encoder",
  source = "transformers 5.23 models/esm/modeling_esm.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 1026 } },
  rounding = "round_twice",
}
