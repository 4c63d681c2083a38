-- For the checker: patches merged by three in windows of two, text from the longest side
-- on; three axes, among them frames, half-split inside each; some channels left alone.
return {
  name = "merged_text",
  head_dim = 52,
  rotary_dim = 46,
  theta = 1000,
  axes = {
    { name = "x", dim = 18 },
    { name = "y", dim = 20, theta = 77 },
    { name = "t", dim = 8 },
  },
  rounding = "op_by_op",
  pairing = "half_per_axis",
  positions = {
    rule = "grid",
    coordinates = { "w", "h", "frame" },
    merge = 3,
    window_size = 96,
    patch_size = 14,
    text = { start = "max", order = "after" },
    limits = { frame = 50, h = 100, w = 70, text = 300 },
  },
}
