-- The first 64 channels of each head, in adjacent pairs; the rest pass. Its table stores
-- sin before cos, which changes nothing here. Source: create_sinusoidal_positions,
-- apply_rotary_pos_emb, rotary_dim.
return {
  name = "gptj",
  family = "gptj, codegen (GPT-J, CodeGen)",
  source = "transformers 5.23 models/gptj/modeling_gptj.py",
  head_dim = 256,
  rotary_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
