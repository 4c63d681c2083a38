-- The image's patches come first, at (length of the text + 1, row, column), then the text
-- from (1, 0, 0) on, padded to a multiple of 32. The reference rounds its float64 angles
-- to float32, within 2^-15 of these tables. Source: RopeEmbedder, _pad_with_ids,
-- patchify_and_embed.
return {
  name = "z_image",
  family = "ZImageTransformer2DModel (Z-Image)",
  source = "diffusers 0.42 models/transformers/transformer_z_image.py",
  head_dim = 128,
  theta = 256,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 48 },
    { name = "w", dim = 48 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "after_text", "h", "w" },
    text = { rule = "axis", axis = "t", start = "one", order = "after" },
    limits = { frame = 1, h = 512, w = 512, text = 992 },
  },
  tables = "exact",
}
