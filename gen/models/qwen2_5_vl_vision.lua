-- Qwen2.5-VL and Qwen2-VL, vision encoder: each patch is turned by its row and its
-- column; patches come in spatial-merge order, the four of a merged patch together.
-- Source: transformers 5.23, models/qwen2_5_vl/modeling_qwen2_5_vl.py and
-- vision_utils.py.
return {
  name = "qwen2_5_vl_vision",
  family = "qwen2_5_vl, qwen2_vl, qwen2_5_omni vision; windows only in 2.5",
  source = "transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py",
  head_dim = 80,
  theta = 10000,
  axes = {
    { name = "h", dim = 40 },
    { name = "w", dim = 40 },
  },
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    merge = 2,
    window_size = 112,
    patch_size = 14,
    limits = { h = 512, w = 512 },
  },
}
