-- What samples say of schedules.

local statistics = require("tune.statistics")
local timing = require("timing")

local SHAPES <const> = { "small", "large" }

-- Runs of made-up times, each a level for both shapes.
local function runs_of(levels, baseline, noise, rounds)
  local times, names = {}, {}
  for name, level in pairs(levels) do
    times[name] = { small = 100 * level, large = 1e6 * level }
    names[#names + 1] = name
  end
  local machine, runs = timing.machine(times, baseline, noise, 42), {}
  for i, shape in ipairs(SHAPES) do
    runs[i] = { stage = 1, shape = shape, samples = machine(names, shape, rounds) }
  end
  return runs
end

local function choice(levels, bytes, noise)
  local summary = statistics.summary(runs_of(levels, "now", noise or 0.002, 101), "now",
    SHAPES)
  return statistics.choose(summary, "now", bytes), summary
end

describe("statistics", function()
  it("knows quartiles", function()
    assert.are.same({ q1 = 2, median = 3, q3 = 4, n = 5 },
      statistics.quartiles({ 5, 3, 1, 4, 2 }))
    assert.are.same({ q1 = 7, median = 7, q3 = 7, n = 1 }, statistics.quartiles({ 7 }))
    assert.are.equal(2.5, statistics.quartiles({ 1, 2, 3, 4 }).median)
  end)

  it("compares within rounds, whatever disturbs these", function()
    local runs = { { shape = "small", samples = { now = { 10, 100, 1000 },
      other = { 9, 90, 900 }, again = { 10, 100, 1000 }, limit = { 5, 50, 500 } } } }
    local other = statistics.summary(runs, "now", { "small" }).other
    assert.are.equal(0.9, other.shapes.small.median)
    assert.is_true(math.abs(other.score - 0.9) < 1e-12)
    assert.are.equal(90, other.shapes.small.ns)
  end)

  it("scores by the geometric mean, and only what was timed at all shapes", function()
    local runs = {
      { shape = "small", samples = { now = { 1 }, other = { 2 }, slow = { 9 },
        half = { 1 } } },
      { shape = "large", samples = { now = { 4 }, other = { 2 }, slow = { 16 } } },
    }
    local summary = statistics.summary(runs, "now", SHAPES)
    assert.is_true(math.abs(summary.other.score - 1) < 1e-12)
    assert.is_true(math.abs(summary.slow.score - 6) < 1e-12)
    assert.is_nil(summary.half)
  end)

  it("keeps what is in use unless it is beaten by more than the floor", function()
    local bytes = { now = 1000, other = 100 }
    assert.are.equal("now", (choice({ now = 1, other = 0.993 }, bytes)))
    assert.are.equal("now", (choice({ now = 1, other = 1 }, bytes)))
    assert.are.equal("other", (choice({ now = 1, other = 0.97 }, bytes)))
  end)

  it("has a floor that grows with the noise", function()
    local quiet = select(2, choice({ now = 1 }, { now = 1 }, 0.001))
    local loud = select(2, choice({ now = 1 }, { now = 1 }, 0.2))
    assert.are.equal(0.01, statistics.floor(quiet))
    assert.is_true(statistics.floor(loud) > 0.012)
    quiet.again.score = 1.03
    assert.is_true(math.abs(statistics.floor(quiet) - 0.03) < 1e-12)
  end)

  it("gives a tie to the smaller code, and only a tie", function()
    local bytes = { now = 500, best = 900, tie = 800, smaller = 700, worse = 100 }
    local levels = { now = 1, best = 0.9, tie = 0.902, smaller = 0.9015, worse = 0.93 }
    assert.are.equal("smaller", (choice(levels, bytes)))
    bytes.best = 600
    assert.are.equal("best", (choice(levels, bytes)))
  end)

  it("puts runs of several sweeps together", function()
    local levels = { now = 1, a = 0.9, b = 0.8, c = 1.2 }
    local whole = statistics.summary(runs_of(levels, "now", 0.002, 61), "now", SHAPES)
    local parts = runs_of({ now = 1, a = 0.9 }, "now", 0.002, 61)
    table.move(runs_of({ now = 1, b = 0.8, c = 1.2 }, "now", 0.002, 61), 1, 2, 3, parts)
    local joined = statistics.summary(parts, "now", SHAPES)
    assert.are.same(statistics.ranked(whole), statistics.ranked(joined))
    for name in pairs(levels) do
      assert.is_true(math.abs(whole[name].score - joined[name].score) < 0.002, name)
    end
  end)
end)
