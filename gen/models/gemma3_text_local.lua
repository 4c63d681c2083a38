-- The sliding-window layers of Gemma 3: rope_local_base_freq, no scaling. Source:
-- Gemma3RotaryEmbedding with layer_type sliding_attention.
return {
  name = "gemma3_text_local",
  family = "gemma3, gemma3_text, gemma3n_text, gemma4_text, t5gemma2, sliding_attention "
    .. "layers",
  source = "transformers 5.23 models/gemma3/modeling_gemma3.py",
  head_dim = 256,
  theta = 10000,
  axes = { { name = "position", dim = 256 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 65536 } },
  rounding = "op_by_op",
}
