-- The first quarter of heads of 80 channels. Source: StableLmRotaryEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "stablelm",
  family = "stablelm (StableLM 2, StableLM-3B)",
  source = "transformers 5.23 models/stablelm/modeling_stablelm.py",
  head_dim = 80,
  rotary_dim = 20,
  theta = 10000,
  axes = { { name = "position", dim = 20 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 4096 } },
  rounding = "op_by_op",
}
