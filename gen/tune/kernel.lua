-- The sweep of one kernel.
-- In: a config, an ISA, a type, what is chosen now. Out: runs in a log.
-- Always: all of it, from generating to the last sample, ends within the budget, give or
-- take a round; the baseline is what the kernel has now.

local build = require("tune.build")
local choices = require("choices")
local log = require("tune.log")
local report = require("tune.report")
local rope = require("rope")
local runner = require("tune.runner")
local schedule = require("schedule")
local sources = require("sources")
local statistics = require("tune.statistics")
local sweep = require("tune.sweep")
local variants = require("tune.variants")
local words = require("words")

local kernel = {}

local COMPILING <const> = 0.5 -- most of the budget that goes into it
local RESERVE <const> = 0.05 -- of the budget: what samples take beyond their time

-- All schedules, the one that the kernel has now first.
local function schedules_of(job)
  local space = schedule.space(rope.build(job.config), job.isa, job.dtype)
  local now = choices.find(job.chosen, job.kernel, job.cpu) or space[1]
  local name = schedule.spell(now)
  local list = { schedule.read(name) }
  for _, numbers in ipairs(space) do
    if schedule.spell(numbers) ~= name then list[#list + 1] = numbers end
  end
  return list
end

-- The baseline and every n-th of the others.
local function part_of(list, shard)
  if not shard then return list end
  local part = { list[1] }
  for i = 2, #list do
    if (i - 2) % shard.count == shard.part - 1 then part[#part + 1] = list[i] end
  end
  return part
end

-- What makes two logs comparable.
local function metadata_of(job, schedules, base, headers)
  local names, texts = {}, {}
  for i, numbers in ipairs(schedules) do names[i] = schedule.spell(numbers) end
  for i, header in ipairs(headers) do texts[i] = header.text end
  return {
    kernel = job.kernel, model = job.model, cpu = job.cpu, machine = job.machine,
    compiler = job.compiler.version, baseline = names[1], shapes = job.shapes,
    kernels = words.hash({ sources.version, names, texts, base.id }),
    shard = job.shard and ("%d/%d"):format(job.shard.part, job.shard.count) or "1/1",
  }
end

-- Variants that a log does not call invalid.
local function valid(list, invalid)
  local kept = {}
  for _, variant in ipairs(list) do
    if not invalid[variant.name] then kept[#kept + 1] = variant end
  end
  return kept
end

-- The kernel in use must be right: the others are compared with it.
local function fail(job, message)
  report.progress_done()
  error({ message = ("%s: the schedule in use fails: %s"):format(job.kernel, message) },
    0)
end

local function refuse(writer, variant, why)
  writer.invalid[variant.name] = why
  writer.add(log.invalid(variant.numbers, why))
end

local function compile(job, writer, list, headers, folder)
  local began, count, wanted = os.time(), 0, valid(list, writer.invalid)
  if wanted[1] ~= list[1] then
    fail(job, ("%s, says %s; mend it, and begin without --resume"):format(
      writer.invalid[list[1].name], job.log))
  end
  local ready, broken, complaint = build.run({
    folder = folder, model = job.config.name, dtype = job.dtype.name,
    compiler = job.compiler, variants = wanted, headers = headers,
    seconds = job.left() * COMPILING,
  }, function(name)
    count = count + 1
    report.progress("%s: %d of %d compiled, %s; %d s left", job.kernel, count, #wanted,
      name, job.left())
  end)
  for _, variant in ipairs(broken) do refuse(writer, variant, "compile") end
  report.progress_done()
  if broken[1] then print(("%s: %s"):format(broken[1].name, complaint)) end
  local late = #wanted - #ready - #broken
  if late > 0 then
    print(("%s: %d kernels were not compiled in time; a larger --budget, --resume or "
      .. "--shard takes them"):format(job.kernel, late))
  end
  return ready, (os.time() - began) / #ready
end

-- Every variant against scalar, at every shape.
local function check(job, writer, runs_on, list)
  for _, shape in ipairs(job.shapes) do
    report.progress("%s: %d kernels against scalar: %s", job.kernel, #list, shape)
    for i, verdict in ipairs(runner.check(runs_on, shape, list)) do
      if verdict ~= "correct" then refuse(writer, list[i], verdict) end
    end
    list = valid(list, writer.invalid)
    if list[1] ~= runs_on.base then
      fail(job, ("%s at %s"):format(writer.invalid[runs_on.base.name], shape))
    end
  end
  return list
end

local function time(job, writer, runs_on, list, seconds_each)
  local by_name, numbers, names, code = {}, {}, {}, writer.bytes
  for i, variant in ipairs(list) do
    by_name[variant.name], numbers[variant.name] = variant, variant.numbers
    code[variant.name] = variant.bytes
    if i > 1 then names[#names + 1] = variant.name end
  end
  local base = list[1].name
  sweep.run({
    names = names, baseline = base, shapes = job.shapes, runs = writer.runs,
    left = function() return job.left() - RESERVE * job.budget end,
    time = function(stage, shape, wanted, seconds)
      report.progress("%s: stage %d, %d kernels: %s; %d s left", job.kernel, stage,
        #wanted + 1, shape, job.left())
      local chosen = {}
      for i, name in ipairs(wanted) do chosen[i] = by_name[name] end
      local run = runner.time(runs_on, shape, chosen, math.max(seconds, 0.1))
      run.stage, run.shape, run.number, run.code = stage, shape, #writer.runs + 1, code
      for _, record in ipairs(log.records(run, numbers, base, seconds_each)) do
        writer.add(record)
      end
      writer.runs[#writer.runs + 1] = run
    end,
    done = function(stage, stages, summary)
      report.progress("%s: stage %d of %d, %s; %d s left", job.kernel, stage,
        stages, report.best(summary), job.left())
    end,
  })
  report.progress_done()
end

--- Sweeps a kernel.
-- @param job { config, model = as given, isa, scalar, dtype, kernel, name = the same with
--   its shard, chosen, cpu, machine, compiler, shapes, budget in seconds, pin, shard,
--   resume, work, log }
-- @return { kernel, model, cpu, shapes, baseline, runs, bytes, invalid, and for more runs
--   of what was timed: ready = variants, runs_on = options of runner.lua }
function kernel.sweep(job)
  local deadline = os.time() + job.budget
  function job.left() return deadline - os.time() end
  local all = schedules_of(job)
  local schedules = part_of(all, job.shard)
  local list, headers = variants.of(job.config, { job.scalar, job.isa }, job.dtype,
    job.kernel, schedules)
  print(("%s: %d schedules, %d different kernels, %d shapes; within %d s"):format(
    job.kernel, #schedules, #list, #job.shapes, job.budget))
  local folder = build.folder(job.work, job.name, headers, job.compiler)
  local writer = log.open(job.log, metadata_of(job, all, list[1], headers), job.resume)
  local ready, seconds_each = compile(job, writer, list, headers, folder)
  local runs_on = { folder = folder, base = ready[1], isa = job.isa.name, pin = job.pin }
  ready = check(job, writer, runs_on, ready)
  time(job, writer, runs_on, ready, seconds_each)
  writer.close()
  return { kernel = job.kernel, model = job.model, cpu = job.cpu, shapes = job.shapes,
    baseline = list[1].name, runs = writer.runs, bytes = writer.bytes,
    invalid = writer.invalid, ready = ready, runs_on = runs_on }
end

--- The choice among what runs have timed.
function kernel.choose(done)
  return statistics.choose(statistics.summary(done.runs, done.baseline, done.shapes),
    done.baseline, done.bytes)
end

return kernel
