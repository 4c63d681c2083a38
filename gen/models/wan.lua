-- Frames, rows and columns of a latent video; angles in float64, so tables are exact.
-- Source: WanRotaryPosEmbed, WanAttnProcessor.
return {
  name = "wan",
  family = "WanTransformer3DModel (Wan 2.1, 2.2), SkyReelsV2Transformer3DModel, "
    .. "WanVACETransformer3DModel",
  source = "diffusers 0.42 models/transformers/transformer_wan.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "t", dim = 44 },
    { name = "h", dim = 42 },
    { name = "w", dim = 42 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    limits = { frame = 1024, h = 1024, w = 1024 },
  },
  tables = "exact",
}
