-- Speech and text: half of each head, and v turns like q and k. cos and sin stay float32.
-- Source: ClvpRotaryPositionalEmbedding, ClvpSelfAttention.
return {
  name = "clvp",
  family = "clvp (Tortoise TTS)",
  source = "transformers 5.23 models/clvp/modeling_clvp.py",
  head_dim = 64,
  rotary_dim = 32,
  theta = 10000,
  axes = { { name = "position", dim = 32 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 512 } },
}
