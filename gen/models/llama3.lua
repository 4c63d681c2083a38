-- Llama 3.1 and later: slow pairs are slowed eight times, fast pairs are kept, those
-- between are blended by their wavelength. Source: _compute_llama3_parameters of
-- modeling_rope_utils.py; LlamaRotaryEmbedding.
return {
  name = "llama3",
  family = "llama (Llama 3.1, 3.2, 3.3; Llama 3 without rope_scaling), rope_type llama3, "
    .. "mllama text, csm",
  source = "transformers 5.23 models/llama/modeling_llama.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  rope_scaling = {
    rope_type = "llama3",
    factor = 8,
    low_freq_factor = 1,
    high_freq_factor = 4,
    original_max_position_embeddings = 8192,
  },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
