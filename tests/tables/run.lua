-- Holds the cos and sin of shipped models, and of far.lua's configs, to correctly rounded
-- ones.
-- In: the environment's TABLES_MODELS, TABLES_EMULATED, TABLES_WINDOW, TABLES_EVERY (see
-- rules.mk) and ROPEWALK_SEED. Out: TAP on standard output, a line per model. Always: a
-- model that cannot be generated, compiled or run is a failure with the reason.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local checkers = require("golden.checkers")
local config = require("config")
local mpfr = require("tables.mpfr")
local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const> = ".build/tables"
local SEED <const> = os.getenv("ROPEWALK_SEED") or "1"
local WINDOW <const> = assert(os.getenv("TABLES_WINDOW"))
local EVERY <const> = assert(os.getenv("TABLES_EVERY"))

-- Shell patterns of names, as one function.
local function chooser(patterns)
  return function(name)
    for pattern in patterns:gmatch("%S+") do
      if pl_dir.fnmatch(name, pattern) then return true end
    end
    return false
  end
end

-- The models that are asked for and have cos and sin of their own: { name, path, tables,
-- machines = names of those that it is to run on }.
local function models(targets)
  local chosen = chooser(assert(os.getenv("TABLES_MODELS")))
  local emulated = chooser(assert(os.getenv("TABLES_EMULATED")))
  assert(tap.run("lua5.4 tests/tables/far.lua " .. OUT .. "/far"))
  local paths = pl_dir.getfiles("gen/models", "*.lua")
  for _, path in ipairs(pl_dir.getfiles(OUT .. "/far")) do paths[#paths + 1] = path end
  local list = {}
  for _, path in ipairs(paths) do
    local name = pl_path.splitext(pl_path.basename(path))
    local good, given
    if chosen(name) then good, given = pcall(config.read, path) end
    if given and not (good and given.freq.kind == "runtime") then
      local machines = { targets[1].name }
      if targets[2] and emulated(name) then machines[2] = targets[2].name end
      list[#list + 1] = { name = name, path = path, tables = good and given.tables or "?",
        machines = machines }
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

-- Makes programs and has them speak.
local function make(list)
  local names, paths, said = {}, {}, {}
  for i, model in ipairs(list) do
    names[i], paths[i] = model.name, model.path
    for _, machine in ipairs(model.machines) do
      said[#said + 1] = ("%s/%s/%s.said"):format(OUT, model.name, machine)
    end
  end
  local variables = { OUT = OUT, MODELS = names, CONFIGS = paths, WINDOW = WINDOW,
    SEED = SEED, EVERY = EVERY }
  programs.make("tests/tables/build.mk", variables, { "generate" })
  programs.make("tests/tables/build.mk", variables, said)
end

-- Why a program is not there: what the first step that failed complained of.
local function reason_of(name, machine)
  local own = name .. "/"
  local steps = { "generate", own .. "facts.h", own .. "cuda", own .. machine }
  for _, step in ipairs(steps) do
    local said = pl_file.read(("%s/%s.log"):format(OUT, step)) or ""
    local wrong = said:match("ropewalk: [^\n]*") or said:match("lua5.4: [^\n]*")
      or said:match("[^\n]*error[^\n]*")
    if wrong then return wrong end
  end
  return "no program for " .. machine
end

-- What a model's program said on a machine: { isas, digest, counts } or nil and what is
-- wrong.
local function heard(name, machine)
  local said = pl_file.read(("%s/%s/%s.said"):format(OUT, name, machine))
  if not said then return nil, reason_of(name, machine) end
  local isas, rest = {}, said:gsub("isa %w+\n", "")
  for isa in said:gmatch("isa (%w+)\n") do isas[#isas + 1] = isa end
  local digest, counts = rest:match("^digest (%x+)\n(.*)$")
  if not digest then return nil, rest end
  return { isas = isas, digest = digest, counts = counts }
end

-- @return what passed in words, or nil and what is wrong; how many values
local function judge(model)
  local here, wrong = heard(model.name, model.machines[1])
  if not here then return nil, wrong, 0 end
  local values, by_mpfr, not_nearest, excess, margin = here.counts:match(
    "^values (%d+) wrong 0 mpfr (%d+) not_nearest (%d+) excess (%S+) margin (%S+)\n$")
  if not values then return nil, "ended after the digest: " .. here.counts, 0 end
  local isas = here.isas
  for i = 2, #model.machines do
    local there
    there, wrong = heard(model.name, model.machines[i])
    if not there then return nil, wrong, 0 end
    if there.digest ~= here.digest then
      return nil, ("other bits on %s: digest %s, here %s"):format(model.machines[i],
        there.digest, here.digest), 0
    end
    table.move(there.isas, 2, #there.isas, #isas + 1, isas)
  end
  local rounding = "all correctly rounded"
  if not_nearest ~= "0" then
    rounding = ("%s not correctly rounded, at most 0.5 ulp + 2^%.1f"):format(not_nearest,
      math.log(tonumber(excess), 2))
  end
  return ("%s values, %s; the nearest to a tie by %s ulp; %s by MPFR; %s"):format(values,
    rounding, margin, by_mpfr, table.concat(isas, " ")), nil,
    math.tointeger(tonumber(values))
end

local function main()
  print("# ROPEWALK_SEED=" .. SEED)
  local targets, missing = checkers.targets()
  local list, all = models(targets), 0
  local without = mpfr()
  if without then
    tap.skip("models against MPFR", without)
    return tap.finish()
  end
  if list[1] then make(list) else tap.result("models", "none has such a name") end
  for _, model in ipairs(list) do
    local passed, wrong, values = judge(model)
    all = all + values
    tap.result(("%s %s%s"):format(model.name, model.tables,
      passed and ": " .. passed or ""), wrong and ("%s\nalone: ROPEWALK_SEED=%s make "
      .. "test-tables TABLES_MODELS=%s TABLES_EMULATED=%s TABLES_WINDOW=%s "
      .. "TABLES_EVERY=%s"):format(wrong, SEED, model.name,
      #model.machines > 1 and model.name or "", WINDOW, EVERY))
  end
  if missing then tap.skip("neon", missing) end
  print(("# in all %d values of cos and sin of %d models"):format(all, #list))
  tap.finish()
end

main()
