-- Real sweeps of a small model.
-- In: toy.lua; which test, or nothing for all. Out: TAP on standard output.
-- Always: nothing depends on how fast anything is; an ISA that is not here is a skip.

package.path = "tests/check/?.lua;tests/spec/?.lua;" .. package.path

local json = require("dkjson")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local choices = require("choices")
local config = require("config")
local dtypes = require("dtypes")
local machine = require("tune.machine")
local process = require("tune.process")
local rope = require("rope")
local schedule = require("schedule")
local tap = require("tap")
local variants = require("tune.variants")

local FOLDER <const> = ".build/tune-test"
local SHAPES <const> = "--shapes='--tokens 9; --tokens 64 --layout qkv --out-of-place'"

-- The first ISA that runs here and has schedules to compare.
local function isa_here()
  local isas = {}
  for i, name in ipairs(config.isas) do isas[i] = require("isa." .. name) end
  local runs = machine.runs(isas, machine.compiler())
  for i = 2, #isas do
    if runs[isas[i].name] then return isas[i] end
  end
end

-- Where a sweep works: its own config, logs and choices.
local function place(name)
  local folder = FOLDER .. "/" .. name
  assert(pl_dir.makepath(folder))
  assert(pl_file.copy("tests/tune/toy.lua", folder .. "/toy.lua"))
  return folder
end

local function tune(folder, isa, options)
  return ("gen/ropewalk tune %s/toy.lua --isa %s --dtype f32 %s --work %s %s"):format(
    folder, isa.name, SHAPES, folder, options)
end

