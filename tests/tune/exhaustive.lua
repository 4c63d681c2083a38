-- How far a sweep's choice is from the best of all schedules.
-- In: a model, an ISA, a type. Out: a table on standard output; exit 1 where the choice
-- is slower by more than 2 % and the noise floor.
-- Always: the sweep has its budget of a minute; then everything that it compiled is timed
-- in one run for each shape, long enough to tell schedules apart.

local argparse = require("argparse")

local catalogue = require("catalogue")
local choices = require("choices")
local dtypes = require("dtypes")
local kernel = require("tune.kernel")
local machine = require("tune.machine")
local report = require("tune.report")
local runner = require("tune.runner")
local shapes = require("tune.shapes")
local statistics = require("tune.statistics")
local words = require("words")

local WORK <const> = ".build/tune"
local MOST_SLOWER <const> = 1.02

local parser = argparse("exhaustive.lua", "Compares a sweep's choice with all schedules.")
parser:argument("model", "a shipped model")
parser:argument("isa", "an ISA that runs here")
parser:argument("dtype", "the type of q and k"):choices(dtypes.names)
parser:option("--seconds", "for all schedules at each shape", "60"):convert(tonumber)
local arguments = parser:parse()

local compiler = machine.compiler()
local config = catalogue.read(arguments.model)
local isa, dtype = require("isa." .. arguments.isa), dtypes.by_name[arguments.dtype]
local name = words.kernel(config, isa, dtype)
local job = {
  config = config, model = arguments.model, isa = isa, scalar = require("isa.scalar"),
  dtype = dtype, kernel = name, name = name, cpu = machine.cpu(compiler),
  machine = machine.facts(), compiler = compiler, budget = 60, work = WORK,
  chosen = choices.read(catalogue.folder_of(arguments.model)),
  shapes = shapes.default(config, dtype), log = ("%s/%s.jsonl"):format(WORK, name),
}
local done = kernel.sweep(job)
local choice = kernel.choose(done)

local runs = {}
for i, shape in ipairs(job.shapes) do
  report.progress("%s: all of %d: %s", name, #done.ready, shape)
  local others = table.move(done.ready, 2, #done.ready, 1, {})
  runs[i] = runner.time(done.runs_on, shape, others, arguments.seconds)
  runs[i].shape, runs[i].stage = shape, 1
end
report.progress_done()
local exhaustive = { kernel = name, runs = runs, shapes = job.shapes,
  baseline = done.baseline, bytes = done.bytes, invalid = done.invalid }
for _, line in ipairs(report.lines(exhaustive)) do print(line) end
local summary = statistics.summary(runs, done.baseline, job.shapes)
local best, floor = statistics.ranked(summary)[1], statistics.floor(summary)
local slower = summary[choice].score / summary[best].score
print(("the sweep chose %s, the best of all is %s: %.3f of its time; held to %.2f and "
  .. "the noise floor of %.1f %%"):format(choice, best, slower, MOST_SLOWER, 100 * floor))
os.exit(slower <= MOST_SLOWER + floor, true)
