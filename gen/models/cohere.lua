-- Adjacent pairs over the whole head; q and k become float32 before the rotation. Source:
-- CohereRotaryEmbedding, apply_rotary_pos_emb. Only Cohere 2's sliding layers turn.
return {
  name = "cohere",
  family = "cohere, cohere2, cohere2_moe, blt (Command R, Aya)",
  source = "transformers 5.23 models/cohere/modeling_cohere.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 8192 } },
}
