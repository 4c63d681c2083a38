-- For the checker: windows of single patches, rows and columns centred, adjacent pairs
-- that begin at an odd channel and are odd in number, limits wider than the images
-- need.
return {
  name = "centred_windows",
  head_dim = 42,
  rotary_dim = 38,
  rotary_offset = 3,
  axes = {
    { name = "y", dim = 22, position_min = -200 },
    { name = "x", dim = 16, position_max = 1000 },
  },
  rounding = "round_twice",
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    window_size = 42,
    patch_size = 14,
    centred = true,
    limits = { h = 61, w = 128 },
  },
}
