-- Each axis has a base of its own: 10000 * factor^(dim / (dim - 2)), with factor 2 for
-- time. ids are (frame / fps * 24, row, column) in float32. Source: CosmosRotaryPosEmbed,
-- apply_rotary_emb with use_real_unbind_dim=-2.
return {
  name = "cosmos",
  family = "CosmosTransformer3DModel (Cosmos-Predict 1)",
  source = "diffusers 0.42 models/transformers/transformer_cosmos.py",
  head_dim = 128,
  theta = 10000,
  axes = {
    { name = "t", dim = 44, ntk_factor = 2, position_max = 1023 },
    { name = "h", dim = 42, position_max = 255 },
    { name = "w", dim = 42, position_max = 255 },
  },
  pairing = "half",
  positions = { rule = "ids", fractional = true },
}
