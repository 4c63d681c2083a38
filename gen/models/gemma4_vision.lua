-- Columns turn the first half of a head, rows the second, each half-split in itself. ids
-- are (column, row); padding patches have (-1, -1), are turned by -1 like any other and
-- masked later. Source: Gemma4VisionRotaryEmbedding, apply_multidimensional_rope.
return {
  name = "gemma4_vision",
  family = "gemma4, gemma4_vision",
  source = "transformers 5.23 models/gemma4/modeling_gemma4.py",
  head_dim = 64,
  theta = 100,
  axes = {
    { name = "x", dim = 32, position_min = -1, position_max = 10239 },
    { name = "y", dim = 32, position_min = -1, position_max = 10239 },
  },
  pairing = "half_per_axis",
  positions = { rule = "ids" },
  rounding = "op_by_op",
}
