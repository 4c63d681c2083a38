-- Half of each head as in GLM-4, but with pairs half the rotary part apart. Source:
-- Glm4MoeRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "glm4_moe",
  family = "glm4_moe (GLM-4.5, GLM-4.6), solar_open, bamba",
  source = "transformers 5.23 models/glm4_moe/modeling_glm4_moe.py",
  head_dim = 128,
  rotary_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
