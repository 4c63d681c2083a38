-- Rows and columns of one image with the base 256; text is not turned: leave it out.
-- Source: HunyuanImageRotaryPosEmbed, apply_rotary_emb.
return {
  name = "hunyuan_image",
  family = "HunyuanImageTransformer2DModel (HunyuanImage 2.1)",
  source = "diffusers 0.42 models/transformers/transformer_hunyuanimage.py",
  head_dim = 128,
  theta = 256,
  axes = {
    { name = "h", dim = 64 },
    { name = "w", dim = 64 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 512, w = 512 },
  },
}
