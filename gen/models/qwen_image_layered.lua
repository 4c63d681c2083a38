-- Qwen-Image with layers: the last image is the condition and stands at frame -1, the
-- others at their number; text starts past rows, columns and layers alike. Source:
-- QwenEmbedLayer3DRope with scale_rope=True, apply_rotary_emb_qwen.
return {
  name = "qwen_image_layered",
  family = "QwenImageTransformer2DModel with use_layer3d_rope (Qwen-Image-Layered)",
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
    coordinates = { "layer", "h", "w" },
    centred = true,
    text = { rule = "diagonal", start = "max_half", order = "before" },
    limits = { frame = 64, h = 256, w = 256, text = 2048 },
  },
}
