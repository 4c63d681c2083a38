-- For hostile calls: runs whose positions go so far that two images have more tokens than
-- an int64_t counts.
return {
  name = "long_runs",
  head_dim = 8,
  axes = {
    { name = "t", dim = 4 },
    { name = "h", dim = 2 },
    { name = "w", dim = 2 },
  },
  pairing = "half",
  tables = "exact",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    limits = { positions = 2147483000 },
  },
}
