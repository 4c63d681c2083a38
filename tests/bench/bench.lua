-- Times the rotation and the tables of models, beside a naive loop and the limit.
-- In: names of models, all if none is given; jobs.lua. Out: tables on standard output.

package.path = "tests/bench/?.lua;" .. package.path

local argparse = require("argparse")

local jobs = require("jobs")
local work = require("work")

local function run(program, options)
  if not os.execute(program .. " " .. options) then work.stop("%s failed", program) end
end

local parser = argparse("bench.lua", "Times rotations and tables.")
parser:argument("models", "some of jobs.lua; all if none is given"):args("*")
parser:option("--seconds", "for each table", "3"):convert(tonumber)
local arguments = parser:parse()

local all, wanted = #arguments.models == 0, {}
for _, model in ipairs(arguments.models) do wanted[model] = true end
for _, job in ipairs(jobs) do
  if all or wanted[job.model] then
    work.generate(job.model)
    local program = work.build(job.model, "bench")
    work.said()
    local seconds = " --seconds " .. arguments.seconds
    for _, options in ipairs(job.bench) do run(program, options .. seconds) end
    run(program, "--tables" .. seconds)
  end
  wanted[job.model] = nil
end
local unknown = next(wanted)
if unknown then work.stop("%s: no such model in tests/bench/jobs.lua", unknown) end
