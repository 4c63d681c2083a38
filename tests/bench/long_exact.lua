-- A long table for the benchmark: Llama 3's frequencies without scaling, at all positions
-- of a context of 131,072, as exact as a table can be.
return {
  name = "long_exact",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  tables = "exact",
}
