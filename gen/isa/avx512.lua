-- AVX-512 on x86-64, as servers have it from Skylake on: 16 floats or 8 doubles. What
-- does not fill a vector is done by AVX2's narrower ones: masked stores were measured to
-- take three to five times as long where the next load touches what they leave out, as it
-- does in place.

local avx2 = require("isa.avx2")

-- An AVX2 vocabulary with more in it.
local function with(vocabulary, more)
  for name, text in pairs(vocabulary) do more[name] = more[name] or text end
  return more
end

return {
  name = "avx512",
  words = "AVX-512, 16 floats or 8 doubles at a time",
  guard = "defined(__x86_64__)",
  arch = "X86",
  available = '__builtin_cpu_supports("avx512bw") \\\n'
    .. '  && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")',
  attribute =
    '__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,f16c")))',
  inlined = "ROPEWALK_AVX512", -- by avx512.h
  includes = [[
#include <immintrin.h>
#if defined(__cplusplus) && !defined(__clang__) /* g++ 12 warns of its own header */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif]],
  closing = [[
#if defined(__cplusplus) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif]],
  helpers = {
    rotation = { "hide.h", "round_f32.h", "scalar_bf16.h", "scalar_f16.h", "avx2.h",
      "avx2_f32.h", "avx2_bf16.h", "avx2_f16.h", "avx512.h", "avx512_f32.h",
      "avx512_bf16.h", "avx512_f16.h" },
    tables = { "hide.h", "round_f64.h", "avx2.h", "avx2_f64.h", "avx512.h",
      "avx512_f64.h" },
  },
  rotation = {
    f32 = {
      { form = "split", lanes = 16 }, { form = "swap", lanes = 16 },
      { form = "part", lanes = 16 },
      { form = "split", lanes = 8 }, { form = "swap", lanes = 8 },
      { form = "part", lanes = 8 },
      { form = "split", lanes = 4 }, { form = "swap", lanes = 4 },
      { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
    },
    bf16 = {
      { form = "split_deal", lanes = 16 }, { form = "deal", lanes = 16 },
      { form = "part", lanes = 16 },
      { form = "split", lanes = 16 }, { form = "fold", lanes = 16 },
      { form = "deal", lanes = 8 }, { form = "part", lanes = 8 },
      { form = "fold", lanes = 8 }, { form = "deal", lanes = 4 },
      { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
    },
    f16 = {
      { form = "split", lanes = 16 }, { form = "swap", lanes = 16 },
      { form = "part", lanes = 16 },
      { form = "split", lanes = 8 }, { form = "swap", lanes = 8 },
      { form = "part", lanes = 8 },
      { form = "fold", lanes = 8 }, { form = "swap", lanes = 4 },
      { form = "part", lanes = 4 }, { form = "split", lanes = 1 },
    },
  },
  row = {
    { lanes = 8, zip = true, together = 4 }, { lanes = 8, zip = true, together = 2 },
    { lanes = 8, zip = true }, { lanes = 4, zip = true }, { lanes = 1 },
  },
  knobs = { lanes = { 16, 8 }, ahead = { 2560, 0, 1280, 4096, 8192 },
    stream = { 64, 32, 16, 0 } },

  pairx16 = { type = "ropewalk_pairs_f32x16" },
  f32x16 = {
    type = "__m512",
    ld = "load_f32x16($at)", ld_row = "_mm512_loadu_ps($at)",
    st = "_mm512_storeu_ps($at, $a)",
    ld2 = "load2_f32x16($at)", first = "$a.first", second = "$a.second",
    prefetch = "_mm_prefetch((const char *)($at), _MM_HINT_T0)",
    ld_ends = "load_ends_f32x16($at, $apart)", negate_first = "negate_first_f32x16($a)",
    swap_ends = "_mm512_shuffle_f32x4($a, $a, 0x4E)",
    mul = "_mm512_mul_ps($a, $b)", add = "add_f32x16($a, $b)", sub = "sub_f32x16($a, $b)",
    swap = "_mm512_permute_ps($a, 0xB1)", dup_even = "_mm512_moveldup_ps($a)",
    dup_odd_alternating = "alternate_f32x16(_mm512_movehdup_ps($a))",
  },
  bf16x16 = {
    ld = "load_bf16x16($at)", st = "store_bf16x16($at, $a)",
    ld2 = "load2_bf16x16($at)", st2 = "store2_bf16x16($at, $a, $b)",
    ld_ends = "load_ends_bf16x16($at, $apart)",
    st_ends = "store_ends_bf16x16($at, $a, $apart)",
    round = "round_bf16x16($a)", quiet = "quiet_f32x16($a)",
  },
  f16x16 = {
    ld = "load_f16x16($at)", ld2 = "load2_f16x16($at)", st = "store_f16x16($at, $a)",
    round = "round_f16x16($a)",
  },
  f32x8 = with(avx2.f32x8, {
    ld_const = "_mm256_loadu_ps($at)", set = "_mm256_set1_ps($imm)",
    zip_low = "zip_low_f32x8($a, $b)", zip_high = "zip_high_f32x8($a, $b)",
    widen = "_mm512_cvtps_pd($a)", spread = "_mm256_set1_ps($scalar)",
    sincos = "sincos$times_f64x8__$isa($call)",
  }),
  f64x8 = {
    type = "__m512d",
    set = "_mm512_set1_pd($imm)",
    mul = "_mm512_mul_pd($a, $b)", sub = "_mm512_sub_pd($a, $b)",
    mad = "mad_f64x8($a, $b, $c)", nmad = "nmad_f64x8($a, $b, $c)",
    bits = "_mm512_castpd_si512($a)", flip = "_mm512_xor_pd($a, _mm512_castsi512_pd($b))",
    select = "_mm512_mask_blend_pd(_mm512_movepi64_mask($m), $b, $a)",
    narrow = "_mm512_cvtpd_ps($a)",
  },
  u64x8 = {
    type = "__m512i",
    ld_const = "_mm512_loadu_si512($at)",
    set = "_mm512_set1_epi64((int64_t)$imm)",
    spread = "_mm512_set1_epi64((int64_t)$scalar)",
    add = "_mm512_add_epi64($a, $b)", sub = "_mm512_sub_epi64($a, $b)",
    mul64 = "_mm512_mullo_epi64($a, $b)", mul32 = "_mm512_mul_epu32($a, $b)",
    ["and"] = "_mm512_and_si512($a, $b)", ["or"] = "_mm512_or_si512($a, $b)",
    xor = "_mm512_xor_si512($a, $b)",
    shl = "_mm512_slli_epi64($a, $imm)", shr = "_mm512_srli_epi64($a, $imm)",
    float = "_mm512_castsi512_pd($a)",
  },
  pairx8 = avx2.pairx8, bf16x8 = avx2.bf16x8, f16x8 = avx2.f16x8,
  pairx4 = avx2.pairx4, f32x4 = avx2.f32x4, bf16x4 = avx2.bf16x4, f16x4 = avx2.f16x4,
  f64x4 = avx2.f64x4, u64x4 = avx2.u64x4,
  f32x1 = avx2.f32x1, bf16x1 = avx2.bf16x1, f16x1 = avx2.f16x1,
  f64x1 = avx2.f64x1, u64x1 = avx2.u64x1,
}
