-- The search of the tuner, on machines that are made up.

local statistics = require("tune.statistics")
local sweep = require("tune.sweep")
local timing = require("timing")

local SHAPES <const> = { "small", "large" }
local NOISE <const> = 0.04
local SECONDS <const> = 60
local NS_TO_SECONDS <const> = 6e-6 -- of a made-up sample, so that rounds are few

-- A sweep of made-up schedules: the choice, the runs, what it cost.
-- @param options { known = runs, stop = stages after which it is interrupted }
local function tune(times, names, bytes, seed, options)
  options = options or {}
  local machine = timing.machine(times, names[1], NOISE, seed)
  local runs, spent, asked = options.known or {}, 0, {}
  local others = table.move(names, 2, #names, 1, {})
  local good, problem = pcall(sweep.run, {
    names = others, baseline = names[1], shapes = SHAPES, runs = runs,
    left = function() return SECONDS - spent end,
    time = function(stage, shape, wanted, seconds)
      local round = 0
      for _, name in ipairs(wanted) do round = round + times[name][shape] end
      round = (round + 3 * times[names[1]][shape]) * NS_TO_SECONDS
      local rounds = math.min(201, math.max(7, math.floor(seconds / round)))
      spent = spent + rounds * round
      asked[#asked + 1] = { stage = stage, shape = shape, names = wanted }
      runs[#runs + 1] = { stage = stage, shape = shape,
        samples = machine(wanted, shape, rounds) }
    end,
    done = function(stage)
      if stage == options.stop then error("stopped", 0) end
    end,
  })
  if not good then assert.are.equal("stopped", problem) end
  local summary = statistics.summary(runs, names[1], SHAPES)
  return { choice = statistics.choose(summary, names[1], bytes), summary = summary,
    runs = runs, spent = spent, asked = asked }
end

-- The true score of a schedule.
local function score(times, names, name)
  local product = 1
  for _, shape in ipairs(SHAPES) do
    product = product * times[name][shape] / times[names[1]][shape]
  end
  return product ^ (1 / #SHAPES)
end

local function best_score(times, names)
  local best = 1
  for _, name in ipairs(names) do best = math.min(best, score(times, names, name)) end
  return best
end

local function equal_bytes(names)
  local bytes = {}
  for _, name in ipairs(names) do bytes[name] = 1000 end
  return bytes
end

describe("a sweep", function()
  it("chooses within 2 % of the best of all, whatever the machine", function()
    for seed = 1, 25 do
      local times, names = timing.landscape(4 + 3 * seed, SHAPES, 0.3, seed)
      local done = tune(times, names, equal_bytes(names), seed + 1000)
      local chosen, best = score(times, names, done.choice), best_score(times, names)
      assert.is_true(chosen <= 1.02 * best, ("seed %d: %.3f, best %.3f"):format(
        seed, chosen, best))
      assert.is_true(done.spent <= SECONDS * 1.02, "seed " .. seed)
    end
  end)

  it("times fewer and fewer, the baseline always", function()
    local times, names = timing.landscape(60, SHAPES, 0.3, 7)
    local done = tune(times, names, equal_bytes(names), 8)
    local before, last = math.huge, done.asked[#done.asked]
    for _, one in ipairs(done.asked) do
      assert.is_true(#one.names <= before)
      before = #one.names
    end
    assert.are.equal(59, #done.asked[1].names)
    assert.is_true(#last.names >= 1 and #last.names <= 4)
    for _, run in ipairs(done.runs) do
      assert.is_truthy(run.samples[names[1]] and run.samples.again and run.samples.limit)
    end
  end)

  it("ends early where nothing is as good as what is in use", function()
    local times, names = timing.landscape(20, SHAPES, 0.1, 3)
    for _, name in ipairs(names) do
      for _, shape in ipairs(SHAPES) do
        times[name][shape] = times[name][shape] * (name == names[1] and 1 or 2)
      end
    end
    local done = tune(times, names, equal_bytes(names), 4)
    assert.are.equal(names[1], done.choice)
    assert.are.equal(#SHAPES, #done.asked)
  end)

  it("goes on where it was stopped, and times no stage twice", function()
    local times, names = timing.landscape(30, SHAPES, 0.3, 11)
    local bytes = equal_bytes(names)
    local half = tune(times, names, bytes, 12, { stop = 2 })
    local asked = #half.asked
    local rest = tune(times, names, bytes, 13, { known = half.runs })
    assert.are.equal(2 * #SHAPES, asked)
    for _, one in ipairs(rest.asked) do assert.is_true(one.stage > 2) end
    local again = tune(times, names, bytes, 14, { known = rest.runs })
    assert.are.same({}, again.asked)
    assert.are.equal(rest.choice, again.choice)
  end)

  it("times alone what a run lost", function()
    local times, names = timing.landscape(10, SHAPES, 0.3, 21)
    local done = tune(times, names, equal_bytes(names), 22, { stop = 1 })
    done.runs[1].samples[names[4]] = nil
    local rest = tune(times, names, equal_bytes(names), 23, { known = done.runs })
    assert.are.same({ names[4] }, rest.asked[1].names)
  end)

  it("manages with nothing to compare", function()
    local times, names = timing.landscape(1, SHAPES, 0, 5)
    local done = tune(times, names, equal_bytes(names), 6)
    assert.are.equal(names[1], done.choice)
  end)
end)
