-- A quarter of each wide head turns. Only the full-attention layers have RoPE; the base
-- is the checkpoints'. Source: Qwen3NextRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "qwen3_next",
  family = "qwen3_next (Qwen3-Next-80B-A3B)",
  source = "transformers 5.23 models/qwen3_next/modeling_qwen3_next.py",
  head_dim = 256,
  rotary_dim = 64,
  theta = 10000000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 262144 } },
  rounding = "op_by_op",
}
