-- Adjacent pairs over the whole head; cos and sin are rounded to the type of q and k,
-- before these become float32. Source: CohereRotaryEmbedding, apply_rotary_pos_emb. Only
-- Cohere 2's sliding layers turn.
return {
  name = "cohere",
  family = "cohere, cohere2, cohere2_moe (Command R, Aya)",
  source = "transformers 5.23 models/cohere/modeling_cohere.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 8192 } },
  rounding = "round_twice",
}
