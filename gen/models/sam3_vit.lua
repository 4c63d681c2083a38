-- The global layers: 72 x 72 patches at 24 / 72 of their column and row, so positions are
-- thirds, as in pretraining. Source: Sam3ViTRotaryEmbedding,
-- Sam3ViTLayer.precompute_positions, apply_rotary_pos_emb_2d.
return {
  name = "sam3_vit",
  family = "sam3, sam3_vit_model, global layers",
  source = "transformers 5.23 models/sam3/modeling_sam3.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "x", dim = 32, scale = 24 / 72 },
    { name = "y", dim = 32, scale = 24 / 72 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    limits = { h = 72, w = 72 },
  },
}
