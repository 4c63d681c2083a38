-- Columns first, and the axes take turns: pair 0 turns by column, pair 1 by row with the
-- same frequency, and so on. Published MoonViT weights have adjacent pairs; transformers
-- permutes them to half. Attention spans all frames of a clip. Source:
-- Kimi_K25VisionRotaryEmbedding, apply_rotary_pos_emb_vision.
return {
  name = "kimi_k25_vision",
  family = "kimi_k25 vision, kimi_vl (MoonViT)",
  source = "transformers 5.23 models/kimi_k25/modeling_kimi_k25.py",
  head_dim = 72,
  theta = 10000,
  axes = {
    { name = "w", dim = 36 },
    { name = "h", dim = 36 },
  },
  axis_layout = "round_robin",
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    limits = { h = 512, w = 512 },
  },
}
