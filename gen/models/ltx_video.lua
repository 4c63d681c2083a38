-- Turns all 2048 channels before they are split into heads: 341 frequencies, rising from
-- pi / 2, each for time, row and column in turn; the first two channels pass. ids are 2 x
-- - 1 with x = (frame * seconds / 20, row * 32 / 2048, column * 32 / 2048), in float32.
-- Source: LTXVideoRotaryPosEmbed, apply_rotary_emb.
return {
  name = "ltx_video",
  family = "LTXVideoTransformer3DModel (LTX-Video)",
  source = "diffusers 0.42 models/transformers/transformer_ltx.py",
  head_dim = 2048,
  rotary_dim = 2046,
  rotary_offset = 2,
  theta = 10000,
  axes = {
    { name = "t", dim = 682, position_min = -1, position_max = 7 },
    { name = "h", dim = 682, position_min = -1, position_max = 7 },
    { name = "w", dim = 682, position_min = -1, position_max = 7 },
  },
  axis_layout = "round_robin",
  freq = { kind = "linspace_power" },
  pairing = "adjacent",
  positions = { rule = "ids", fractional = true },
}
