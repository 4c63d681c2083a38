-- The first quarter of each head (rotary_pct 0.25), first half of it with second. Source:
-- GPTNeoXRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "gpt_neox",
  family = "gpt_neox (GPT-NeoX-20B, Pythia), gpt_neox_japanese",
  source = "transformers 5.23 models/gpt_neox/modeling_gpt_neox.py",
  head_dim = 96,
  rotary_dim = 24,
  theta = 10000,
  axes = { { name = "position", dim = 24 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
