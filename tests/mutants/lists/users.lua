-- Mutants, each for a class of its own to see: what users do.
-- In: nothing. Out: a list as list.lua makes it. Always: as in stages.lua.

local list, add = require("mutants.list")()

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

return list
