-- Patches stand at (0, row, column), text after them at (0, 0, 0); angles in float64.
-- axes_dims_rope is 64, 32, 32 as shipped; the class's own default has two axes. Source:
-- HiDreamImageEmbedND, rope, apply_rope.
return {
  name = "hidream",
  family = "HiDreamImageTransformer2DModel (HiDream-I1)",
  source = "diffusers 0.42 models/transformers/transformer_hidream_image.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "id", dim = 64 },
    { name = "y", dim = 32 },
    { name = "x", dim = 32 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "zero", "h", "w" },
    text = { rule = "zero", order = "after" },
    limits = { h = 256, w = 256, text = 1024 },
  },
  tables = "exact",
}
