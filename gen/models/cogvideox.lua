-- Frames, rows and columns from 0, as in CogVideoX 1.5 and in 1.0 at its own size; at
-- other sizes 1.0 stretches rows and columns, which takes ids in float32. Text comes
-- first and is not turned. Source: get_3d_rotary_pos_embed with grid_type slice,
-- apply_rotary_emb.
return {
  name = "cogvideox",
  family = "CogVideoXTransformer3DModel, ConsisIDTransformer3DModel (CogVideoX 1.0, 1.5)",
  source = "diffusers 0.42 models/embeddings.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "t", dim = 16 },
    { name = "h", dim = 24 },
    { name = "w", dim = 24 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "t", "h", "w" },
    limits = { frame = 256, h = 512, w = 512 },
  },
}
