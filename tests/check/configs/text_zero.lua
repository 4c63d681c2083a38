-- For the checker: text at position 0 behind merged patches, images that count by
-- strides, frames within each.
return {
  name = "text_zero",
  head_dim = 34,
  rotary_dim = 30,
  rotary_offset = 4,
  axes = {
    { name = "frame", dim = 6 },
    { name = "image", dim = 8 },
    { name = "y", dim = 8 },
    { name = "x", dim = 8 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "image", "h", "w" },
    merge = 2,
    offset = 5,
    image_stride = 7,
    text = { rule = "zero", order = "after" },
    limits = { frame = 9, image = 70, h = 60, w = 50, text = 40 },
  },
}
