-- For the checker: runs whose rows no axis counts, so that the next run begins beyond
-- what any token reached; empty texts between them.
return {
  name = "runs_flat",
  head_dim = 8,
  axes = {
    { name = "x", dim = 4 },
    { name = "t", dim = 4 },
  },
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "w", "t" },
    merge = 2,
    limits = { positions = 50 },
  },
}
