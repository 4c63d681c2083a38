-- Rows, columns and frames from 0, text on the diagonal past the largest of them (a video
-- has more rows or columns than frames). Text turns where rope_type is mrope. Source:
-- JoyImageTransformer3DModel.get_rotary_pos_embed, _apply_rotary_emb.
return {
  name = "joyimage",
  family = "JoyImageTransformer3DModel, rope_type mrope",
  source = "diffusers 0.42 models/transformers/transformer_joyimage.py",
  head_dim = 128,
  theta = 256,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 56 },
    { name = "w", dim = 56 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    text = { rule = "diagonal", start = "max", order = "after" },
    limits = { frame = 128, h = 256, w = 256, text = 2048 },
  },
}
