-- Columns first, patches row by row, in heads of 96 channels. Source:
-- Step3p7VisionRotaryEmbedding, apply_rotary_pos_emb_vision.
return {
  name = "step3p7_vision",
  family = "step3p7 vision (Step-3.7)",
  source = "transformers 5.23 models/step3p7/modeling_step3p7.py",
  head_dim = 96,
  theta = 10000,
  axes = {
    { name = "w", dim = 48 },
    { name = "h", dim = 48 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    limits = { h = 256, w = 256 },
  },
}
