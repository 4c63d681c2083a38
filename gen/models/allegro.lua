-- Each third of a head is half-split in itself. ids are (frame / 2.2, row / 2, column /
-- 2) in float32: the interpolation scales of the class. Source:
-- get_3d_rotary_pos_embed_allegro, apply_rotary_emb_allegro.
return {
  name = "allegro",
  family = "AllegroTransformer3DModel (Allegro)",
  source = "diffusers 0.42 models/embeddings.py",
  head_dim = 96,
  theta = 10000,
  axes = {
    { name = "t", dim = 32, position_max = 127 },
    { name = "h", dim = 32, position_max = 127 },
    { name = "w", dim = 32, position_max = 127 },
  },
  pairing = "half_per_axis",
  positions = { rule = "ids", fractional = true },
}
