-- For the checker: runs of single patches whose rows and columns are centred, axes in
-- another order, adjacent pairs dealt in turn, a factor and the other direction. Axes
-- hold more positions than runs have rows and columns, each in its own way.
return {
  name = "runs_centred",
  head_dim = 24,
  axes = {
    { name = "x", dim = 8, position_max = 140 },
    { name = "time", dim = 8, position_max = 160 },
    { name = "y", dim = 8, theta = 300, position_min = -60, position_max = 150 },
  },
  rounding = "op_by_op",
  axis_layout = "round_robin",
  pairing = "adjacent",
  direction = -1,
  attention_factor = 1.1,
  positions = {
    rule = "runs",
    coordinates = { "w", "t", "h" },
    centred = true,
    limits = { positions = 90 },
  },
}
