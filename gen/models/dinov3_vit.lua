-- Patch centres between -1 and 1 on each axis, whatever the image's size, times 2 pi; no
-- table can hold them. The class token and four register tokens come first and are not
-- turned; models without registers have one. Source: DINOv3ViTRopePositionEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "dinov3_vit",
  family = "dinov3_vit, eomt_dinov3, sapiens2 (DINOv3)",
  source = "transformers 5.23 models/dinov3_vit/modeling_dinov3_vit.py",
  head_dim = 64,
  theta = 100,
  axes = {
    { name = "y", dim = 32 },
    { name = "x", dim = 32 },
  },
  freq = { kind = "inv_power_2pi" },
  pairing = "half",
  positions = {
    rule = "grid",
    fractional = true,
    coordinates = { "h", "w" },
    normalised = true,
    identity = { count = 5, order = "before" },
    limits = { h = 512, w = 512 },
  },
  rounding = "op_by_op",
}
