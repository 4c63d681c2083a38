-- The full-attention layers, every third; their base is 160000. Source:
-- ModernBertRotaryEmbedding with layer_type full_attention, apply_rotary_pos_emb.
return {
  name = "modernbert",
  family = "modernbert, modernbert_decoder, modernvbert text, full_attention layers",
  source = "transformers 5.23 models/modernbert/modeling_modernbert.py",
  head_dim = 64,
  theta = 160000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 8192 } },
  rounding = "round_twice",
}
