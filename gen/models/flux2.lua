-- Four axes: time, row, column and place in the text. Text stands at (0, 0, 0, l), the
-- image that is made at (0, row, column, 0), reference images at times 10, 20 ..; angles
-- are in float64. Source: Flux2PosEmbed; Flux2Pipeline._prepare_text_ids,
-- _prepare_latent_ids, _prepare_image_ids.
return {
  name = "flux2",
  family = "Flux2Transformer2DModel (FLUX.2)",
  source = "diffusers 0.42 models/transformers/transformer_flux2.py",
  head_dim = 128,
  theta = 2000,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 32 },
    { name = "w", dim = 32 },
    { name = "l", dim = 32 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "image", "h", "w", "zero" },
    image_stride = 10,
    text = { rule = "axis", axis = "l", start = "zero", order = "before" },
    limits = { image = 11, h = 512, w = 512, text = 4096 },
  },
  tables = "exact",
}
