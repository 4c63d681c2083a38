-- Angles in float64, so tables are exact. Text stands at (0, 0, 0), an image's patches at
-- (its number, row, column): 0 for the image that is made, 1 for Kontext's reference.
-- Source: FluxPosEmbed, apply_rotary_emb; FluxPipeline._prepare_latent_image_ids.
return {
  name = "flux",
  family = "FluxTransformer2DModel (FLUX.1 dev, schnell, Kontext), "
    .. "ChromaTransformer2DModel (Chroma)",
  source = "diffusers 0.42 models/transformers/transformer_flux.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "id", dim = 16 },
    { name = "y", dim = 56 },
    { name = "x", dim = 56 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "image", "h", "w" },
    text = { rule = "zero", order = "before" },
    limits = { image = 8, h = 512, w = 512, text = 4096 },
  },
  tables = "exact",
}
