-- Runs the reference cases and the checker's random checks with the CUDA text on a
-- device, bit for bit against this machine's CPU.
-- In: globs of reference cases, all if none; the current folder is the repository's root.
-- Out: TAP on standard output, and of the reference cases in .build/tap/gpu_golden.tap.
-- Always: every program is compiled and linked by nvcc; without a device none is run, and
-- what would run is a skip.

package.path = "tests/golden/?.lua;" .. package.path

local pl_dir = require("pl.dir")
local pl_path = require("pl.path")

local checkers = require("checkers")
local families = require("families")
local rwg = require("verify.rwg")
local tap = require("check.tap")
local toolkit = require("gpu.toolkit")

local CASES <const> = "tests/golden/cases"

local folder, no_toolkit = toolkit.find()
if not folder then
  tap.skip("everything on a device", no_toolkit)
  tap.finish()
end
local device, no_device = toolkit.device()

-- The programs of the cases that match the globs.
local function golden_programs()
  local jobs = {}
  for _, path in ipairs(pl_dir.getfiles(CASES, "*.rwg")) do
    local matches = not arg[1]
    for _, glob in ipairs(arg) do
      matches = matches or pl_dir.fnmatch(pl_path.basename(path), glob .. ".rwg")
    end
    for _, job in ipairs(matches and families.jobs(rwg.read(path)) or {}) do
      checkers.place(job, { { name = "device" } })
      jobs[#jobs + 1] = job
    end
  end
  return checkers.of(jobs)
end

local function check_golden()
  local programs = golden_programs()
  toolkit.make(folder, device, "-f tests/gpu/golden.mk " .. table.concat(programs, " "))
  for _, program in ipairs(programs) do
    tap.result("built " .. program, not pl_path.exists(program) and "see its .log" or nil)
  end
  if not device then return tap.skip("the reference cases on a device", no_device) end
  local globs = {}
  for i, glob in ipairs(arg) do globs[i] = ("--case '%s'"):format(glob) end
  local good, said = tap.run(("lua5.4 tests/gpu/golden.lua --tap "
    .. ".build/tap/gpu_golden.tap %s %s"):format(table.concat(globs, " "), CASES))
  tap.result("the reference cases on a device", not good and said or nil)
end

-- The checker of a model whose generated files are in `sources`.
local function check_model(model, sources, config)
  local program = (".build/check/%s/device/check"):format(model)
  local built, message = toolkit.make(folder, device, ("-f tests/gpu/check.mk MODEL=%s "
    .. "SOURCES=%s CONFIG=%s LUA='%s' %s"):format(model, sources, config,
    "lua5.4", program))
  tap.result("built " .. program, not built and message or nil)
  if not built then return end
  local name = model .. ": the checker on a device"
  if not device then return tap.skip(name, no_device) end
  local good, said = tap.run(program .. " 'cuda.*'")
  tap.result(name, not good and ("\n" .. said):gsub("\nok [^\n]*", "") or nil)
end

local function sorted(list)
  table.sort(list)
  return list
end

for _, path in ipairs(sorted(pl_dir.getdirectories("out"))) do
  local model = pl_path.basename(path)
  check_model(model, path, ("gen/models/%s.lua"):format(model))
end
for _, path in ipairs(sorted(pl_dir.getfiles("tests/check/configs", "*.lua"))) do
  local model = pl_path.basename(path):match("^(.+)%.lua$")
  local generated, message = tap.run(("gen/ropewalk generate %s --out .build/check/out")
    :format(path))
  tap.result(path .. " is generated", not generated and message or nil)
  if generated then check_model(model, ".build/check/out/" .. model, path) end
end
check_golden()
tap.finish()
