-- Times the rotation and the tables of models, beside a naive loop and the limit.
-- In: names of models and types of q and k, all if none is given; jobs.lua. Out: tables
-- on standard output.

package.path = "tests/bench/?.lua;" .. package.path

local argparse = require("argparse")
local tablex = require("pl.tablex")

local dtypes = require("dtypes")
local jobs = require("jobs")
local work = require("work")

local parser = argparse("bench.lua", "Times rotations and tables.")
parser:argument("models", "some of jobs.lua; all if none is given"):args("*")
parser:option("--type", "of q and k, may be given again; all if none is given")
  :choices(dtypes.names):count("*")
parser:option("--seconds", "for each table", "3"):convert(tonumber)
local arguments = parser:parse()

local types = #arguments.type > 0 and arguments.type or dtypes.names

local function run(model, dtype, name, options)
  work.build(model, { dtype }, name)
  work.said()
  local program = work.program(model, dtype, name)
  local command = ("%s %s --seconds %s"):format(program, options, arguments.seconds)
  if not os.execute(command) then work.stop("%s failed", command) end
end

local known = tablex.map(function(job) return job.model end, jobs)
for _, model in ipairs(arguments.models) do
  if not tablex.find(known, model) then
    work.stop("%s: no such model in tests/bench/jobs.lua", model)
  end
end
for _, job in ipairs(jobs) do
  if #arguments.models == 0 or tablex.find(arguments.models, job.model) then
    work.generate(job.model)
    for _, options in ipairs(job.bench) do
      for _, dtype in ipairs(types) do run(job.model, dtype, "bench", options) end
    end
    run(job.model, types[1], "tables", "")
  end
end
