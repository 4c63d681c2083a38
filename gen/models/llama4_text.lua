-- Adjacent pairs as complex numbers, unlike the other Llamas; every fourth layer has no
-- RoPE at all, which is a choice of layers, not of this config. Source:
-- Llama4TextRotaryEmbedding, apply_rotary_emb (torch.polar).
return {
  name = "llama4_text",
  family = "llama4, llama4_text (Llama 4 Scout, Maverick)",
  source = "transformers 5.23 models/llama4/modeling_llama4.py",
  head_dim = 128,
  theta = 500000,
  axes = { { name = "position", dim = 128 } },
  pairing = "adjacent",
  positions = { rule = "sequence", limits = { positions = 131072 } },
}
