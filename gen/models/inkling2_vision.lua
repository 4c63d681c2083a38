-- Columns first, in adjacent pairs; patches in spatial-merge order count from 1, behind a
-- class token at (0, 0). Source: Inkling2VisionRotaryEmbedding,
-- Inkling2VisionModel.forward.
return {
  name = "inkling2_vision",
  family = "inkling2 vision",
  source = "transformers 5.23 models/inkling2/modeling_inkling2.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "w", dim = 32 },
    { name = "h", dim = 32 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    merge = 2,
    offset = 1,
    identity = { count = 1, order = "before" },
    limits = { h = 512, w = 512 },
  },
}
