-- A small model to tune: its kernels compile in a moment.
return {
  name = "toy",
  head_dim = 64,
  axes = { { name = "p", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 512 } },
}
