-- Checks every shipped model's compiled C against the slow reference (reference.lua).
-- In: the folder gen/models. Out: TAP on standard output, a line per model and machine
-- and one per ISA that nothing here runs. Always: a model that cannot be generated,
-- compiled or run is a failure with the reason.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local checkers = require("golden.checkers")
local config = require("config")
local tap = require("check.tap")

local OUT <const> = ".build/catalogue"
local CPUS <const> = tonumber(select(2, tap.run("nproc"))) or 1

local function seconds() return tonumber(select(2, tap.run("date +%s.%N"))) end

local function model_names()
  local names = {}
  for _, path in ipairs(pl_dir.getfiles("gen/models", "*.lua")) do
    names[#names + 1] = pl_path.splitext(pl_path.basename(path))
  end
  table.sort(names)
  return names
end

-- Makes targets of build.mk; what fails is found out by what it leaves.
-- @return how long it took
local function make(names, targets)
  local before = seconds()
  tap.run(("MAKEFLAGS= make -k -s -j%d -f tests/catalogue/build.mk MODELS='%s' ISAS=%s "
    .. "OUT=%s LUA=lua5.4 %s"):format(CPUS, table.concat(names, " "),
    table.concat(config.isas, ","), OUT, table.concat(targets, " ")))
  return seconds() - before
end

-- Why a program is not there: the generator's or the compiler's first complaint.
local function reason_of(name, machine)
  if not lfs.attributes(("%s/%s"):format(OUT, name), "mode") then
    return pl_file.read(("%s/%s.log"):format(OUT, name)) or "not generated"
  end
  local log = pl_file.read(("%s/%s/%s.log"):format(OUT, name, machine)) or "no facts.h"
  return log:match("[^\n]*error[^\n]*") or log
end

-- Judges what a model's program said; runners that passed go to `ran`.
local function judge(name, machine, ran)
  local said = pl_file.read(("%s/%s/%s.said"):format(OUT, name, machine))
  local runners, wrong = {}, nil
  for runner in (said or ""):gmatch("runner (%w+)\n") do
    runners[#runners + 1], ran[runner] = runner, true
  end
  if not said then
    wrong = reason_of(name, machine)
  elseif not said:find("passed\n$") or #runners == 0 then
    wrong = said:match("wrong[^\n]*") or "ended after: " .. said
  end
  tap.result(("%s %s: %s"):format(name, machine, table.concat(runners, " ")), wrong)
end

local function main()
  local names, ran = model_names(), {}
  local machines, missing = checkers.targets()
  local generate, programs = {}, {}
  pl_dir.makepath(OUT)
  for _, name in ipairs(names) do
    generate[#generate + 1] = "generate-" .. name
    for _, machine in ipairs(machines) do
      programs[#programs + 1] = ("%s/%s/%s.said"):format(OUT, name, machine.name)
    end
  end
  local generating = make(names, generate)
  local checking = make(names, programs)
  for _, name in ipairs(names) do
    for _, machine in ipairs(machines) do judge(name, machine.name, ran) end
  end
  for _, isa in ipairs(config.isas) do
    if not ran[isa] then
      tap.skip(isa, isa == "neon" and missing or "this machine does not have it")
    end
  end
  print(("# %d models generated in %.1f s, checked in %.1f s, on %d CPUs"):format(#names,
    generating, checking, CPUS))
  tap.finish()
end

main()
