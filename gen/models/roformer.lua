-- The first RoPE: adjacent pairs, angles in float64, so tables are exact. v turns too
-- where rotary_value is set. Source: RoFormerSinusoidalPositionalEmbedding,
-- apply_rotary_position_embeddings.
return {
  name = "roformer",
  family = "roformer (RoFormer)",
  source = "transformers 5.23 models/roformer/modeling_roformer.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 1536 } },
  tables = "exact",
  rounding = "op_by_op",
}
