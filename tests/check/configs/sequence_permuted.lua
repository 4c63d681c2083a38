-- For the checker: a sequence on two axes alike, adjacent pairs at the end of the head
-- that are written in halves.
return {
  name = "sequence_permuted",
  head_dim = 48,
  rotary_dim = 44,
  rotary_offset = 3,
  axes = {
    { name = "a", dim = 24 },
    { name = "b", dim = 20, scale = 0.125, position_max = 400 },
  },
  freq_index = "strided",
  pairing = "adjacent",
  pairing_out = "half",
  rounding = "op_by_op",
  positions = { rule = "sequence", limits = { positions = 333 } },
}
