-- The RoPE of Phi-2: of each head's 80 channels the first 32 turn.
return {
  name = "phi",
  head_dim = 80,
  rotary_dim = 32,
  theta = 10000,
  axes = { { name = "position", dim = 32 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 2048 } },
}
