-- Mutants, each for a class of its own to see: what tools say and users do.
-- In: nothing. Out: a list as list.lua makes it. Always: as in stages.lua.

local list, add = require("mutants.list")()

-- What compilers and tools say.

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

-- What users do.

add("a step with a word too many", "README.md",
  { "    gen/ropewalk fields  ", "    gen/ropewalk fields all" }, { "readme fields" })
add("a thread's range too short", "README.md",
  { "tokens %* %(i %+ 1%) / n", "tokens * i / n" }, { "ggml README.md" })
add("a target of another folder", "templates/build/ropewalk-config.cmake",
  { "NOT folder STREQUAL CMAKE_CURRENT_SOURCE_DIR", "FALSE" }, { "consumers calls" })
add("a bound that is too tight", "gen/verify/compare.lua",
  { "ROUNDINGS <const> = 8", "ROUNDINGS <const> = 0.5" }, { "verify own" })
add("wrong kernels timed with the others", "gen/tune/kernel.lua",
  { 'verdict ~= "correct" then', 'verdict == "compile" then' }, { "tune gate" })

-- Lines that nothing runs.

add("a function that no spec calls", "gen/seal.lua",
  { "\nreturn seal\n", "\nfunction seal.other(a)\n" .. ("  a = a + 1\n"):rep(9)
    .. "  return a\nend\n\nreturn seal\n" }, { "coverage seal" })

return list
