-- What samples say of schedules.
-- In: runs: { shape, samples = { [name] = ns per round } }; the samples of one run are of
-- the same rounds.
-- Out: per schedule and shape the ratio to the baseline with its spread; a score over all
-- shapes; the noise floor; the choice.
-- Always: only samples of one round are compared with each other, so runs of several
-- sweeps can be put together.

local statistics = {}

--- Names beside the schedules': a copy of the baseline, and the memory limit.
statistics.AGAIN, statistics.LIMIT = "again", "limit"

-- Below this two kernels are never told apart: code moves in memory from build to build.
local LEAST_FLOOR <const> = 0.01

-- The standard error of the median of n normal values, from their quartiles.
local ERROR_OF_MEDIAN <const> = 0.93

--- Quartiles of numbers: { q1, median, q3, n }.
function statistics.quartiles(values)
  local sorted = table.move(values, 1, #values, 1, {})
  table.sort(sorted)
  local function at(share)
    local place = 1 + (#sorted - 1) * share
    local low = math.floor(place)
    local high = math.min(low + 1, #sorted)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - low)
  end
  return { q1 = at(0.25), median = at(0.5), q3 = at(0.75), n = #sorted }
end

-- Ratios of a name to another, over all rounds that have both.
local function ratios(runs, shape, name, to)
  local list = {}
  for _, run in ipairs(runs) do
    local own, base = run.samples[name], run.samples[to]
    if run.shape == shape and own and base then
      for i = 1, math.min(#own, #base) do list[#list + 1] = own[i] / base[i] end
    end
  end
  return list
end

-- Times of a name over all rounds of a shape.
local function median_ns(runs, shape, name)
  local list = {}
  for _, run in ipairs(runs) do
    if run.shape == shape then
      for _, ns in ipairs(run.samples[name] or {}) do list[#list + 1] = ns end
    end
  end
  return statistics.quartiles(list).median
end

-- The geometric mean of the shapes' medians, and its error.
local function score_of(by_shape, shapes)
  local log, variance = 0, 0
  for _, shape in ipairs(shapes) do
    local ratio = by_shape[shape]
    local spread = (ratio.q3 - ratio.q1) / ratio.median
    log = log + math.log(ratio.median)
    variance = variance + (ERROR_OF_MEDIAN * spread) ^ 2 / ratio.n
  end
  return math.exp(log / #shapes), math.sqrt(variance) / #shapes
end

--- What runs say of every name in them that was timed at each shape.
-- @return { [name] = { score, error, shapes = { [shape] = quartiles and ns } } }
function statistics.summary(runs, baseline, shapes)
  local names, all = {}, {}
  for _, run in ipairs(runs) do
    for name in pairs(run.samples) do names[name] = true end
  end
  for name in pairs(names) do
    local by_shape, complete = {}, true
    for _, shape in ipairs(shapes) do
      local list = ratios(runs, shape, name, baseline)
      complete = complete and #list > 0
      if complete then
        by_shape[shape] = statistics.quartiles(list)
        by_shape[shape].ns = median_ns(runs, shape, name)
      end
    end
    if complete then
      local score, deviation = score_of(by_shape, shapes)
      all[name] = { score = score, error = deviation, shapes = by_shape }
    end
  end
  return all
end

--- How far two equal kernels can seem apart: the baseline and its copy, and twice the
-- error of the copy's score.
function statistics.floor(summary)
  local again = summary[statistics.AGAIN]
  return math.max(LEAST_FLOOR, math.abs(again.score - 1), 2 * again.error)
end

--- Names of schedules by score, best first; equal scores by name.
function statistics.ranked(summary)
  local names = {}
  for name in pairs(summary) do
    if name ~= statistics.AGAIN and name ~= statistics.LIMIT then
      names[#names + 1] = name
    end
  end
  table.sort(names, function(a, b)
    if summary[a].score ~= summary[b].score then
      return summary[a].score < summary[b].score
    end
    return a < b
  end)
  return names
end

--- The schedule to use: the baseline, unless it is beaten by more than the noise floor;
-- of those that are as good as the best, the one with the least code.
-- @param bytes code of each schedule, by name
function statistics.choose(summary, baseline, bytes)
  local floor = statistics.floor(summary)
  local ranked = statistics.ranked(summary)
  local best = summary[ranked[1]].score
  if best >= 1 - floor then return baseline end
  local choice = ranked[1]
  for _, name in ipairs(ranked) do
    local score = summary[name].score
    local as_good = score <= best + floor and score < 1 - floor
    if as_good and bytes[name] < bytes[choice] then choice = name end
  end
  return choice
end

return statistics
