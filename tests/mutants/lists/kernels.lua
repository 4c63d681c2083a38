-- Mutants of generated kernels.
-- In: nothing. Out: { mutants, rounded }, lists of { what it is, the end of the broken
-- file's name, edits, which check must notice it alone, or nil }. Of the edits { pattern,
-- replacement } the first that fits is made: the form of a kernel decides which. Always:
-- a mutant is of a file, and only the checks of its type and ISA are to notice it; those
-- of `rounded` are of models whose cos, sin and products are rounded. Of the mutants one
-- is for each class of the checker's.

local mutants, rounded = {}, {}

local function add(list, what, files, ...)
  for file in files:gmatch("%S+") do
    list[#list + 1] = { what = what, file = file, edits = { ... } }
  end
end

local SCALAR <const> = "_rotate_f32__scalar.c"
local AVX2 <const> = "_rotate_f32__avx2.c"
local BF16 <const> = "_rotate_bf16__avx2.c _rotate_bf16__avx512.c"
local F16 <const> = "_rotate_f16__avx2.c _rotate_f16__avx512.c"
local ENTRIES <const> = "_rotate_f32.c"

add(mutants, "channels exchanged", SCALAR,
  { "a = (x%b[]), b = (x%b[])", "a = %2, b = %1" })
add(mutants, "a store too far", SCALAR, { "y%[([^%]]*)%] = e", "y[%1 + 1] = e" })
add(mutants, "one pair too few", SCALAR, { "j < (%d+)", "j + 1 < %1" })
add(mutants, "a sine's sign", AVX2 .. " _rotate_f32__avx512.c",
  { "= sub_f32x(%d+)%(", "= add_f32x%1(" }, { "alternate_f32x%d+(%b())", "%1" })
add(mutants, "the next cos", AVX2, { "= (_mm%d*_loadu_ps)%((row_%w+)%)", "= %1(%2 + 1)" })
add(mutants, "a store too far", AVX2, { "(_mm%d*_storeu_ps)%(y", "%1(y + 1" })
add(mutants, "a store too far", BF16 .. " " .. F16, { "(store[%w_]*%(y)", "%1 + 1" })
add(mutants, "the last store dropped", AVX2, { "_mm%d*_storeu_ps%b();", "" })
add(mutants, "a head cut short past the caches", AVX2 .. " _rotate_f32__avx512.c",
  { "sizeof (turned)%)", "sizeof %1 / 2)" })
add(mutants, "a head too few", AVX2, { "head < (heads);", "head + 1 < %1;" })
add(mutants, "a head too many", AVX2, { "head < (heads);", "head <= %1;" })
add(mutants, "neighbours exchanged", BF16,
  { "%.first, (%w+ = %w+)%.second", ".second, %1.first" },
  { "unpacklo_epi64%(low, high%)", "unpacklo_epi64(high, low)" })
add(mutants, "cut off, not rounded", BF16,
  { "(_mm%d*_set1_epi32)%(0x7fff%)", "%1(0)" },
  { "_mm%d*_add_epi16%(upper, up%)", "upper" })
add(mutants, "ties rounded up", "_rotate_bf16__scalar.c", { "%(bits >> 16 & 1%)", "1" })
add(mutants, "subnormals flushed", BF16,
  { "(%w+ %*y = [^;]*;)", "%1 _mm_setcsr(0x9fc0);" })
add(mutants, "subnormals flushed", F16, -- squares below 2^-28
  { "_maskz_cvtps_ph%(0xFFFF, x", "_maskz_cvtps_ph(_mm512_cmp_ps_mask("
    .. "_mm512_mul_ps(x, x), _mm512_set1_ps(3.7252903e-9f), _CMP_NLT_UQ), x" },
  { "(_mm%d*)_cvtps_ph%(x", "%1_cvtps_ph(%1_and_ps(x, %1_cmp_ps(%1_mul_ps(x, x), "
    .. "%1_set1_ps(3.7252903e-9f), _CMP_NLT_UQ))" })
add(mutants, "subnormals flushed", "_rotate_f16__scalar.c",
  { "if %(bits < 0x38800000u%)", "if (bits < 0x38800000u) return (uint16_t)sign;" })
add(mutants, "a rounded coefficient", "_tables__scalar.c",
  { "%-0%.16666666666666632", "-0.1666666" })
add(mutants, "backwards as forwards", ENTRIES, { "%-(row%[)", "%1" })
add(mutants, "a range beyond the tokens", ENTRIES, { "end > tokens", "0" })
add(mutants, "elements of one byte", "_rotate_bf16.c",
  { "size = sizeof%(uint16_t%)", "size = 1" })
add(mutants, "a limit too wide", ".c", { "> (%d+)%) return 0", "> %1 + 1) return 0" })

-- Each seen by one class of checks alone.
local function add_alone(check, ...)
  add(mutants, ...)
  mutants[#mutants].check = check
end

add_alone("sources", "a sine's sign", SCALAR, { "sub_f32%(t, u%)", "add_f32(t, u)" })
add_alone("ranges", "rows from the range's start", ENTRIES,
  { "cos %+ token %* stride", "cos + (token - begin) * stride" })
add_alone("guards", "a float read too early", AVX2,
  { "(float %*y = [^;]*;)", "%1 (void)*(const volatile float *)(x - 1);" })
add_alone("alignments", "a head begun where vectors are aligned", AVX2,
  { "(const float %*x =) in;", "%1 (const float *)((uintptr_t)in & ~(uintptr_t)31);" })
add_alone("algebra", "the cosine for the sine", SCALAR,
  { "w = a %* s", "w = a * c" })
add_alone("statuses", "an overlap let through", ENTRIES,
  { "in_low %* size <", "in_low * size < 0 *" })
add_alone("environment", "subnormals flushed", AVX2,
  { "(%w+ %*y = [^;]*;)", "%1 _mm_setcsr(0x9fc0);" })
add_alone("tables", "a quadrant's sign", "_tables__avx2.c",
  { "_mm256_add_epi64%(k, bit%)", "_mm256_sub_epi64(k, bit)" })
add_alone("positions", "rows and columns exchanged", "_positions.c",
  { "%(int32_t%)row", "(int32_t)column" })

add(rounded, "cos and sin not rounded", BF16 .. " " .. F16,
  { "round_%w+%(([crs]%w*)%)", "%1" })
add(rounded, "a product not rounded", BF16 .. " " .. F16,
  { "round_%w+%(([tuvw]%w*)%)", "%1" })

return { mutants = mutants, rounded = rounded }
