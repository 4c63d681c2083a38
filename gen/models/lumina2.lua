-- Text first, at (i, 0, 0); the image's patches at (length of the text, row, column).
-- Angles and rotation are in float64. Source: Lumina2RotaryPosEmbed, apply_rotary_emb
-- with use_real=False.
return {
  name = "lumina2",
  family = "Lumina2Transformer2DModel (Lumina-Image 2.0)",
  source = "diffusers 0.42 models/transformers/transformer_lumina2.py",
  head_dim = 96,
  theta = 10000,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 32 },
    { name = "w", dim = 32 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "after_text", "h", "w" },
    text = { rule = "axis", axis = "t", start = "zero", order = "before" },
    limits = { frame = 1, h = 512, w = 512, text = 300 },
  },
  tables = "exact",
}
