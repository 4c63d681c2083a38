-- Longrope as in Phi-3, with the factors of Phi-3-vision; a call of at most 4096
-- positions, text and image tokens together, takes the short ones; `use = "long"` is the
-- model of longer calls. Source: OmniGenSuScaledRotaryEmbedding, apply_rotary_emb.
return {
  name = "omnigen",
  family = "OmniGenTransformer2DModel (OmniGen), phi3_v (Phi-3-vision-128k)",
  source = "diffusers 0.42 models/transformers/transformer_omnigen.py",
  head_dim = 96,
  theta = 10000,
  axes = { { name = "position", dim = 96 } },
  rope_scaling = {
    rope_type = "longrope",
    factor = 32,
    original_max_position_embeddings = 4096,
    short_factor = {
      1.05, 1.05, 1.05, 1.1, 1.1, 1.1, 1.25, 1.25, 1.4, 1.45, 1.55, 1.85, 1.9, 2, 2, 2, 2,
      2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2.1, 2.1, 2.2, 2.35, 2.35, 2.35, 2.35,
      2.4, 2.4, 2.65, 2.7, 2.9, 2.95, 3.05, 3.05, 3.05,
    },
    long_factor = {
      1.03, 1.05, 1.05, 1.0799999, 1.2299999, 1.2299999, 1.3, 1.4499999, 1.5999999,
      1.6499999, 1.8999999, 2.86, 3.6899998, 5.4199996, 5.49, 5.49, 9.09, 11.58, 15.66,
      15.7699995, 15.79, 18.36, 21.99, 23.08, 30.009998, 32.350002, 32.590004, 35.560005,
      39.950005, 53.840004, 56.200005, 57.950005, 59.290005, 59.770004, 59.920006,
      61.190006, 61.960007, 62.500008, 63.370007, 63.480007, 63.480007, 63.660007,
      63.850006, 64.08001, 64.76001, 64.80001, 64.81001, 64.81001,
    },
    use = "short",
  },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
}
