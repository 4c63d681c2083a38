-- Frequencies are exponentials, exp(-ln(10000) k / n), which round otherwise than powers,
-- so they are listed. Rows and columns count by halves at 480 to 854 pixels a side;
-- elsewhere angles are divided by 3.16. The reference rounds every result to bfloat16.
-- Source: get_freqs, Kandinsky5RoPE3D, Kandinsky5AttnProcessor.
return {
  name = "kandinsky5",
  family = "Kandinsky5Transformer3DModel (Kandinsky 5)",
  source = "diffusers 0.42 models/transformers/transformer_kandinsky.py",
  head_dim = 64,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 24, scale = 0.5 },
    { name = "w", dim = 24, scale = 0.5 },
  },
  freq = {
    kind = "list",
    inv_freq = {
      1, 0.31622776, 0.099999994, 0.031622775, 0.01, 0.0031622767, 9.999999e-4,
      3.1622782e-4, 1, 0.4641589, 0.21544348, 0.099999994, 0.04641589, 0.021544345, 0.01,
      0.00464159, 0.0021544348, 9.999999e-4, 4.6415877e-4, 2.1544348e-4, 1, 0.4641589,
      0.21544348, 0.099999994, 0.04641589, 0.021544345, 0.01, 0.00464159, 0.0021544348,
      9.999999e-4, 4.6415877e-4, 2.1544348e-4,
    },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    limits = { frame = 128, h = 128, w = 128 },
  },
}
