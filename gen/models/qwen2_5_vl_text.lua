-- M-RoPE: three axes share one list of frequencies; the first 16 pairs turn by time, the
-- next 24 by row, the last 24 by column (mrope_section). Text counts on all three; rows
-- and columns are those of merged patches. rope_type "mrope" in checkpoints is default.
-- Source: Qwen2_5_VLRotaryEmbedding, apply_rotary_pos_emb, get_rope_index.
return {
  name = "qwen2_5_vl_text",
  family = "qwen2_5_vl, qwen2_5_vl_text, qwen2_5_omni text",
  source = "transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py",
  head_dim = 128,
  theta = 1000000,
  axes = {
    { name = "t", dim = 32 },
    { name = "h", dim = 48 },
    { name = "w", dim = 48 },
  },
  axis_layout = "sections",
  rope_scaling = { rope_type = "default" },
  pairing = "half",
  positions = {
    rule = "runs",
    coordinates = { "t", "h", "w" },
    merge = 2,
    tokens_per_second = 2,
    limits = { positions = 128000 },
  },
  rounding = "op_by_op",
}
