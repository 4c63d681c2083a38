-- The M-RoPE of GLM-4.1V, but with pairs half the rotary part apart. Source:
-- Glm4vMoeTextRotaryEmbedding, apply_rotary_pos_emb, get_rope_index.
return {
  name = "glm4v_moe_text",
  family = "glm4v_moe, glm4v_moe_text, glm46v, glm_image text (GLM-4.5V, GLM-4.6V)",
  source = "transformers 5.23 models/glm4v_moe/modeling_glm4v_moe.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 10000,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 24 },
    { name = "w", dim = 24 },
  },
  axis_layout = "sections",
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    limits = { positions = 65536 },
  },
  rounding = "op_by_op",
}
