-- Text and images in one stream: text counts on all axes; an image's patches stand at
-- that count on the first axis and around zero on the others, and the count goes on by
-- the longer side. Source: QwenImage21Rope, apply_rotary_emb_qwen with use_real=False.
return {
  name = "qwen_image_2_1",
  family = "QwenImage21Transformer2DModel (Qwen-Image 2.1)",
  source = "diffusers 0.42 models/transformers/transformer_qwenimage21.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "frame", dim = 16 },
    { name = "h", dim = 56 },
    { name = "w", dim = 56 },
  },
  pairing = "adjacent",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    centred = true,
    limits = { positions = 8192 },
  },
}
