-- How a class of tests is run on little, from the root of a tree, within seconds.
-- In: nothing. Out: the class as lists name it -> { stage = whose target has it, command
-- = one with %s for a part of it, needs = a command that fails where the class would be
-- skipped, or nil }. Always: a command exits with 0 if and only if what it looked at
-- passed.

local LUA <const> = "LUA_PATH='gen/?.lua;tests/?.lua;;' lua5.4 "
local SPECS <const> = "LUA_PATH='gen/?.lua;tests/?.lua;tests/spec/?.lua;"
  .. "tests/golden/?.lua;;' lua5.4 "

local classes = {}

local function class(name, stage, command, needs)
  classes[name] = { stage = stage, command = command, needs = needs }
end

-- A spec's name, without _spec.
class("spec", "spec",
  "SPECS_ONE_IN=8 " .. SPECS .. "/usr/bin/busted --output=TAP tests/spec/%s_spec.lua")
-- A model of out/, written again.
class("drift", "drift", "gen/ropewalk check '%s'")
-- All steps, or those that a word is in.
class("readme", "readme", SPECS .. "tests/readme.lua '%s'")
-- A glob of cases; on this machine's own ISAs and the CUDA text on the host.
class("golden", "golden",
  "AARCH64_CC=none lua5.4 tests/golden/run.lua --case '%s' tests/golden/cases")
-- A shipped model, in all types.
class("catalogue", "catalogue",
  "make -s test-catalogue CATALOGUE=--native CATALOGUE_MODELS='%s'")
-- A model, generated and checked in float32.
class("check", "check", "tests/mutants/check.sh %s native")
-- The same where a compiler may fuse.
class("contract", "check", "tests/mutants/check.sh %s gcc_contract")
-- The same under AddressSanitizer and UBSan, with the CUDA text.
class("asan", "check", "tests/mutants/check.sh %s asan")
-- A model of out/, compiled in many ways.
class("matrix", "check", LUA .. "tests/check/matrix.lua '%s'")
-- A model of out/, whose 16-bit types every conversion is put through.
class("conversions", "check", LUA .. "tests/check/conversions/convert.lua '%s'")
-- A model of out/.
class("device", "device", "make -s test-device MODELS='%s'")
-- A suite.
class("tune", "tune", LUA .. "tests/tune/run.lua '%s'")
-- A suite.
class("consumers", "consumers", "make -s test-consumers CONSUMERS='%s'",
  "command -v cmake")
-- Its part.
class("verify", "verify", LUA .. "tests/verify/run.lua '%s'")
-- The file that has the operator.
class("ggml", "ggml", "make -s test-ggml README='%s'")
-- A device.
class("nvcc", "nvcc", "make -s test-nvcc NVCC='%s'", "command -v nvcc")
-- The number of a random config.
class("configs", "configs", "ROPEWALK_SEED=1 make -s test-configs CONFIGS_ONLY='%s'")
-- A mutant of a file that a user gives, or a hostile one.
class("malformed", "malformed",
  "ROPEWALK_SEED=1 make -s test-malformed MALFORMED_ONLY='%s'")
-- A model, with hostile arguments in float32.
class("entries", "entries", "ROPEWALK_SEED=1 make -s test-entries ENTRIES_DTYPES=f32 "
  .. "ENTRIES_RUNS=20000 ENTRIES_MODELS='%s'", "command -v clang")
-- A shipped model.
class("tables", "tables", "make -s test-tables TABLES_MODELS='%s'")
-- The step from an angle to the next one, from 2^4 on.
class("angles", "angles", "make -s test-angles ANGLES_GROUPS=0 ANGLES_STEP='%s'")
-- A shipped model, compiled by gcc without and with optimization and fused products.
class("hashes", "hashes",
  "make -s test-hashes HASHES_MODELS='%s' HASHES_WAYS='gcc_O0 gcc_contract'")
-- A shipped model, generated where numbers have commas and letters other capitals.
class("text", "text", "make -s test-text TEXT_MODELS='%s' TEXT_ONLY='locale tr_TR'")
-- A model of out/, by few checks.
class("sanitizers", "sanitizers", "make -s test-sanitizers SANITIZERS_MODELS='%s' "
  .. "SANITIZERS_CHECKS='*statuses'", "command -v clang")
-- A model of out/, in float32.
class("threads", "threads",
  "make -s test-threads THREADS_DTYPES=f32 THREADS_MODELS='%s'", "command -v clang")
-- A shipped model, generated again.
class("analysis", "analysis", "make -s test-analysis ANALYSIS_MODELS='%s'",
  "command -v clang-tidy")
-- A pattern of the mutants of a model's kernels, all of which are to be caught.
class("kernels", "mutants", "make -s mutants-of-msrope_concept MUTANTS_ONLY='%s'")
-- A module of the generator's, by its own spec.
class("coverage", "coverage",
  "make -s test-coverage COVERAGE_OF='gen/%s.lua' COVERAGE_BY='tests/spec/%s_spec.lua'",
  "test -f /usr/include/lua5.4/lua.h")

return classes
