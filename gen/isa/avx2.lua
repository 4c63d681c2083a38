-- AVX2 on x86-64: 8 floats or 4 doubles. Never fused: FMA would change the last bit.

local scalar = require("isa.scalar")

return {
  name = "avx2",
  words = "AVX2, 8 floats or 4 doubles at a time",
  guard = "defined(__x86_64__)",
  arch = "X86",
  available = '__builtin_cpu_supports("avx2")',
  attribute = '__attribute__((target("avx2,f16c")))', -- what has the one has the other
  inlined = "ROPEWALK_AVX2", -- by avx2.h
  includes = "#include <immintrin.h>",
  helpers = {
    rotation = { "hide.h", "round_f32.h", "scalar_bf16.h", "scalar_f16.h", "avx2.h",
      "avx2_f32.h", "avx2_bf16.h", "avx2_f16.h" },
    tables = { "hide.h", "round_f64.h", "avx2.h", "avx2_f64.h" },
  },
  rotation = {
    f32 = {
      { form = "split", lanes = 8 }, { form = "swap", lanes = 8 },
      { form = "part", lanes = 8 },
      { form = "split", lanes = 4 }, { form = "swap", lanes = 4 },
      { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
    },
    bf16 = {
      { form = "split_deal", lanes = 8 }, { form = "deal", lanes = 8 },
      { form = "part", lanes = 8 },
      { form = "split", lanes = 8 }, { form = "fold", lanes = 8 },
      { form = "deal", lanes = 4 }, { form = "part", lanes = 4 },
      { form = "split", lanes = 1 },
    },
    f16 = {
      { form = "split", lanes = 8 }, { form = "swap", lanes = 8 },
      { form = "part", lanes = 8 },
      { form = "fold", lanes = 8 }, { form = "swap", lanes = 4 },
      { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
    },
  },
  row = {
    { lanes = 4, zip = true, together = 4 }, { lanes = 4, zip = true, together = 2 },
    { lanes = 4, zip = true }, { lanes = 1 },
  },
  knobs = { lanes = { 8 }, ahead = { 2560, 0, 1280, 4096, 8192 },
    stream = { 32, 16, 0 } },

  pairx8 = { type = "ropewalk_pairs_f32x8" },
  pairx4 = { type = "ropewalk_pairs_f32x4" },
  f32x8 = {
    type = "__m256",
    ld2 = "load2_f32x8($at)", first = "$a.first", second = "$a.second",
    ld = "load_f32x8($at)", ld_row = "_mm256_loadu_ps($at)",
    ld_ends = "load_ends_f32x8($at, $apart)", negate_first = "negate_first_f32x8($a)",
    swap_ends = "_mm256_permute2f128_ps($a, $a, 1)",
    st = "_mm256_storeu_ps($at, $a)",
    prefetch = "_mm_prefetch((const char *)($at), _MM_HINT_T0)",
    mul = "_mm256_mul_ps($a, $b)", add = "add_f32x8($a, $b)", sub = "sub_f32x8($a, $b)",
    swap = "_mm256_permute_ps($a, 0xB1)", dup_even = "_mm256_moveldup_ps($a)",
    dup_odd_alternating = "alternate_f32x8(_mm256_movehdup_ps($a))",
  },
  bf16x8 = {
    ld = "load_bf16x8($at)", st = "store_bf16x8($at, $a)",
    ld2 = "load2_bf16x8($at)", st2 = "store2_bf16x8($at, $a, $b)",
    ld_ends = "load_ends_bf16x8($at, $apart)",
    st_ends = "store_ends_bf16x8($at, $a, $apart)",
    round = "round_bf16x8($a)", quiet = "quiet_f32x8($a)",
  },
  f16x8 = {
    ld = "load_f16x8($at)", ld2 = "load2_f16x8($at)", st = "store_f16x8($at, $a)",
    ld_ends = "load_ends_f16x8($at, $apart)",
    st_ends = "store_ends_f16x8($at, $a, $apart)",
    round = "round_f16x8($a)",
  },
  f32x4 = {
    type = "__m128",
    ld2 = "load2_f32x4($at)", first = "$a.first", second = "$a.second",
    ld = "load_f32x4($at)", ld_row = "_mm_loadu_ps($at)", st = "_mm_storeu_ps($at, $a)",
    ld_const = "_mm_loadu_ps($at)", set = "_mm_set1_ps($imm)",
    prefetch = "_mm_prefetch((const char *)($at), _MM_HINT_T0)",
    mul = "_mm_mul_ps($a, $b)", add = "add_f32x4($a, $b)", sub = "sub_f32x4($a, $b)",
    swap = "_mm_permute_ps($a, 0xB1)", dup_even = "_mm_moveldup_ps($a)",
    dup_odd_alternating = "alternate_f32x4(_mm_movehdup_ps($a))",
    zip_low = "_mm_unpacklo_ps($a, $b)", zip_high = "_mm_unpackhi_ps($a, $b)",
    widen = "_mm256_cvtps_pd($a)", spread = "_mm_set1_ps($scalar)",
    sincos = "sincos$times_f64x4__$isa($call)",
  },
  bf16x4 = {
    ld = "load_bf16x4($at)", st = "store_bf16x4($at, $a)",
    ld2 = "load2_bf16x4($at)", st2 = "store2_bf16x4($at, $a, $b)",
    round = "round_bf16x4($a)", quiet = "quiet_f32x4($a)",
  },
  f16x4 = {
    ld = "load_f16x4($at)", ld2 = "load2_f16x4($at)", st = "store_f16x4($at, $a)",
    round = "round_f16x4($a)",
  },
  f64x4 = {
    type = "__m256d",
    set = "_mm256_set1_pd($imm)",
    mul = "_mm256_mul_pd($a, $b)", sub = "_mm256_sub_pd($a, $b)",
    mad = "mad_f64x4($a, $b, $c)", nmad = "nmad_f64x4($a, $b, $c)",
    bits = "_mm256_castpd_si256($a)", flip = "_mm256_xor_pd($a, _mm256_castsi256_pd($b))",
    select = "_mm256_blendv_pd($b, $a, _mm256_castsi256_pd($m))",
      narrow = "_mm256_cvtpd_ps($a)",
  },
  u64x4 = {
    type = "__m256i",
    ld_const = "_mm256_loadu_si256((const __m256i *)($at))",
    set = "_mm256_set1_epi64x((int64_t)$imm)",
      spread = "_mm256_set1_epi64x((int64_t)$scalar)",
    add = "_mm256_add_epi64($a, $b)", sub = "_mm256_sub_epi64($a, $b)",
    mul64 = "mul64_u64x4($a, $b)", mul32 = "_mm256_mul_epu32($a, $b)",
    ["and"] = "_mm256_and_si256($a, $b)", ["or"] = "_mm256_or_si256($a, $b)",
    xor = "_mm256_xor_si256($a, $b)",
    shl = "_mm256_slli_epi64($a, $imm)", shr = "_mm256_srli_epi64($a, $imm)",
    float = "_mm256_castsi256_pd($a)",
  },
  f32x1 = scalar.f32x1, bf16x1 = scalar.bf16x1, f16x1 = scalar.f16x1,
  f64x1 = scalar.f64x1, u64x1 = scalar.u64x1,
}
