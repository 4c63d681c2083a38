-- For the checker: positions that are fractions, of merged patches behind tokens of no
-- position, columns first.
return {
  name = "identity_normalised",
  head_dim = 32,
  rotary_dim = 28,
  theta = 100,
  axes = {
    { name = "x", dim = 16 },
    { name = "y", dim = 12 },
  },
  freq = { kind = "inv_power_2pi" },
  pairing = "half",
  positions = {
    rule = "grid",
    fractional = true,
    coordinates = { "w", "h" },
    merge = 2,
    normalised = true,
    identity = { count = 5, order = "before" },
    limits = { h = 40, w = 4000 },
  },
}
