-- The sliding-window layers, with the base 10000. Source: ModernBertRotaryEmbedding with
-- layer_type sliding_attention, apply_rotary_pos_emb.
return {
  name = "modernbert_local",
  family = "modernbert, modernbert_decoder, sliding_attention layers",
  source = "transformers 5.23 models/modernbert/modeling_modernbert.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 8192 } },
  rounding = "round_twice",
}
