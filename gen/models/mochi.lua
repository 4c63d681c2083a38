-- Learned frequencies per head that mix time, row and column in each pair: cos and sin
-- come from the caller, per head. Source: MochiRoPE, MochiAttnProcessor2_0.
return {
  name = "mochi",
  family = "MochiTransformer3DModel (Mochi 1)",
  source = "diffusers 0.42 models/transformers/transformer_mochi.py",
  head_dim = 128,
  axes = { { name = "mixed", dim = 128 } },
  freq = { kind = "runtime" },
  pairing = "adjacent",
}
