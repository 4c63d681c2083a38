-- The first half of each head, over a sequence of latent frames. Source:
-- StableAudioAttnProcessor2_0, apply_partial_rotary_emb, get_1d_rotary_pos_embed.
return {
  name = "stable_audio",
  family = "StableAudioDiTModel (Stable Audio Open)",
  source = "diffusers 0.42 models/attention_processor.py",
  head_dim = 64,
  rotary_dim = 32,
  theta = 10000,
  axes = { { name = "position", dim = 32 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
}
