-- Mutants, each for a class of its own to see: what tools say.
-- In: nothing. Out: a list as list.lua makes it. Always: as in stages.lua.

local list, add = require("mutants.list")()

add("a product left to be fused",
  "out/msrope_concept/msrope_concept_rotate_f32__avx512.c",
  { '__asm__%("" : "%+v"%(value%)%)', "((void)(value))" }, { "matrix msrope_concept" })
add("halves cut off, not rounded", "templates/helpers/avx2_bf16.h",
  { "_mm256_set1_epi32%(0x7fff%)", "_mm256_setzero_si256()" },
  { "conversions msrope_concept" })
add("a name that nothing uses", "out/msrope_concept/msrope_concept_rotate_bf16__cuda.cu",
  { "rotate%(Job job%)\n{", "rotate(Job job)\n{\n  int unused;" }, { "nvcc sm_90" })
add("heads that may be unset", "templates/rotate/heads.c",
  { "const size_t heads = view%->heads;",
    "size_t heads; if (token) heads = view->heads;" },
  { "analysis msrope_concept" })
add("a function that no spec calls", "gen/seal.lua",
  { "\nreturn seal\n", "\nfunction seal.other(a)\n" .. ("  a = a + 1\n"):rep(9)
    .. "  return a\nend\n\nreturn seal\n" }, { "coverage seal" })

return list
