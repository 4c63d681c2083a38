-- A runner of the tuner that times nothing: times are given, noise is made up.
-- In: true times by name and shape. Out: runs as statistics.lua takes them.
-- Always: the same noise for the same seed; a round disturbs all of it alike, a sample
-- only itself.

local timing = {}

local MOST_SLOWER <const> = 0.5 -- of a round, whoever else uses the machine

-- Numbers from 0 to 1 by a linear congruence.
local function random(seed)
  local state = seed
  return function()
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 11) / 0x1p53
  end
end

--- A machine of its own temper.
-- @param times { [name] = { [shape] = ns } }; noise of a sample, 0.02 for 2 %
-- @return function(names, shape, rounds): a run's samples, with `again` and `limit`
function timing.machine(times, baseline, noise, seed)
  local draw = random(seed)
  return function(names, shape, rounds)
    local samples, true_ns = {}, { again = times[baseline][shape], limit = 1 }
    for _, name in ipairs(names) do true_ns[name] = times[name][shape] end
    true_ns[baseline] = times[baseline][shape]
    local order = {}
    for name in pairs(true_ns) do
      order[#order + 1], samples[name] = name, {}
    end
    table.sort(order)
    for round = 1, rounds do
      local slower = 1 + MOST_SLOWER * draw()
      for _, name in ipairs(order) do
        local own = 1 + noise * (draw() + draw() - 1)
        samples[name][round] = true_ns[name] * slower * own
      end
    end
    return samples
  end
end

--- Times of `count` schedules: the first is in use, the others are up to `spread` faster
-- or slower, alike in all shapes but for a tenth of that.
function timing.landscape(count, shapes, spread, seed)
  local draw, times, names = random(seed), {}, {}
  for i = 1, count do
    names[i] = ("schedule%02d"):format(i)
    local level = i == 1 and 1 or 1 + spread * (2 * draw() - 1)
    times[names[i]] = {}
    for at, shape in ipairs(shapes) do
      times[names[i]][shape] = 1000 * at * level * (1 + spread / 5 * (draw() - 0.5))
    end
  end
  return times, names
end

return timing
