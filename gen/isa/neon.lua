-- NEON on AArch64: 4 floats or 2 doubles. Adjacent pairs are taken apart by the load.

local scalar = require("isa.scalar")

local FORMS <const> = {
  { form = "split", lanes = 4 }, { form = "deal", lanes = 4 },
  { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
}

return {
  name = "neon",
  words = "NEON, 4 floats or 2 doubles at a time",
  guard = "defined(__aarch64__)",
  arch = "ARM",
  available = "1",
  attribute = "",
  includes = "#include <arm_neon.h>",
  helpers = {
    rotation = { "hide.h", "round_f32.h", "scalar_bf16.h", "scalar_f16.h", "neon_f32.h",
      "neon_bf16.h", "neon_f16.h" },
    tables = { "hide.h", "round_f64.h", "neon_f64.h" },
  },
  rotation = { f32 = FORMS, bf16 = FORMS, f16 = FORMS },
  row = { { lanes = 2 }, { lanes = 1 } },
  knobs = { lanes = { 4 }, ahead = { 0 }, stream = { 0 } },

  pairx4 = { type = "float32x4x2_t" },
  f32x4 = {
    type = "float32x4_t",
    ld = "vld1q_f32($at)", ld_row = "vld1q_f32($at)", st = "vst1q_f32($at, $a)",
    ld2 = "vld2q_f32($at)", first = "$a.val[0]", second = "$a.val[1]",
    st2 = "st2_f32x4($at, $a, $b)",
    mul = "vmulq_f32($a, $b)", add = "add_f32x4($a, $b)", sub = "sub_f32x4($a, $b)",
    prefetch = "__builtin_prefetch($at)",
  },
  bf16x4 = {
    ld = "load_bf16x4($at)", st = "store_bf16x4($at, $a)",
    ld2 = "load2_bf16x4($at)", st2 = "store2_bf16x4($at, $a, $b)",
    round = "round_bf16x4($a)", quiet = "quiet_f32x4($a)",
  },
  f16x4 = {
    ld = "load_f16x4($at)", st = "store_f16x4($at, $a)",
    ld2 = "load2_f16x4($at)", st2 = "store2_f16x4($at, $a, $b)",
    round = "round_f16x4($a)",
  },
  f32x2 = {
    type = "float32x2_t",
    ld_const = "vld1_f32($at)", set = "vdup_n_f32($imm)",
    st = "vst1_f32($at, $a)", st2 = "st2_f32x2($at, $a, $b)",
    mul = "vmul_f32($a, $b)", widen = "vcvt_f64_f32($a)", spread = "vdup_n_f32($scalar)",
    sincos = "sincos$times_f64x2__$isa($call)",
  },
  f64x2 = {
    type = "float64x2_t",
    set = "vdupq_n_f64($imm)",
    mul = "vmulq_f64($a, $b)", sub = "vsubq_f64($a, $b)",
    mad = "mad_f64x2($a, $b, $c)", nmad = "nmad_f64x2($a, $b, $c)",
    bits = "vreinterpretq_u64_f64($a)",
    flip = "flip_f64x2($a, $b)",
    select = "vbslq_f64($m, $a, $b)", narrow = "vcvt_f32_f64($a)",
  },
  u64x2 = {
    type = "uint64x2_t",
    ld_const = "vld1q_u64($at)", set = "vdupq_n_u64($imm)",
      spread = "vdupq_n_u64($scalar)",
    add = "vaddq_u64($a, $b)", sub = "vsubq_u64($a, $b)",
    mul64 = "mul64_u64x2($a, $b)", mul32 = "vmull_u32(vmovn_u64($a), vmovn_u64($b))",
    ["and"] = "vandq_u64($a, $b)", ["or"] = "vorrq_u64($a, $b)",
      xor = "veorq_u64($a, $b)",
    shl = "vshlq_n_u64($a, $imm)", shr = "vshrq_n_u64($a, $imm)",
    float = "vreinterpretq_f64_u64($a)",
  },
  f32x1 = scalar.f32x1, bf16x1 = scalar.bf16x1, f16x1 = scalar.f16x1,
  f64x1 = scalar.f64x1, u64x1 = scalar.u64x1,
}
