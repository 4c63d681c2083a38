-- Half of each head; checkpoints say rotary_dim 64 instead of a factor. Source:
-- MiniMaxM2RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "minimax_m2",
  family = "minimax_m2, minimax_m3_vl_text (MiniMax-M2, MiniMax-M3)",
  source = "transformers 5.23 models/minimax_m2/modeling_minimax_m2.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 5000000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 196608 } },
  rounding = "op_by_op",
}
