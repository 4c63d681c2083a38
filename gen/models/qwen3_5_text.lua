-- Interleaved M-RoPE in the first quarter of wide heads; sections 11, 11, 10 fill all 32
-- pairs. Only the full-attention layers turn. Source: Qwen3_5TextRotaryEmbedding,
-- get_rope_index; the base is the checkpoints'.
return {
  name = "qwen3_5_text",
  family = "qwen3_5, qwen3_5_text, qwen3_5_moe, qwen4_exp text",
  source = "transformers 5.23 models/qwen3_5/modeling_qwen3_5.py",
  head_dim = 256,
  rotary_dim = 64,
  theta = 10000000,
  axes = {
    { name = "t", dim = 22 },
    { name = "h", dim = 22 },
    { name = "w", dim = 20 },
  },
  axis_layout = "mrope_interleaved",
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    limits = { positions = 131072 },
  },
  rounding = "op_by_op",
}
