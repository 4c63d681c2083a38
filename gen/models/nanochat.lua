-- Turns the other way: its rotate_half is (x2, -x1). q and k turn alike, so attention
-- scores differ from Llama's only by the sign of the distance. Source: rotate_half,
-- NanoChatRotaryEmbedding.
return {
  name = "nanochat",
  family = "nanochat",
  source = "transformers 5.23 models/nanochat/modeling_nanochat.py",
  head_dim = 128,
  theta = 10000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  direction = -1,
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
