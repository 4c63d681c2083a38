-- Longrope: a divisor for every pair, one list for calls whose positions stay up to 4096
-- and one for longer calls; this is the model of calls up to 4096. The attention factor
-- is that of 131072 / 4096 in both. Source: Phi3RotaryEmbedding;
-- _compute_longrope_parameters; factors as Phi-3.5-mini ships.
return {
  name = "phi3_short",
  family = "phi3 (Phi-3, Phi-3.5-mini 128k), rope_type longrope, su; 4k checkpoints have "
    .. "no rope_scaling",
  source = "transformers 5.23 models/phi3/modeling_phi3.py",
  head_dim = 96,
  theta = 10000,
  axes = { { name = "position", dim = 96 } },
  rope_scaling = {
    rope_type = "longrope",
    factor = 32,
    original_max_position_embeddings = 4096,
    short_factor = {
      1, 1.02, 1.03, 1.03, 1.05, 1.05, 1.05, 1.05, 1.05, 1.0699999, 1.0999999, 1.1099999,
      1.1599998, 1.1599998, 1.1699998, 1.2899998, 1.3399998, 1.6799998, 1.7899998,
      1.8199998, 1.8499998, 1.8799998, 1.9099997, 1.9399997, 1.9899997, 2.0199997,
      2.0199997, 2.0199997, 2.0199997, 2.0199997, 2.0199997, 2.0299997, 2.0299997,
      2.0299997, 2.0299997, 2.0299997, 2.0299997, 2.0299997, 2.0299997, 2.0299997,
      2.0799997, 2.0899997, 2.1899996, 2.2199996, 2.5899994, 2.7299995, 2.7499995,
      2.8399994,
    },
    long_factor = {
      1.08, 1.11, 1.14, 1.34, 1.5899999, 1.6, 1.62, 2.6200001, 3.23, 3.23, 4.79, 7.4,
      7.7000003, 9.09, 12.2, 17.67, 24.460001, 28.570002, 30.420002, 30.840002, 32.590004,
      32.930004, 42.320004, 44.960003, 50.340004, 50.450005, 57.550003, 57.930004,
      58.210003, 60.140003, 62.610004, 62.620003, 62.710003, 63.140003, 63.140003,
      63.770004, 63.930004, 63.960003, 63.97, 64.03, 64.07, 64.08, 64.12, 64.41, 64.48,
      64.51, 64.53, 64.84,
    },
    use = "short",
  },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
