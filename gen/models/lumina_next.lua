-- Rows and columns take turns over adjacent pairs with the same frequency. Time-aware
-- scaling changes theta or positions in the course of sampling; this is its factor 1.
-- Source: get_2d_rotary_pos_embed_lumina, apply_rotary_emb with use_real=False.
return {
  name = "lumina_next",
  family = "LuminaNextDiT2DModel (Lumina-Next-T2I)",
  source = "diffusers 0.42 models/embeddings.py",
  head_dim = 72,
  theta = 10000,
  axes = {
    { name = "h", dim = 36 },
    { name = "w", dim = 36 },
  },
  axis_layout = "round_robin",
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 384, w = 384 },
  },
}
