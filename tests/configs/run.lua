-- Random configs: generated, compiled, and held against the slow references.
-- In: how many, and the number of one that is wanted alone or "". Out: TAP on standard
-- output: a line per ISA and GROUP configs, one per config with something wrong; how
-- often each word of the schema came up. Always: config n of a seed is the same however
-- many are made; a batch leaves nothing on disk, a config alone leaves all.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local checkers = require("golden.checkers")
local config = require("config")
local dtypes = require("dtypes")
local literal = require("literal")
local programs = require("catalogue.programs")
local random_config = require("random_config")
local schema_words = require("schema_words")
local seed = require("seed")
local tap = require("check.tap")

local BUILD <const>, MAKEFILE <const> = ".build/configs", "tests/configs/build.mk"
local BATCH <const>, GROUP <const> = 10, 50
local SEED <const> = math.tointeger(os.getenv("ROPEWALK_SEED") or 1)
-- So many configs have every word of the schema, but for luck worse than 1 in a million.
local ENOUGH <const> = 1000

-- What batches are generated for: all for these, in turn for one more; each type of q and
-- k meets each.
local ALWAYS <const> = { "scalar", "avx2", "avx512" }
local EXTRAS <const> = { {}, { "neon" }, {}, { "cuda" } }

local NAMES <const> = table.move(config.isas, 1, #config.isas, 1, {})
NAMES[#NAMES + 1] = "sequences"

local machines, no_aarch64 = checkers.targets()
local used = {} -- word of the schema -> in how many configs
local here = {} -- the ISAs that ran, as a set

-- What is generated of a batch: one type, and some ISAs.
local function ways_of(batch)
  local isas = table.move(ALWAYS, 1, #ALWAYS, 1, {})
  for _, isa in ipairs(EXTRAS[batch % #EXTRAS + 1]) do isas[#isas + 1] = isa end
  return { dtype = dtypes.names[batch % #dtypes.names + 1], isas = isas }
end

-- Writes config n. Returns { n, name, programs = the machines and what else runs it }.
local function write_config(n, folder, ways)
  seed(n)
  local fields = random_config.fields()
  fields.name = ("c%d"):format(n)
  pl_file.write(("%s/%s.lua"):format(folder, fields.name),
    "return " .. literal(fields) .. "\n")
  for word in pairs(schema_words.of(fields)) do used[word] = (used[word] or 0) + 1 end
  local item = { n = n, name = fields.name, programs = { "native" } }
  if machines[2] and ways.isas[#ways.isas] == "neon" then
    item.programs[2] = machines[2].name
  end
  if fields.positions and fields.positions.rule ~= "ids" then
    table.insert(item.programs, "sequences")
  end
  return item
end

local function make_programs(items, folder, ways)
  local out = folder .. "/out"
  local names, prepared, said = {}, { "generate" }, {}
  for i, item in ipairs(items) do
    names[i] = item.name
    prepared[#prepared + 1] = ("%s/%s/facts.h"):format(out, item.name)
    for _, program in ipairs(item.programs) do
      said[#said + 1] = ("%s/%s/%s.said"):format(out, item.name, program)
    end
  end
  local variables = { MODELS = names, CONFIGS = folder, OUT = out, ISAS = ways.isas,
    DTYPES = ways.dtype, PRECOMPILED_IN = BUILD }
  programs.make(MAKEFILE, variables, prepared)
  programs.make(MAKEFILE, variables, said)
end

-- Adds to `passed` what a config's programs ran on, by ISA and with sequences; or prints
-- what is wrong.
local function judge(item, folder, ways, passed)
  local ran, wrong = {}, nil
  for _, program in ipairs(item.programs) do
    local runners, _, why = programs.heard(folder .. "/out", item.name, program)
    wrong = wrong or why and program .. ": " .. why
    if program == "sequences" then runners = { program } end
    for _, runner in ipairs(runners) do ran[runner] = true end
  end
  if wrong then
    tap.result(("config %d %s"):format(item.n, ways.dtype), ("%s\nalone: "
      .. "ROPEWALK_SEED=%d make test-configs CONFIGS_ONLY=%d"):format(wrong, SEED,
      item.n))
    return
  end
  for runner in pairs(ran) do
    here[runner] = true
    passed[runner] = (passed[runner] or 0) + 1
  end
end

-- Makes and runs the configs from first to last, of one batch.
local function run_batch(first, last, folder, passed)
  local ways, items = ways_of((first - 1) // BATCH), {}
  pl_dir.makepath(folder .. "/out")
  for n = first, last do items[#items + 1] = write_config(n, folder, ways) end
  make_programs(items, folder, ways)
  for _, item in ipairs(items) do judge(item, folder, ways, passed) end
end

local function print_group(first, last, passed)
  local due = {}
  for _, isa in ipairs(ALWAYS) do due[isa] = passed.scalar end
  for _, name in ipairs(NAMES) do
    local n = passed[name]
    if n then
      tap.result(("configs %d to %d, %s: %d"):format(first, last, name, n),
        due[name] and n < due[name] and ("%d ran on scalar"):format(due[name]) or nil)
    end
  end
end

local function run_all(count)
  local passed, first_of_group, folder = {}, 1, BUILD .. "/batch"
  for first = 1, count, BATCH do
    local last = math.min(first + BATCH - 1, count)
    if pl_path.isdir(folder) then pl_dir.rmtree(folder) end
    run_batch(first, last, folder, passed)
    if last % GROUP == 0 or last == count then
      print_group(first_of_group, last, passed)
      passed, first_of_group = {}, last + 1
    end
  end
end

local function print_words(count)
  local unused = {}
  for _, word in ipairs(schema_words.all()) do
    print(("# %s: %d"):format(word, used[word] or 0))
    if not used[word] then unused[#unused + 1] = word end
  end
  local missing = unused[1] and "not in any: " .. table.concat(unused, ", ") or nil
  if count >= ENOUGH then tap.result("every word of the schema", missing)
  elseif missing then print("# " .. missing) end
end

local function main()
  local count, only = math.tointeger(arg[1]), math.tointeger(arg[2])
  print("# ROPEWALK_SEED=" .. SEED)
  if only then
    local passed = {}
    run_batch(only, only, ("%s/%d"):format(BUILD, only), passed)
    print_group(only, only, passed)
  else
    run_all(count)
    pl_dir.rmtree(BUILD .. "/batch")
    print_words(count)
    if no_aarch64 then tap.skip("neon", no_aarch64) end
    for _, isa in ipairs(ALWAYS) do
      if not here[isa] then tap.skip(isa, "this machine does not have it") end
    end
  end
  tap.finish()
end

main()
