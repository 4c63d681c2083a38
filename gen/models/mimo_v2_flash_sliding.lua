-- The sliding-window layers, with the short base. Source: MiMoV2FlashRotaryEmbedding with
-- layer_type sliding_attention.
return {
  name = "mimo_v2_flash_sliding",
  family = "mimo_v2_flash, sliding_attention layers",
  source = "transformers 5.23 models/mimo_v2_flash/modeling_mimo_v2_flash.py",
  head_dim = 192,
  rotary_dim = 64,
  theta = 10000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 131072 } },
  rounding = "op_by_op",
}
