-- Llama's RoPE in heads of 64, with one k head for all q heads. Source:
-- FalconRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "falcon",
  family = "falcon, falcon_h1 (Falcon-7B, Falcon-40B)",
  source = "transformers 5.23 models/falcon/modeling_falcon.py",
  head_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
  rounding = "op_by_op",
}
