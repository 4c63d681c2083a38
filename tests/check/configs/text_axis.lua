-- For the checker: text on one axis before images that count from its end, rows and
-- columns that begin elsewhere, float ids of whole numbers.
return {
  name = "text_axis",
  head_dim = 30,
  axes = {
    { name = "text", dim = 8 },
    { name = "y", dim = 8 },
    { name = "time", dim = 6 },
    { name = "x", dim = 8 },
  },
  pairing = "half_per_axis",
  positions = {
    rule = "grid",
    fractional = true,
    coordinates = { "zero", "h", "after_text", "w" },
    offset = -3,
    text = { rule = "axis", axis = "text", start = "one", order = "before" },
    limits = { frame = 6, h = 50, w = 70, text = 60 },
  },
}
