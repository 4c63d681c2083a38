-- Adjacent pairs in the first half of each head (partial_rotary_factor 0.5). Source:
-- GlmRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "glm",
  family = "glm, glm4 (GLM-4, GLM-Z1)",
  source = "transformers 5.23 models/glm/modeling_glm.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
