-- How a class of tests is run on little, from the root of a tree, within seconds.
-- In: nothing. Out: class -> a command with one %s: which part of it. Always: a command
-- exits with 0 if and only if what it looked at passed.

local SPECS <const> = "gen/?.lua;tests/?.lua;tests/spec/?.lua;tests/golden/?.lua;;"

return {
  -- a spec's name, without _spec
  spec = "SPECS_ONE_IN=8 LUA_PATH='" .. SPECS .. "' lua5.4 /usr/bin/busted --output=TAP "
    .. "tests/spec/%s_spec.lua",
  -- a glob of cases; on this machine's own ISAs and the CUDA text on the host
  golden = "AARCH64_CC=none lua5.4 tests/golden/run.lua --case '%s' tests/golden/cases",
  -- a shipped model, in all types
  catalogue = "make -s test-catalogue CATALOGUE=--native CATALOGUE_MODELS='%s'",
  -- a model, checked in float32
  check = "tests/mutants/check.sh %s native",
  -- the same where a compiler may fuse
  contract = "tests/mutants/check.sh %s gcc_contract",
  -- a shipped model
  tables = "make -s test-tables TABLES_MODELS='%s'",
  -- a model of out/, written again
  drift = "gen/ropewalk check '%s'",
  -- a pattern of the mutants of a model's kernels, all of which are to be caught
  kernels = "make -s mutants-of-msrope_concept MUTANTS_ONLY='%s'",
  -- the number of a random config
  configs = "ROPEWALK_SEED=1 make -s test-configs CONFIGS_ONLY='%s'",
  -- a mutant of a file that a user gives
  malformed = "ROPEWALK_SEED=1 make -s test-malformed MALFORMED_ONLY='%s'",
  -- the step from an angle to the next one, from 2^4 on
  angles = "make -s test-angles ANGLES_GROUPS=0 ANGLES_STEP='%s'",
  -- a shipped model, compiled by gcc without and with optimization and fused products
  hashes = "make -s test-hashes HASHES_MODELS='%s' HASHES_WAYS='gcc_O0 gcc_contract'",
  -- a shipped model, generated where numbers have commas and letters other capitals
  text = "make -s test-text TEXT_MODELS='%s' TEXT_ONLY='locale tr_TR'",
  -- a model, with hostile arguments in float32
  entries = "ROPEWALK_SEED=1 make -s test-entries ENTRIES_DTYPES=f32 "
    .. "ENTRIES_RUNS=20000 ENTRIES_MODELS='%s'",
}
