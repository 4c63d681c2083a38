-- Qwen-Image, as shipped: three axes, adjacent pairs (torch.polar's complex64), image
-- rows and columns centred on zero, text before the images on the diagonal of all three
-- axes. Source: diffusers 0.42, models/transformers/transformer_qwenimage.py,
-- QwenEmbedRope with scale_rope=True, and apply_rotary_emb_qwen with use_real=False.
return {
  name = "qwen_image",
  family = "QwenImageTransformer2DModel (Qwen-Image, Qwen-Image-Edit), "
    .. "NucleusMoEImageTransformer2DModel",
  source = "diffusers 0.42 models/transformers/transformer_qwenimage.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "frame", dim = 16 },
    { name = "h", dim = 56 },
    { name = "w", dim = 56 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "frame", "h", "w" },
    centred = true,
    text = { rule = "diagonal", start = "max_half", order = "before" },
    limits = { frame = 128, h = 256, w = 256, text = 2048 },
  },
}
