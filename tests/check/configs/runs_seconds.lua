-- For the checker: M-RoPE with time in seconds, merged patches and frames, three axes
-- that take turns over the pairs of one series.
return {
  name = "runs_seconds",
  head_dim = 28,
  rotary_dim = 26,
  axes = {
    { name = "t", dim = 12 },
    { name = "h", dim = 8 },
    { name = "w", dim = 6 },
  },
  axis_layout = "mrope_interleaved",
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    temporal_merge = 3,
    tokens_per_second = 2.5,
    limits = { positions = 1700 },
  },
}
