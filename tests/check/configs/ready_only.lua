-- For the checker: cos and sin that come ready, of adjacent pairs of two axes.
return {
  name = "ready_only",
  head_dim = 38,
  rotary_dim = 34,
  axes = { { name = "a", dim = 20 }, { name = "b", dim = 14 } },
  freq = { kind = "runtime" },
  rounding = "op_by_op",
  pairing = "adjacent",
}