local function records(path)
  local list = {}
  for line in io.lines(path) do list[#list + 1] = json.decode(line) end
  return list
end

-- Schedules in logs that were timed, and what the others are.
local function schedules_in(...)
  local timed, invalid, count = {}, {}, 0
  for _, path in ipairs({ ... }) do
    for _, record in ipairs(records(path)) do
      local name = record.role == "schedule" and schedule.spell(record.configuration)
      if name and record.invalidity ~= "correct" then
        invalid[name] = record.invalidity
      elseif name and not timed[name] then
        timed[name], count = true, count + 1
      end
    end
  end
  return timed, invalid, count
end

-- What is wrong with a choice file after a sweep, or nil.
local function wrong_choice(folder, kernel, cpu, said)
  local now = choices.find(choices.read(folder), kernel, cpu)
  local chosen = said:match(kernel .. ": (%S+) instead of") or said:match("keeps (%S+)")
  if not chosen then return "nothing was chosen:\n" .. said end
  if now and schedule.spell(now) ~= chosen then return "another one was written" end
  if not now and said:find("instead of", 1, true) then return "nothing was written" end
end

local tests = {}

function tests.shards(isa, kernel, cpu, list)
  local name = "shards under GNU parallel are merged to one choice"
  if not tap.has("parallel") then return tap.skip(name, "no GNU parallel") end
  local folder = place("shards")
  local shard = tune(folder, isa, "--budget 10m --shard {}/2")
  local good, said = tap.run("parallel --jobs 2 --halt soon,fail=1 "
    .. process.quote(shard) .. " ::: 1 2")
  if not good then return tap.result(name, said) end
  local first, second = folder .. "/" .. kernel .. ".1of2.jsonl",
    folder .. "/" .. kernel .. ".2of2.jsonl"
  local merge = ("gen/ropewalk tune --apply --merge %s %s"):format(first, second)
  good, said = tap.run(merge)
  if not good then return tap.result(name, said) end
  local _, _, timed = schedules_in(first, second)
  local wrong = timed ~= #list and ("%d of %d schedules timed"):format(timed, #list)
    or wrong_choice(folder, kernel, cpu, said)
  local _, again = tap.run(merge)
  local known = again:find("has it already", 1, true)
  tap.result(name, wrong or not known and "it was written again:\n" .. again or nil)
end

function tests.interrupt(isa, kernel)
  local name = "an interrupted sweep keeps its log and goes on"
  local folder = place("interrupt")
  local log = ("%s/%s.jsonl"):format(folder, kernel)
  -- As a terminal does it: a signal to each process of the job; once something is timed.
  local _, said = tap.run("bash -c " .. process.quote("set -m; "
    .. tune(folder, isa, "--budget 10m") .. " & "
    .. ("until grep -q runtimes %s || ! kill -0 $!; do sleep 0.1; done 2>/dev/null")
      :format(log) .. "; kill -INT -- -$!; wait $!; echo status $?"))
  if not said:find("interrupted; ", 1, true) or not said:find("status 130", 1, true) then
    return tap.result(name, said)
  end
  local before = pl_file.read(log)
  local good
  good, said = tap.run(tune(folder, isa, "--budget 10m --resume"))
  local kept = pl_file.read(log):sub(1, #before) == before
  tap.result(name, not good and said or not kept and "the log was written anew" or nil)
end

-- The file in which a variant differs from others.
local function stem_of(variant, kernel)
  for _, unit in ipairs(variant.units) do
    if unit.stem:find(kernel, 1, true) then return unit.stem end
  end
end

-- A compiler that makes something else of up to two files, and refuses a third.
local BODIES <const> = { "{}", "{ __builtin_trap(); }", "{ this is no C }" }
local function bad_compiler(folder, kernel, stems)
  local script = { "#!/bin/sh", "case \"$*\" in" }
  for i, stem in ipairs(stems) do
    script[#script + 1] = ("*'-c %s.c'*) echo 'void %s(void) %s' | cc -fPIC -x c -c - "
      .. "-o %s.o;;"):format(stem, kernel, BODIES[i], stem)
  end
  script[#script + 1] = "*) exec cc \"$@\";;\nesac\n"
  local path = process.run("pwd") .. "/" .. folder .. "/cc"
  pl_file.write(path, table.concat(script, "\n"))
  assert(os.execute("chmod +x " .. path))
  return path
end

function tests.gate(isa, kernel, _, list)
  local name = "kernels that do not compile, differ or crash are named and not timed"
  local folder = place("gate")
  local stems, wanted = {}, {}
  for i, why in ipairs({ "correctness", "runtime", "compile" }) do
    stems[i] = stem_of(list[i + 1], kernel)
    wanted[list[i + 1].name] = why
  end
  local good, said = tap.run(("CC=%s %s"):format(bad_compiler(folder, kernel, stems),
    tune(folder, isa, "--budget 10m")))
  if not good then return tap.result(name, said) end
  local timed, invalid, count = schedules_in(("%s/%s.jsonl"):format(folder, kernel))
  local wrong = {}
  for schedule_name, why in pairs(wanted) do
    if invalid[schedule_name] ~= why or timed[schedule_name] then
      wrong[#wrong + 1] = ("%s: %s, not %s"):format(schedule_name,
        invalid[schedule_name] or "timed", why)
    end
  end
  if count ~= #list - 3 then wrong[#wrong + 1] = count .. " timed:\n" .. said end
  tap.result(name, wrong[1] and table.concat(wrong, "\n"))
end

function tests.base(isa, kernel, _, list)
  local name = "a kernel in use that is wrong ends a sweep, and the same one resumed"
  local folder = place("base")
  local compiler = bad_compiler(folder, kernel, { stem_of(list[1], kernel) })
  local wrong
  for _, case in ipairs({ { "--budget 10m", "fails: correctness at" },
    { "--budget 10m --resume", "begin without --resume" } }) do
    local good, said = tap.run(("CC=%s %s"):format(compiler, tune(folder, isa, case[1])))
    if good or not said:find(case[2], 1, true) then
      wrong = wrong or said
    end
  end
  tap.result(name, wrong)
end

if pl_dir.makepath(FOLDER) then assert(pl_dir.rmtree(FOLDER)) end
assert(pl_dir.makepath(FOLDER))
local isa = isa_here()
if isa then
  local toy = config.read("tests/tune/toy.lua")
  local kernel = ("toy_rotate_f32__%s"):format(isa.name)
  local space = schedule.space(rope.build(toy), isa, dtypes.by_name.f32)
  local cpu = machine.cpu(machine.compiler())
  local list = variants.of(toy, { (require("isa.scalar")), isa }, dtypes.by_name.f32,
    kernel, space)
  for name, test in tablex.sort(tests) do
    if not arg[1] or arg[1] == name then test(isa, kernel, cpu, list) end
  end
else
  tap.skip("sweeps", "no ISA to tune")
end
tap.finish()
