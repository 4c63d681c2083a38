-- Turns all 256 channels before they are split into heads: rows and columns, counted from
-- 1, take turns over adjacent pairs with the same frequency. Source:
-- EfficientLoFTRRotaryEmbedding, compute_embeddings, apply_rotary_pos_emb.
return {
  name = "efficientloftr",
  family = "efficientloftr (Efficient LoFTR)",
  source = "transformers 5.23 models/efficientloftr/modeling_efficientloftr.py",
  head_dim = 256,
  theta = 10000,
  axes = {
    { name = "i", dim = 128 },
    { name = "j", dim = 128 },
  },
  axis_layout = "round_robin",
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    offset = 1,
    limits = { h = 256, w = 256 },
  },
  rounding = "round_twice",
}
