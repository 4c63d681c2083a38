-- Atoms in space: two pairs each for x, y and z in Angstroem, with base 20, and ten for
-- the number of the molecule's part, with base 10000. ids are (x, y, z, uid) in float32.
-- Source: EsmFold2RotaryEmbedding, apply_rotary_pos_emb.
return {
  name = "esmfold2",
  family = "esmfold2, atom encoder and decoder",
  source = "transformers 5.23 models/esmfold2/modeling_esmfold2.py",
  head_dim = 32,
  axes = {
    { name = "x", dim = 4, theta = 20, position_min = -4096, position_max = 4096 },
    { name = "y", dim = 4, theta = 20, position_min = -4096, position_max = 4096 },
    { name = "z", dim = 4, theta = 20, position_min = -4096, position_max = 4096 },
    { name = "uid", dim = 20, position_max = 65535 },
  },
  pairing = "half",
  positions = { rule = "ids", fractional = true },
  rounding = "op_by_op",
}
