-- Portable C: one pair at a time, in loops. The specification of a model and the
-- reference that every other ISA is compared with, bit for bit.

local FORMS <const> = { { form = "split", lanes = 1 } }

local scalar = {
  name = "scalar",
  words = "portable C",
  loops = true,
  attribute = "",
  includes = "",
  helpers = {
    rotation = { "hide.h", "round_f32.h", "scalar_bf16.h", "scalar_f16.h" },
    tables = { "hide.h", "round_f64.h" },
  },
  rotation = { f32 = FORMS, bf16 = FORMS, f16 = FORMS },
  row = { { lanes = 1 } },
  knobs = { lanes = { 1 }, ahead = { 0 }, stream = { 0 } },
}

scalar.f32x1 = {
  type = "float",
  ld = "$cell", ld_row = "$cell", ld_const = "$cell", st = "$cell = $a", set = "$imm",
  mul = "$a * $b", add = "add_f32($a, $b)", sub = "sub_f32($a, $b)",
  prefetch = "__builtin_prefetch($at)",
  widen = "(double)$a", spread = "$scalar",
  sincos = "sincos$times_f64__$isa($call)",
}

scalar.bf16x1 = {
  ld = "f32_of_bf16($cell)", st = "$cell = bf16_of_f32($a)",
  round = "round_bf16($a)", quiet = "quiet_f32($a)",
}

scalar.f16x1 = {
  ld = "f32_of_f16($cell)", st = "$cell = f16_of_f32($a)", round = "round_f16($a)",
}

scalar.f64x1 = {
  type = "double",
  set = "$imm",
  mul = "$a * $b", sub = "$a - $b", mad = "mad_f64($a, $b, $c)",
    nmad = "nmad_f64($a, $b, $c)",
  bits = "bits_of_f64($a)", flip = "f64_of_bits(bits_of_f64($a) ^ $b)",
  select = "$m ? $a : $b", narrow = "(float)$a",
}

scalar.u64x1 = {
  type = "uint64_t",
  ld_const = "$cell", set = "$imm", spread = "$scalar",
  add = "$a + $b", sub = "$a - $b", mul64 = "$a * $b", mul32 = "$a * $b",
  ["and"] = "$a & $b", ["or"] = "$a | $b", xor = "$a ^ $b",
  shl = "$a << $imm", shr = "$a >> $imm", float = "f64_of_bits($a)",
}

return scalar
