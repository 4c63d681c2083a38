-- Checks every shipped model's compiled C against the slow reference (reference.lua).
-- In: the folder gen/models. Out: TAP on standard output, a line per model and machine
-- with the ISAs and types that passed, and one per ISA that nothing here runs. Always: a
-- model that cannot be generated, compiled or run, or that lacks an ISA that others run,
-- is a failure with the reason.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local checkers = require("golden.checkers")
local config = require("config")
local dtypes = require("dtypes")
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
  tap.run(("MAKEFLAGS= make -k -s -j%d -f tests/catalogue/build.mk MODELS='%s' "
    .. "DTYPES='%s' OUT=%s LUA=lua5.4 %s"):format(CPUS, table.concat(names, " "),
    table.concat(dtypes.names, " "), OUT, table.concat(targets, " ")))
  return seconds() - before
end

-- Why a program is not there: what its first step that failed complained of.
local function reason_of(name, machine)
  local folder = ("%s/%s/"):format(OUT, name)
  if not lfs.attributes(folder .. name .. ".h", "mode") then
    return pl_file.read(("%s/%s.log"):format(OUT, name)) or "not generated"
  elseif not lfs.attributes(folder .. "facts.h", "mode") then
    return pl_file.read(folder .. "facts.h.log") or "no facts.h"
  end
  local log = pl_file.read(folder .. machine .. ".log") or "not compiled"
  return log:match("[^\n]*error[^\n]*") or log
end

-- What a model's program said.
-- @return the runners in their order, runner -> type -> true, what is wrong or nil
local function heard(name, machine)
  local said = pl_file.read(("%s/%s/%s.said"):format(OUT, name, machine))
  local runners, passed = {}, {}
  for runner, dtype in (said or ""):gmatch("runner (%w+) (%w+)\n") do
    if not passed[runner] then runners[#runners + 1], passed[runner] = runner, {} end
    passed[runner][dtype] = true
  end
  if not said then return runners, passed, reason_of(name, machine) end
  if not said:find("passed\n$") then
    return runners, passed, said:match("wrong[^\n]*") or "ended after: " .. said
  end
  return runners, passed
end

-- Every model passes every type on every ISA that any model has on this machine.
local function judge(names, machine, ran)
  local all, here = {}, {}
  for _, name in ipairs(names) do
    local runners, passed, wrong = heard(name, machine)
    all[name] = { runners = runners, passed = passed, wrong = wrong }
    for _, runner in ipairs(runners) do here[runner], ran[runner] = true, true end
  end
  for _, name in ipairs(names) do
    local own = all[name]
    for _, isa in ipairs(config.isas) do
      for _, dtype in ipairs(dtypes.names) do
        if here[isa] and not (own.passed[isa] or {})[dtype] then
          own.wrong = own.wrong or ("not run: %s %s"):format(isa, dtype)
        end
      end
    end
    local passed = own.wrong and "" or (": %s, %s"):format(
      table.concat(own.runners, " "), table.concat(dtypes.names, " "))
    tap.result(("%s %s%s"):format(name, machine, passed), own.wrong)
  end
end

local function main()
  local names, ran = model_names(), {}
  local machines, missing = checkers.targets()
  local prepared, programs = { "generate" }, {}
  pl_dir.makepath(OUT)
  for _, name in ipairs(names) do
    prepared[#prepared + 1] = ("%s/%s/facts.h"):format(OUT, name)
    for _, machine in ipairs(machines) do
      programs[#programs + 1] = ("%s/%s/%s.said"):format(OUT, name, machine.name)
    end
  end
  local total = make(names, prepared) + make(names, programs)
  for _, machine in ipairs(machines) do judge(names, machine.name, ran) end
  for _, isa in ipairs(config.isas) do
    if not ran[isa] then
      tap.skip(isa, isa == "neon" and missing or "this machine does not have it")
    end
  end
  local generating = tonumber(pl_file.read(OUT .. "/generated.ms")) / 1000
  print(("# %d models, all ISAs and types, generated in %.1f s by one process; checked "
    .. "in %.1f s on %d CPUs"):format(#names, generating, total - generating, CPUS))
  tap.finish()
end

main()
