-- Memory attention over 64 x 64 cells, columns first, one head of 256 channels. Keys
-- repeat the grid per remembered frame, and object pointers at their end are not turned:
-- leave those out. Source: Sam2VideoVisionRotaryEmbedding, apply_rotary_pos_emb_2d.
return {
  name = "sam2_video",
  family = "sam2_video, sam3_tracker_video (SAM 2)",
  source = "transformers 5.23 models/sam2_video/modeling_sam2_video.py",
  head_dim = 256,
  theta = 10000,
  axes = {
    { name = "x", dim = 128 },
    { name = "y", dim = 128 },
  },
  pairing = "adjacent",
  positions = {
    rule = "grid",
    coordinates = { "w", "h" },
    limits = { h = 64, w = 64 },
  },
}
