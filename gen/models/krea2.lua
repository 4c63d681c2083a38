-- Flux's angles with the base 1000 and one image; text stands at (0, 0, 0), patches at
-- (0, row, column). Source: Krea2RotaryPosEmbed; Krea2Pipeline.prepare_position_ids.
return {
  name = "krea2",
  family = "Krea2Transformer2DModel (Krea 2)",
  source = "diffusers 0.42 models/transformers/transformer_krea2.py",
  head_dim = 128,
  theta = 1000,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 48 },
    { name = "w", dim = 48 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "zero", "h", "w" },
    text = { rule = "zero", order = "before" },
    limits = { h = 512, w = 512, text = 4096 },
  },
  tables = "exact",
}
