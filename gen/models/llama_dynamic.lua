-- Dynamic NTK scaling: past max_position_embeddings the base grows with the length of the
-- call, so no table holds its frequencies; the caller brings cos and sin. Source:
-- _compute_dynamic_ntk_parameters of modeling_rope_utils.py; LlamaRotaryEmbedding.
return {
  name = "llama_dynamic",
  family = "rope_type dynamic of llama, qwen, internlm2, falcon, chameleon, doge and "
    .. "others",
  source = "transformers 5.23 models/llama/modeling_llama.py",
  head_dim = 128,
  axes = { { name = "position", dim = 128 } },
  freq = { kind = "runtime" },
  pairing = "half",
  rounding = "op_by_op",
}
