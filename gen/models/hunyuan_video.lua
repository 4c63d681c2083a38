-- Frames, rows and columns with the base 256. Text follows the image tokens and is not
-- turned: leave it out. Source: HunyuanVideoRotaryPosEmbed, apply_rotary_emb.
return {
  name = "hunyuan_video",
  family = "HunyuanVideoTransformer3DModel, HunyuanVideo15Transformer3DModel "
    .. "(HunyuanVideo 1.0, 1.5)",
  source = "diffusers 0.42 models/transformers/transformer_hunyuan_video.py",
  head_dim = 128,
  theta = 256,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 56 },
    { name = "w", dim = 56 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    limits = { frame = 256, h = 512, w = 512 },
  },
}
