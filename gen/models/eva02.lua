-- Positions are those of the pretraining grid: ids are (row, column) as i * 16 / rows, in
-- float32, so any image size spans the same range. Source: RotaryEmbeddingCat,
-- build_rotary_pos_embed with feat_shape and ref_feat_shape 16 x 16.
return {
  name = "eva02",
  family = "timm EVA-02, Perception Encoder, ViT with RotaryEmbeddingCat",
  source = "timm aa4b585 timm/layers/pos_embed_sincos.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "y", dim = 32, position_max = 64 },
    { name = "x", dim = 32, position_max = 64 },
  },
  pairing = "adjacent",
  positions = { rule = "ids", fractional = true },
}
