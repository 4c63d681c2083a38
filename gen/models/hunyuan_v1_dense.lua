-- NTK with a fixed alpha: checkpoints say rope_type dynamic with alpha 1000, which makes
-- the base 10000 * 1000^(128 / 126) whatever the length. q and k are normalised after the
-- rotation. Source: HunYuanDenseV1RotaryEmbedding, compute_ntk_alpha_rope_parameters.
return {
  name = "hunyuan_v1_dense",
  family = "hunyuan_v1_dense, hunyuan_v1_moe (Hunyuan-7B, Hunyuan-A13B)",
  source = "transformers 5.23 models/hunyuan_v1_dense/modeling_hunyuan_v1_dense.py",
  head_dim = 128,
  theta = 10000,
  axes = { { name = "position", dim = 128 } },
  rope_scaling = { rope_type = "ntk_alpha", alpha = 1000 },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 32768 } },
  rounding = "op_by_op",
}
