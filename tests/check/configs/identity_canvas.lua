-- For the checker: rows and columns spread over a canvas, tokens of no position behind
-- them, images so large that a few have more tokens than can be counted; listed pairs.
return {
  name = "identity_canvas",
  head_dim = 14,
  axes = {
    { name = "none" },
    { name = "y" },
    { name = "x" },
  },
  pairs = {
    { axis = "y", inv_freq = 0.7, input = { 12, 0 }, output = { 0, 12 } },
    { axis = "x", inv_freq = 1.3, input = { 3, 5 } },
    { axis = "none", inv_freq = 0.1, input = { 4, 6 }, output = { 8, 4 } },
    { axis = "y", inv_freq = 0.2, input = { 8, 7 }, output = { 7, 6 } },
    { axis = "x", inv_freq = 0.01, input = { 9, 1 } },
    { axis = "y", inv_freq = 0.05, input = { 10, 11 }, output = { 11, 10 } },
  },
  positions = {
    rule = "grid",
    coordinates = { "zero", "h", "w" },
    canvas = 100,
    identity = { count = 3, order = "after" },
    limits = { h = 65535, w = 65000 },
  },
}
