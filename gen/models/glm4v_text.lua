-- M-RoPE in adjacent pairs, in the first half of each head. Every frame of a video is a
-- run of its own. Source: Glm4vTextRotaryEmbedding, rotate_half_llm, get_rope_index;
-- checkpoints ship partial_rotary_factor 0.5.
return {
  name = "glm4v_text",
  family = "glm4v, glm4v_text, glm_ocr, glm_ocr_text (GLM-4.1V, GLM-OCR)",
  source = "transformers 5.23 models/glm4v/modeling_glm4v.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 10000,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 24 },
    { name = "w", dim = 24 },
  },
  axis_layout = "sections",
  pairing = "adjacent",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    limits = { positions = 65536 },
  },
  rounding = "op_by_op",
}
