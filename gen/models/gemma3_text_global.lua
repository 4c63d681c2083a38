-- The full-attention layers of Gemma 3 from 4B on: another base than the sliding ones,
-- and positions interpolated eightfold. Source: Gemma3RotaryEmbedding with layer_type
-- full_attention; the factor is the checkpoints' rope_scaling.
return {
  name = "gemma3_text_global",
  family = "gemma3, gemma3_text, full_attention layers",
  source = "transformers 5.23 models/gemma3/modeling_gemma3.py",
  head_dim = 256,
  theta = 1000000,
  axes = { { name = "position", dim = 256 } },
  rope_scaling = { rope_type = "linear", factor = 8 },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 65536 } },
  rounding = "op_by_op",
}
