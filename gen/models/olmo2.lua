-- Llama's RoPE with float32 tables at the rotation, so results are rounded once. Source:
-- Olmo2RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "olmo2",
  family = "olmo, olmo2, olmo3, olmo_hybrid, flex_olmo, beam, lfm3",
  source = "transformers 5.23 models/olmo2/modeling_olmo2.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 4096 } },
}
