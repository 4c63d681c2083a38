-- Rows and columns in heads of 40 channels; text is not turned. Source:
-- GlmImageRotaryPosEmbed, apply_rotary_emb with use_real_unbind_dim=-2.
return {
  name = "glm_image",
  family = "GlmImageTransformer2DModel (GLM-Image)",
  source = "diffusers 0.42 models/transformers/transformer_glm_image.py",
  head_dim = 40,
  theta = 10000,
  axes = {
    { name = "h", dim = 20 },
    { name = "w", dim = 20 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 512, w = 512 },
  },
}
