-- Times the rotation, the ids and the tables of models, beside what others do and the
-- limit.
-- In: names of models; jobs.lua. Out: a table for each job, type and number of threads on
-- standard output; all of them as JSON and CSV if asked.
-- Always: nothing that is timed can fail the run.

package.path = "tests/bench/?.lua;" .. package.path

local argparse = require("argparse")
local file = require("pl.file")
local tablex = require("pl.tablex")

local dtypes = require("dtypes")
local jobs = require("jobs")
local report = require("report")
local work = require("work")

-- A table as long as those of no shipped model that asks for exact ones.
jobs[#jobs + 1] = {
  model = "long_exact", config = "tests/bench/long_exact.lua", tables = "--tokens 2048",
}

local known = tablex.map(function(job) return job.model end, jobs)

local parser = argparse("bench.lua", "Times rotations, position ids and tables.")
parser:argument("models", "some of jobs.lua; all if none is given")
  :args("*"):choices(known)
parser:option("--type", "of q and k, may be given again; all if none is given")
  :choices(dtypes.names):count("*")
parser:option("--threads", "at work at once, may be given again; 1 and 2 if not given")
  :convert(function(text) return math.tointeger(tonumber(text)) end):count("*")
parser:option("--job", "only jobs whose options have this text", "")
parser:option("--seconds", "for each table", "3"):convert(tonumber)
parser:option("--json", "also write everything to this file")
parser:option("--csv", "also write every row to this file")
local arguments = parser:parse()

local function or_all(list, all)
  return #list > 0 and list or all
end

local models = or_all(arguments.models, known)
local types = or_all(arguments.type, dtypes.names)
local threads = or_all(arguments.threads, { 1, 2 })
local machine, tables = work.machine(), {}

local cpus = math.tointeger(tonumber(work.output("nproc")))
threads = tablex.filter(threads, function(n)
  if n > cpus then
    io.stderr:write(("%d threads: this process may use %d CPUs\n"):format(n, cpus))
  end
  return n <= cpus
end)

-- A file that cannot be written is said before, not after the timing.
for _, path in ipairs({ arguments.json, arguments.csv }) do
  local handle, reason = io.open(path, "a")
  if not handle then work.stop("%s", reason) end
  handle:close()
end

-- Whoever interrupts the run keeps what there is.
local function keep()
  if arguments.json then
    file.write(arguments.json, report.json(machine, tables))
  end
  if arguments.csv then file.write(arguments.csv, report.csv(tables)) end
end

local function run(program, options)
  local command = ("%s %s --seconds %s"):format(program, options, arguments.seconds)
  local text = work.output(command)
  if not text then work.stop("%s failed", command) end
  for _, one in ipairs(report.read(text)) do
    tables[#tables + 1] = one
    print(report.show(one))
  end
  keep()
end

local function is_chosen(options)
  return options:find(arguments.job, 1, true)
end

local function bench(job)
  work.generate(job.model, job.config)
  local list = tablex.filter(job.bench or {}, is_chosen)
  if #list > 0 then work.build(job.model, types, "bench") end
  for _, options in ipairs(list) do
    for _, dtype in ipairs(types) do
      for _, n in ipairs(threads) do
        work.said()
        run(work.program(job.model, dtype, "bench"),
          n > 1 and ("%s --threads %d"):format(options, n) or options)
      end
    end
  end
  if job.tables and is_chosen(job.tables) then
    work.build(job.model, { types[1] }, "tables")
    work.said()
    run(work.program(job.model, types[1], "tables"), job.tables)
  end
end

for _, job in ipairs(jobs) do
  if tablex.find(models, job.model) then bench(job) end
end
