-- Interleaved M-RoPE with sections 24, 20, 20 in heads of 128 pairs, so the slow 68 all
-- turn by time. ids are (p, p, p) for text and (65536, 65536 + row, 65536 + column) for
-- the image. Source: Ideogram4MRoPE, _rotate_half, Ideogram4Pipeline.
return {
  name = "ideogram4",
  family = "Ideogram4Transformer2DModel (Ideogram 4)",
  source = "diffusers 0.42 models/transformers/transformer_ideogram4.py",
  head_dim = 256,
  theta = 5000000,
  axes = {
    { name = "t", dim = 176, position_max = 66047 },
    { name = "h", dim = 40, position_max = 66047 },
    { name = "w", dim = 40, position_max = 66047 },
  },
  axis_layout = "mrope_interleaved",
  pairing = "half",
  positions = { rule = "ids" },
  rounding = "op_by_op",
}
