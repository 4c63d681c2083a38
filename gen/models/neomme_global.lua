-- Text laid out on a page: rows and columns take turns over one list of frequencies, in
-- the first quarter of each head. ids are (row, column): text has both equal; the patches
-- of an image follow row by row, each row closed by a marker in column w. Source:
-- NeoMMERotaryEmbedding with layer_type full_attention.
return {
  name = "neomme_global",
  family = "neomme, full_attention layers",
  source = "transformers 5.23 models/neomme/modeling_neomme.py",
  head_dim = 64,
  rotary_dim = 16,
  theta = 1000000,
  axes = {
    { name = "row", dim = 8, position_max = 16383 },
    { name = "column", dim = 8, position_max = 16383 },
  },
  axis_layout = "round_robin",
  freq_index = "global",
  pairing = "half",
  positions = { rule = "ids" },
  rounding = "op_by_op",
}
