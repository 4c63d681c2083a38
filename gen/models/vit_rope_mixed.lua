-- Each head of each layer has learned frequencies, and each pair turns by a mixture of
-- row and column: cos and sin come from the caller, per head. Source:
-- RotaryEmbeddingMixed.
return {
  name = "vit_rope_mixed",
  family = "timm vit_rope_mixed, naver-ai RoPE-ViT mixed",
  source = "timm aa4b585 timm/layers/pos_embed_sincos.py",
  head_dim = 64,
  axes = { { name = "mixed", dim = 64 } },
  freq = { kind = "runtime" },
  pairing = "adjacent",
}
