-- What `make run` and `make bench` share: saying what is at work, and building programs.
-- In: the current folder is the repository's root. Always: what is said goes to standard
-- error, as one redrawn line on a terminal and a line each elsewhere.

local file = require("pl.file")
local path = require("pl.path")
local utils = require("pl.utils")

local report = require("tune.report")

local work = {}

--- Says what is at work now; ends a line that is redrawn.
work.say, work.said = report.progress, report.progress_done

--- Ends the program with a reason.
function work.stop(...)
  work.said()
  io.stderr:write(string.format(...), "\n")
  os.exit(1, true)
end

--- Where a model's folder is: among the committed files, if they have it.
function work.out(model)
  return path.isdir("out/" .. model) and "out" or ".build/bench/out"
end

--- Writes what changed of a model's files.
-- @param config where its config is, if it is not shipped
function work.generate(model, config)
  work.say("%s: generating", model)
  local done, _, _, complaint = utils.executeex(
    ("gen/ropewalk generate %s --out %s"):format(config or model, work.out(model)))
  if not done then work.stop("%s", complaint) end
end

--- What figures of this machine depend on.
-- @return strings by name
function work.machine()
  local cpu = (file.read("/proc/cpuinfo") or ""):match("model name%s*: ([^\n]+)")
  local compiler = work.output((os.getenv("CC") or "cc") .. " --version")
  return { cpu = cpu or "unknown", compiler = (compiler or "unknown"):match("[^\n]+") }
end

--- Where a program for a model and a type of its q and k is.
-- @param name a target of build.mk
function work.program(model, dtype, name)
  return (".build/bench/%s/%s/%s"):format(model, dtype, name)
end

--- Builds a program for a model and types of its q and k.
function work.build(model, dtypes, name)
  local programs = {}
  for i, dtype in ipairs(dtypes) do programs[i] = work.program(model, dtype, name) end
  work.say("%s: compiling %s for %s", model, name, table.concat(dtypes, ", "))
  local done, _, _, complaint = utils.executeex(
    ("make -s -j$(nproc) -f tests/bench/build.mk OUT=%s MODEL=%s %s"):format(
      work.out(model), model, table.concat(programs, " ")))
  if not done then work.stop("%s: cannot be compiled:\n%s", model, complaint) end
end

--- Runs a command; its standard error is shown as it comes.
-- @return what it wrote, or nothing when it failed
function work.output(command)
  local pipe = io.popen(command)
  local text = pipe:read("a")
  return pipe:close() and text or nil
end

return work
