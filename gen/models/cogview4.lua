-- Rows and columns are spread over a canvas of 256: row i of h stands at i * 256 // h.
-- Text comes first and is not turned. Source: CogView4RotaryPosEmbed, apply_rotary_emb
-- with use_real_unbind_dim=-2.
return {
  name = "cogview4",
  family = "CogView4Transformer2DModel",
  source = "diffusers 0.42 models/transformers/transformer_cogview4.py",
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
    canvas = 256,
    limits = { h = 256, w = 256 },
  },
}
