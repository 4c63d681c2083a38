-- Patches row by row, not in merge order, in heads of 72 channels. Source:
-- PaddleOCRVisionRotaryEmbedding, apply_rotary_pos_emb_vision; vision_utils.py.
return {
  name = "paddleocr_vl_vision",
  family = "paddleocr_vl vision (SigLIP NaViT)",
  source = "transformers 5.23 models/paddleocr_vl/modeling_paddleocr_vl.py",
  head_dim = 72,
  theta = 10000,
  axes = {
    { name = "h", dim = 36 },
    { name = "w", dim = 36 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 512, w = 512 },
  },
}
