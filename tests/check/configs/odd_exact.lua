-- For the checker: exact tables, a part of an odd-shaped head, axes that straddle
-- vectors, signed positions, an axis of one pair and one position, ids from the caller.
return {
  name = "odd_exact",
  head_dim = 46,
  rotary_dim = 34,
  rotary_offset = 5,
  theta = 500000,
  axes = {
    { name = "t", dim = 10, position_min = -70, position_max = 90 },
    { name = "k", dim = 22, theta = 100, position_max = 700 },
    { name = "x", dim = 2, position_min = 3, position_max = 3 },
  },
  rounding = "round_twice",
  pairing = "half",
  positions = { rule = "ids" },
  tables = "exact",
}
