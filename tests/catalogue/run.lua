-- Checks every shipped model's compiled C against the slow reference (reference.lua).
-- In: the folder gen/models and a shell pattern of names; --native for this machine's own
-- ISAs alone, without an emulator and without the CUDA text. Out: TAP on standard output,
-- a line per model and machine with the ISAs and types that passed, and one per ISA that
-- nothing here runs.
-- Always: a model that cannot be generated, compiled or run, or that lacks an ISA that
-- others run, is a failure with the reason.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local checkers = require("golden.checkers")
local config = require("config")
local dtypes = require("dtypes")
local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const>, MAKEFILE <const> = ".build/catalogue", "tests/catalogue/build.mk"

local function model_names()
  local names = {}
  for _, path in ipairs(pl_dir.getfiles("gen/models", arg[1] .. ".lua")) do
    names[#names + 1] = pl_path.splitext(pl_path.basename(path))
  end
  table.sort(names)
  return names
end

-- Every model passes every type on every ISA that any model has on this machine.
local function judge(names, machine, ran)
  local all, here = {}, {}
  for _, name in ipairs(names) do
    local runners, passed, wrong = programs.heard(OUT, name, machine)
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

-- The ISAs and the machines that are asked for, and why aarch64 is not among these.
local function asked()
  local machines, missing = checkers.targets()
  if arg[2] ~= "--native" then return config.isas, machines, missing end
  local _, cpu = tap.run("uname -m")
  local isas = {}
  for _, name in ipairs(config.isas) do
    local guard = require("isa." .. name).guard or cpu
    if name ~= "cuda" and guard:find(cpu:match("%S+"), 1, true) then
      isas[#isas + 1] = name
    end
  end
  return isas, { machines[1] }
end

local function main()
  local names, ran = model_names(), {}
  local isas, machines, missing = asked()
  local prepared, said = { "generate" }, {}
  pl_dir.makepath(OUT)
  for _, name in ipairs(names) do
    prepared[#prepared + 1] = ("%s/%s/facts.h"):format(OUT, name)
    for _, machine in ipairs(machines) do
      said[#said + 1] = ("%s/%s/%s.said"):format(OUT, name, machine.name)
    end
  end
  local variables = { MODELS = names, ISAS = isas, DTYPES = dtypes.names, OUT = OUT }
  local total = programs.make(MAKEFILE, variables, prepared)
    + programs.make(MAKEFILE, variables, said)
  for _, machine in ipairs(machines) do judge(names, machine.name, ran) end
  for _, isa in ipairs(isas) do
    if not ran[isa] then
      tap.skip(isa, isa == "neon" and missing or "this machine does not have it")
    end
  end
  local generating = tonumber(pl_file.read(OUT .. "/generated.ms")) / 1000
  print(("# %d models, all types, generated in %.1f s by one process; checked "
    .. "in %.1f s on %d CPUs"):format(#names, generating, total - generating,
    programs.cpus))
  tap.finish()
end

main()
