-- Heads of 256 channels, the widest of the plain text models. Source:
-- Gemma2RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "gemma2",
  family = "gemma, gemma2, vaultgemma, paligemma text",
  source = "transformers 5.23 models/gemma2/modeling_gemma2.py",
  head_dim = 256,
  theta = 10000,
  axes = { { name = "position", dim = 256 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 8192 } },
  rounding = "op_by_op",
}
