-- Patches row by row in heads of 104 channels. The class token before them is turned by
-- learned angles (class_pos_emb); turn it on its own, with ready cos and sin. Source:
-- MLCDRotaryEmbedding, MLCDVisionModel.forward.
return {
  name = "mlcd",
  family = "mlcd, mlcd_vision_model (MLCD ViT-bigG)",
  source = "transformers 5.23 models/mlcd/modeling_mlcd.py",
  head_dim = 104,
  theta = 10000,
  axes = {
    { name = "h", dim = 52 },
    { name = "w", dim = 52 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 256, w = 256 },
  },
}
