-- The RoPE that most text models have: one axis, one pair for every channel of the first
-- half of a head with the same channel of the second. A checkpoint with another theta or
-- another head changes that number. Source: LlamaRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "llama",
  family = "llama, mistral, mixtral, qwen2, granite, arcee, apertus, seed_oss, smollm3, "
    .. "starcoder2, idefics, aria, bitnet, dots1, exaone4, hyperclovax, minicpm3, "
    .. "olmoe, diffllama, lfm2, zamba2, llama2",
  source = "transformers 5.23 models/llama/modeling_llama.py",
  head_dim = 128,
  theta = 10000,
  axes = { { name = "position", dim = 128 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 4096 } },
  rounding = "op_by_op",
}
