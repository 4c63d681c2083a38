-- One list of frequencies for the whole head, dealt out: rows take entries 0, 2, 4 ..,
-- columns 1, 3, 5 .. Source: PixtralVisionRotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "pixtral",
  family = "pixtral, mistral3 vision, lighton_ocr (Pixtral, Mistral Small 3.1)",
  source = "transformers 5.23 models/pixtral/modeling_pixtral.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "h", dim = 32 },
    { name = "w", dim = 32 },
  },
  freq_index = "strided",
  pairing = "half",
  positions = {
    rule = "grid",
    coordinates = { "h", "w" },
    limits = { h = 256, w = 256 },
  },
  rounding = "op_by_op",
}
