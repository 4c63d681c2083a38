-- The full-attention layers: 64 of 192 channels, int(192 * 0.334), with the long base. v
-- has heads of 128. Source: MiMoV2FlashRotaryEmbedding with layer_type full_attention.
return {
  name = "mimo_v2_flash",
  family = "mimo_v2_flash, full_attention layers",
  source = "transformers 5.23 models/mimo_v2_flash/modeling_mimo_v2_flash.py",
  head_dim = 192,
  rotary_dim = 64,
  theta = 5000000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
