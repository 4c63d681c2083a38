-- Adjacent pairs with Llama's rounding: tables in the model's type, every product
-- rounded. Source: HeliumRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "helium",
  family = "helium, blt",
  source = "transformers 5.23 models/helium/modeling_helium.py",
  head_dim = 128,
  theta = 100000,
  axes = { { name = "position", dim = 128 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 4096 } },
  rounding = "op_by_op",
}
