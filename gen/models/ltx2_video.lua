-- LTX-2's split form: 682 frequencies, computed in double, each for time, row and column
-- in turn over all 32 heads; pairs are half-split inside each head of 128, and the first
-- two pass. ids are 2 x - 1 with x the patch's middle over (20 s, 2048, 2048), in
-- float32. Source: LTX2AudioVideoRotaryPosEmbed, apply_split_rotary_emb.
local pairs, axes = {}, { "t", "h", "w" }
for j = 2, 2047 do
  local rank = j - 2
  local first = j // 64 * 128 + j % 64
  pairs[#pairs + 1] = {
    axis = axes[rank % 3 + 1],
    inv_freq = 10000 ^ (rank // 3 / 681) * 3.141592653589793 / 2,
    input = { first, first + 64 },
    output = { first, first + 64 },
  }
end
return {
  name = "ltx2_video",
  family = "LTX2VideoTransformer3DModel, rope_type split (LTX-2)",
  source = "diffusers 0.42 models/transformers/transformer_ltx2.py",
  head_dim = 4096,
  axes = {
    { name = "t", position_min = -1, position_max = 7 },
    { name = "h", position_min = -1, position_max = 7 },
    { name = "w", position_min = -1, position_max = 7 },
  },
  pairs = pairs,
  positions = { rule = "ids", fractional = true },
}
