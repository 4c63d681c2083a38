-- Columns first, counted from 1, in adjacent pairs as complex numbers; the class token
-- comes after the patches and is not turned. Source: Llama4VisionRotaryEmbedding,
-- vision_apply_rotary_emb.
return {
  name = "llama4_vision",
  family = "llama4, llama4_vision_model",
  source = "transformers 5.23 models/llama4/modeling_llama4.py",
  head_dim = 88,
  theta = 10000,
  axes = {
    { name = "x", dim = 44 },
    { name = "y", dim = 44 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    offset = 1,
    identity = { count = 1, order = "after" },
    limits = { h = 64, w = 64 },
  },
}
