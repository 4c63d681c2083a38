-- The full-attention layers of Gemma 4. A quarter of the pairs turn, but not a quarter of
-- the channels: pair j is channels j and j + 256 of the whole head, and the exponents'
-- denominator is the head's 512. Tables of all 131072 positions would take 268 MB.
-- Sliding layers are gemma3_text_local. Source: Gemma4TextRotaryEmbedding;
-- _compute_proportional_rope_parameters.
return {
  name = "gemma4_text",
  family = "gemma4, gemma4_text, gemma4_unified, embedding_gemma2, full_attention layers",
  source = "transformers 5.23 models/gemma4/modeling_gemma4.py",
  head_dim = 512,
  theta = 1000000,
  axes = { { name = "position", dim = 512 } },
  freq = { dim = 512, active_pairs = 64 },
  rope_scaling = { rope_type = "proportional" },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 32768 } },
  rounding = "op_by_op",
}
