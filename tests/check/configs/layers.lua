-- For the checker: layers with the last one apart, text on the diagonal that begins past
-- all of them, fractional ids of adjacent pairs.
return {
  name = "layers",
  head_dim = 26,
  axes = {
    { name = "layer", dim = 6 },
    { name = "y", dim = 10 },
    { name = "x", dim = 10 },
  },
  rounding = "op_by_op",
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "layer", "h", "w" },
    centred = true,
    text = { rule = "diagonal", start = "one", order = "before" },
    limits = { frame = 45, h = 31, w = 40, text = 70 },
  },
}
