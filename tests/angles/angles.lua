-- Any float32 angle below 2^20: 16 pairs, of which each turns half as far as the one
-- before it; the first one by 2^-11 of the position, so that no bit of an angle is lost.
return {
  name = "angles",
  head_dim = 32,
  axes = {
    { name = "p", dim = 32, position_min = -2147483520, position_max = 2147483520 },
  },
  freq = {
    kind = "list",
    inv_freq = {
      0x1p-11, 0x1p-12, 0x1p-13, 0x1p-14, 0x1p-15, 0x1p-16, 0x1p-17, 0x1p-18, 0x1p-19,
      0x1p-20, 0x1p-21, 0x1p-22, 0x1p-23, 0x1p-24, 0x1p-25, 0x1p-26,
    },
  },
  pairing = "half",
  positions = { rule = "ids", fractional = true },
}
