-- M-RoPE as in Qwen2.5-VL, but frames of a video are one position apart whatever their
-- time. Source: Qwen2VLRotaryEmbedding, apply_rotary_pos_emb, get_rope_index.
return {
  name = "qwen2_vl_text",
  family = "qwen2_vl, qwen2_vl_text (Qwen2-VL, QVQ)",
  source = "transformers 5.23 models/qwen2_vl/modeling_qwen2_vl.py",
  head_dim = 128,
  theta = 1000000,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 48 },
    { name = "w", dim = 48 },
  },
  axis_layout = "sections",
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    limits = { positions = 32768 },
  },
  rounding = "op_by_op",
}
