-- Flux's angles, other ids: text stands at (0, i, i) and patches at (0, row, column), one
-- over the other. Source: OvisImagePosEmbed, OvisImagePipeline.
return {
  name = "ovis_image",
  family = "OvisImageTransformer2DModel (Ovis-Image)",
  source = "diffusers 0.42 models/transformers/transformer_ovis_image.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "id", dim = 16, position_max = 15 },
    { name = "y", dim = 56, position_max = 4095 },
    { name = "x", dim = 56, position_max = 4095 },
  },
  pairing = "adjacent",
  positions = { rule = "ids" },
  tables = "exact",
}
