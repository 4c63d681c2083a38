-- Successive halving: the time that there is goes to fewer and fewer schedules.
-- In: names of schedules, shapes, a function that times. Out: runs for statistics.lua.
-- Always: in every run the baseline is timed in the same rounds; a stage that is known
-- already, from a log, is not timed again.

local statistics = require("tune.statistics")

local sweep = {}

local LAST <const> = 4 -- schedules of the last stage, at most
local CLEARLY <const> = 3 -- worse than the best by so many noise floors
local SAMPLES <const> = 0.8 -- of a run's time; the rest goes into starting it

--- Stages until few are left, then one among them.
function sweep.stages(count)
  local stages = 1
  while count > LAST do count, stages = (count + 1) // 2, stages + 1 end
  return math.max(stages, 2)
end

-- Schedules of a run of this stage and shape that is known.
local function timed(runs, stage, shape)
  local names = {}
  for _, run in ipairs(runs) do
    if run.stage == stage and run.shape == shape then
      for name in pairs(run.samples) do names[name] = true end
    end
  end
  return names
end

-- What is known after a stage, also where later ones are known: a sweep that is resumed
-- goes the same way.
local function until_stage(runs, stage)
  local list = {}
  for _, run in ipairs(runs) do
    if run.stage <= stage then list[#list + 1] = run end
  end
  return list
end

-- The better half, without what is clearly worse than the best; the baseline is in every
-- run and not among them.
local function survivors(names, summary)
  local floor = statistics.floor(summary)
  local alive, rank, kept = {}, statistics.ranked(summary), {}
  for _, name in ipairs(names) do alive[name] = summary[name] ~= nil end
  local best = summary[rank[1]].score
  for _, name in ipairs(rank) do
    if alive[name] and summary[name].score <= best + CLEARLY * floor
      and #kept < (#names + 1) // 2 then
      kept[#kept + 1] = name
    end
  end
  return kept
end

--- Times schedules in stages.
-- @param options { names (without the baseline), baseline, shapes, runs = known ones,
--   which grow; left = function: seconds that are left; time = function(stage, shape,
--   names, seconds), which adds to runs; done = function(stage, stages, summary) }
function sweep.run(options)
  local names, shapes, runs = options.names, options.shapes, options.runs
  local stages = sweep.stages(#names)
  for stage = 1, stages do
    for at, shape in ipairs(shapes) do
      local known, missing = timed(runs, stage, shape), {}
      for _, name in ipairs(names) do
        if not known[name] then missing[#missing + 1] = name end
      end
      if #missing > 0 or not known[options.baseline] then
        local turns = (stages - stage + 1) * #shapes - at + 1
        options.time(stage, shape, missing, SAMPLES * options.left() / turns)
      end
    end
    local summary = statistics.summary(until_stage(runs, stage), options.baseline, shapes)
    options.done(stage, stages, summary)
    if stage < stages then names = survivors(names, summary) end
    if #names == 0 or options.left() <= 0 then return end
  end
end

return sweep
