-- Interleaved M-RoPE: pairs 1, 4 .. 58 turn by row, 2, 5 .. 59 by column, all others by
-- time, so every axis has fast and slow pairs. Every frame of a video is a run of its
-- own, with its timestamp as text before it. Source: Qwen3VLTextRotaryEmbedding,
-- recomposition_frequencies, get_rope_index.
return {
  name = "qwen3_vl_text",
  family = "qwen3_vl, qwen3_vl_text, qwen3_vl_moe, qwen3_omni_moe thinker, cosmos3_omni, "
    .. "cosmos3_edge, cohere_compass",
  source = "transformers 5.23 models/qwen3_vl/modeling_qwen3_vl.py",
  head_dim = 128,
  theta = 5000000,
  axes = {
    { name = "t", dim = 48 },
    { name = "h", dim = 40 },
    { name = "w", dim = 40 },
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
