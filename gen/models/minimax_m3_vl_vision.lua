-- Three axes, time first, in spatial-merge order; 13 pairs each fill 78 of 80 channels,
-- the last two pass. Source: MiniMaxM3VLVisionRotaryEmbedding,
-- apply_rotary_pos_emb_vision; vision_utils.py with include_temporal.
return {
  name = "minimax_m3_vl_vision",
  family = "minimax_m3_vl vision (MiniMax-M3)",
  source = "transformers 5.23 models/minimax_m3_vl/modeling_minimax_m3_vl.py",
  head_dim = 80,
  rotary_dim = 78,
  theta = 10000,
  axes = {
    { name = "t", dim = 26 },
    { name = "h", dim = 26 },
    { name = "w", dim = 26 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    merge = 2,
    limits = { frame = 1024, h = 512, w = 512 },
  },
  rounding = "op_by_op",
}
