-- The windowed layers: whole positions in windows of 24 x 24 patches, each of which is a
-- grid of its own. Source: Sam3ViTRotaryEmbedding, Sam3ViTLayer.precompute_positions.
return {
  name = "sam3_vit_window",
  family = "sam3, sam3_vit_model, windowed layers",
  source = "transformers 5.23 models/sam3/modeling_sam3.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "x", dim = 32 },
    { name = "y", dim = 32 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    limits = { h = 24, w = 24 },
  },
}
