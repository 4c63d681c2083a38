-- The tuner: finds the schedule of a kernel that is fastest on this machine.
-- In: the command line's arguments, ISA tables and types. Out: tables, logs, choices.
-- Always: what is timed has just given scalar's bits; what has been timed is in a log.

local catalogue = require("catalogue")
local choices = require("choices")
local file = require("file")
local kernel = require("tune.kernel")
local machine = require("tune.machine")
local merge = require("tune.merge")
local plot = require("tune.plot")
local process = require("tune.process")
local report = require("tune.report")
local schedule = require("schedule")
local shapes = require("tune.shapes")
local words = require("words")

local tune = {}

local INTERRUPTED <const> = 130

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

-- What options cannot mean together, said before anything is done.
local function check(arguments)
  local models = #arguments.models
  if arguments.merge then
    for _, option in ipairs({ "shard", "resume", "log", "pin", "shapes", "isa" }) do
      if arguments[option] then
        fail("--merge", "only chooses; leave out --" .. option)
      end
    end
    if models > 0 then fail("--merge", "the logs say which model; leave out MODEL") end
  elseif models == 0 then
    fail("MODEL", "is missing; `ropewalk models` lists what is shipped")
  end
  if arguments.shard and arguments.apply then
    fail("--apply",
      "a shard chooses nothing; `ropewalk tune --merge LOG... --apply` does")
  end
  choices.check_cpu(arguments.cpu)
  if arguments.plot then plot.check() end
  if arguments.pin then machine.check_pin(arguments.pin) end
end

-- The ISAs to time: of those asked for, else of all, what this machine runs. Scalar is
-- what they are compared with.
local function rivals(arguments, isas, compiler)
  local runs, list = machine.runs(isas, compiler), {}
  for i = 2, #isas do
    local isa = isas[i]
    if runs[isa.name] then
      list[#list + 1] = isa
    elseif arguments.isa and not isa.available then
      fail("--isa", isa.name .. " is not timed; give an ISA of the CPU")
    elseif arguments.isa then
      fail("--isa", isa.name .. " does not run on this machine; tune it where it does")
    end
  end
  if not list[1] then fail("--isa", "scalar has no rival here; give another ISA") end
  return list
end

-- What all sweeps of a command share.
local function common_of(arguments, isas)
  local compiler = machine.compiler()
  return {
    compiler = compiler, cpu = arguments.cpu or machine.cpu(compiler),
    machine = machine.facts(), scalar = isas[1], budget = arguments.budget,
    pin = arguments.pin, shard = arguments.shard, resume = arguments.resume,
    work = arguments.work,
  }
end

-- The sweep of a kernel; its name is the kernel's, with the shard.
local function job_of(arguments, common, model, isa, dtype)
  local job, shard = {}, arguments.shard
  for field, value in pairs(common) do job[field] = value end
  job.model, job.isa, job.dtype = model, isa, dtype
  job.config = catalogue.read(model)
  job.chosen = choices.read(catalogue.folder_of(model))
  job.kernel = words.kernel(job.config, isa, dtype)
  job.name = job.kernel
    .. (shard and (".%dof%d"):format(shard.part, shard.count) or "")
  job.shapes = arguments.shapes and shapes.read(arguments.shapes)
    or shapes.default(job.config, dtype)
  job.log = arguments.log or ("%s/%s.jsonl"):format(arguments.work, job.name)
  return job
end

-- A sweep for each model, ISA and type.
local function jobs_of(arguments, isas, types)
  local common, list = common_of(arguments, isas), {}
  local here = rivals(arguments, isas, common.compiler)
  for _, model in ipairs(arguments.models) do
    for _, isa in ipairs(here) do
      for _, dtype in ipairs(types) do
        list[#list + 1] = job_of(arguments, common, model, isa, dtype)
      end
    end
  end
  for _, option in ipairs({ "log", "plot" }) do
    if arguments[option] and #list > 1 then
      fail("--" .. option, ("is of one kernel, not of %d; give one model, ISA and type")
        :format(#list))
    end
  end
  return list
end

-- Writes a choice unless it holds anyway.
local function apply(arguments, sweep)
  local all = choices.read(catalogue.folder_of(sweep.model))
  local cpu = arguments.cpu or sweep.cpu
  local now = choices.find(all, sweep.kernel, cpu)
  if (now and schedule.spell(now) or sweep.baseline) == sweep.choice then
    print(("%s: has it already"):format(all.path))
    return
  end
  choices.write(all, sweep.kernel, cpu, schedule.read(sweep.choice))
  print(("%s: written for %s; `ropewalk generate%s` takes it"):format(all.path, cpu,
    cpu == choices.ANY and "" or " --cpu " .. cpu))
end

local function close(arguments, sweep)
  if not arguments.shard then sweep.choice = kernel.choose(sweep) end
  for _, line in ipairs(report.lines(sweep)) do print(line) end
  if arguments.plot then plot.draw(sweep, arguments.plot, arguments.work) end
  if arguments.apply then apply(arguments, sweep) end
end

-- Runs something that someone may interrupt; `at.log` is what is written to.
local function interruptible(at, run)
  local good, problem = xpcall(run, function(problem)
    return process.is_interrupt(problem) and process.interrupted
      or type(problem) == "string" and debug.traceback(problem) or problem
  end)
  if good then return end
  report.progress_done()
  if problem ~= process.interrupted then error(problem, 0) end
  error({ status = INTERRUPTED, message = at.log
    and ("interrupted; %s keeps what was timed, the same command with --resume goes on")
      :format(at.log)
    or "interrupted; nothing was timed" }, 0)
end

--- Runs the command.
-- @param isas scalar and others; types of dtypes.list
function tune.run(arguments, isas, types)
  check(arguments)
  if arguments.merge then return close(arguments, merge.logs(arguments.merge)) end
  file.write(arguments.work, {})
  local at = {}
  interruptible(at, function()
    for _, job in ipairs(jobs_of(arguments, isas, types)) do
      at.log = job.log
      close(arguments, kernel.sweep(job))
      print("log: " .. job.log)
    end
  end)
end

return tune
