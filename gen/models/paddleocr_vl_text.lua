-- M-RoPE as in Qwen2-VL with another base, in a small model. Source:
-- PaddleOCRRotaryEmbedding, apply_rotary_pos_emb, get_rope_index.
return {
  name = "paddleocr_vl_text",
  family = "paddleocr_vl, paddleocr_vl_text",
  source = "transformers 5.23 models/paddleocr_vl/modeling_paddleocr_vl.py",
  head_dim = 128,
  theta = 500000,
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
    limits = { positions = 131072 },
  },
  rounding = "op_by_op",
}
