-- Text laid out on a page: rows and columns take turns over one list of frequencies, in
-- the whole head. ids are (row, column): text has both equal; the patches of an image
-- follow row by row, each row closed by a marker in column w. Source:
-- NeoMMERotaryEmbedding with layer_type sliding_attention.
return {
  name = "neomme",
  family = "neomme, sliding_attention layers",
  source = "transformers 5.23 models/neomme/modeling_neomme.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "row", dim = 32, position_max = 16383 },
    { name = "column", dim = 32, position_max = 16383 },
  },
  axis_layout = "round_robin",
  freq_index = "global",
  pairing = "half",
  positions = { rule = "ids" },
  rounding = "op_by_op",
}
