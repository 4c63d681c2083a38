-- Llama's RoPE with the base that Qwen 2 and 3 ship. q and k are normalised before it.
-- Source: Qwen3RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "qwen3",
  family = "qwen3, qwen3_moe, qwen2 (Qwen2, Qwen2.5), qwen2_moe, mistral 7B v0.2 and "
    .. "v0.3, mixtral",
  source = "transformers 5.23 models/qwen3/modeling_qwen3.py",
  head_dim = 128,
  theta = 1000000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 40960 } },
  rounding = "op_by_op",
}
