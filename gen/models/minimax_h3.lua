-- The first 96 channels, 16 frequencies for each of time, row and column (rope_freq_dim),
-- over ids of these three. Source: MiniMaxH3RotaryPosEmbed, _apply_rotary_emb.
return {
  name = "minimax_h3",
  family = "MiniMaxH3Transformer3DModel (MiniMax-H3)",
  source = "diffusers 0.42 models/transformers/transformer_minimax_h3.py",
  head_dim = 128,
  rotary_dim = 96,
  theta = 10000,
  axes = {
    { name = "t", dim = 32, freq_dim = 32, position_max = 1023 },
    { name = "h", dim = 32, freq_dim = 32, position_max = 1023 },
    { name = "w", dim = 32, freq_dim = 32, position_max = 1023 },
  },
  pairing = "half",
  positions = { rule = "ids" },
  rounding = "op_by_op",
}
