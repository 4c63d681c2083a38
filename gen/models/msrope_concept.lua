-- MS-RoPE as first described: image patches at (y, x), row by row, then text on the
-- grid's diagonal; the head in two halves, the first turned by y and the second by x.
-- Source: the Qwen-Image technical report, section on MSRoPE; each axis has head_dim / 4
-- frequencies (head_dim / 2 of them, as widely copied, cannot be applied to a half).
return {
  name = "msrope_concept",
  family = "MS-RoPE as a sketch; Qwen-Image ships qwen_image",
  source = "Qwen-Image technical report, MSRoPE",
  head_dim = 16,
  theta = 10000,
  axes = {
    { name = "y", dim = 8 },
    { name = "x", dim = 8 },
  },
  pairing = "half_per_axis",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    patch_size = 16,
    text = { rule = "diagonal", start = "h", order = "after" },
    limits = { h = 256, w = 256, text = 2048 },
  },
}
