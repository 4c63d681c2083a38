-- What a dump says of frequencies by itself: how fast its pairs turn, and the theta or
-- factor that this means.
-- In: a sample, a rope that pairs the channels rightly, and positions. Out: radians per
-- position, and numbers for a config. Always: nothing is taken from a config but which
-- channels are a pair and by which axis it turns.

local sample = require("verify.sample")

local solve = {}

local TWO_PI <const> = 2 * math.pi

local function wrap(angle)
  return angle - TWO_PI * math.floor(angle / TWO_PI + 0.5)
end

-- Positions that are at most so much further apart than those that a frequency is known
-- from do not leave open how many whole turns lie between.
local MOST_GROWTH <const> = 8

-- The frequency of a pair out of { position, angle } points: from the smallest distance
-- of two positions to the largest, each step saying how many whole turns the next one is.
-- @return radians per position and the distance it is known from; nil if all stand alike
local function frequency(points)
  table.sort(points, function(a, b) return a.position < b.position end)
  local gaps = {}
  for i = 1, #points do
    for k = i + 1, #points do
      local gap = points[k].position - points[i].position
      if gap > 0 then
        gaps[#gaps + 1] = { gap = gap, turn = points[k].angle - points[i].angle }
      end
    end
  end
  table.sort(gaps, function(a, b) return a.gap < b.gap end)
  if not gaps[1] then return nil end
  local reach, found = gaps[1].gap, wrap(gaps[1].turn) / gaps[1].gap
  for _, at in ipairs(gaps) do
    if at.gap > reach and at.gap <= MOST_GROWTH * reach then
      found = found + wrap(at.turn - found * at.gap) / at.gap
      reach = at.gap
    end
  end
  return found, reach
end

local MOST_POINTS <const> = 24

--- How fast each pair turns.
-- @param ids per token of the sample its positions
-- @return a list, one per pair: { turn, reach }, radians per position, known from
--   positions that are `reach` apart; false where all its positions are one
function solve.frequencies(taken, rope, ids)
  local list = {}
  for j, pair in ipairs(rope.pairs) do
    local points, seen, scale = {}, {}, rope.axes[pair.axis].scale
    for i, sums in ipairs(sample.sums_of(taken, pair)) do
      local position = ids[i][pair.axis] * scale
      if not seen[position] and sums.xx > 0 and #points < MOST_POINTS then
        seen[position] = true
        points[#points + 1] = { position = position,
          angle = math.atan(sums.cross, sums.dot) }
      end
    end
    local turn, reach = frequency(points)
    list[j] = turn and { turn = turn, reach = reach }
  end
  return list
end

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

-- The number of fewest digits within a relative tolerance.
local function roundest(x, tolerance)
  for digits = 0, 8 do
    local near = tonumber(("%." .. digits .. "e"):format(x))
    if math.abs(near - x) <= tolerance * math.abs(x) then return near end
  end
  return tonumber(("%.9g"):format(x))
end

local DOUBT <const> = { 30, 1, 0 }

--- What a measured number may be meant to be, the roundest first.
-- @param tolerance how far it may be off, relative
-- @return a list of numbers
function solve.round(x, tolerance)
  local list = {}
  for _, times in ipairs(DOUBT) do
    local near = roundest(x, times * tolerance)
    if list[#list] ~= near then list[#list + 1] = near end
  end
  for i, near in ipairs(list) do list[i] = math.tointeger(near) or near end
  return list
end

-- Relative to what is known of an angle, an error of it.
local NOISE <const> = { f32 = 1e-6, f16 = 2e-3, bf16 = 2e-2 }

-- By what the frequencies of a dump and of a rope differ, per pair that can tell: { ratio
-- of dump to rope, how far that may be off }.
local function ratios(found, rope, dtype, axis)
  local list = {}
  for j, pair in ipairs(rope.pairs) do
    local f = rope.axes[pair.axis].inv_freq[pair.index + 1]
    local at = found[j]
    if at and f > 0 and at.turn ~= 0 and (not axis or pair.axis == axis) then
      list[j] = { ratio = math.abs(at.turn) / f,
        error = NOISE[dtype] / (math.abs(at.turn) * at.reach) }
    end
  end
  return list
end

--- The base that a dump's frequencies have, where a rope's are of another base.
-- @param slower the same rope with a base larger by `step`, relative
-- @param axis the number of the axis that is asked for; nil for all
-- @return numbers to try, the roundest first
function solve.theta(found, rope, slower, theta, step, dtype, axis)
  local logs, best = {}, math.huge
  for j, at in pairs(ratios(found, rope, dtype, axis)) do
    local pair = rope.pairs[j]
    local f = rope.axes[pair.axis].inv_freq[pair.index + 1]
    local exponent = math.log(f / slower.axes[pair.axis].inv_freq[pair.index + 1])
      / math.log(1 + step)
    if exponent > 0.02 then
      logs[#logs + 1] = { log = -math.log(at.ratio) / exponent,
        error = at.error / exponent }
      best = math.min(best, logs[#logs].error)
    end
  end
  local sharp = {}
  for _, at in ipairs(logs) do
    if at.error <= 8 * best then sharp[#sharp + 1] = at.log end
  end
  if not sharp[1] then return {} end
  local solved = theta * math.exp(median(sharp))
  return solved >= 1 and solved <= 1e12
    and solve.round(solved, math.max(4 * best, 1e-7)) or {}
end

--- By how much a dump's pairs turn faster than a rope's: all of them, if they do alike,
-- and the slowest.
-- @return two { ratio, error }, the error relative; nil where no pair can tell
function solve.ratio(found, rope, dtype, axis)
  local all, best, last, last_f = {}, math.huge, nil, math.huge
  for j, at in pairs(ratios(found, rope, dtype, axis)) do
    all[#all + 1], best = at, math.min(best, at.error)
    local f = rope.axes[rope.pairs[j].axis].inv_freq[rope.pairs[j].index + 1]
    if f < last_f then last, last_f = at, f end
  end
  local sharp = {}
  for _, at in ipairs(all) do
    if at.error <= 8 * best then sharp[#sharp + 1] = at.ratio end
  end
  if not sharp[1] then return nil end
  return { ratio = median(sharp), error = best }, last
end

--- The factor of cos and sin: how much longer all pairs together are after the rotation,
-- which does not depend on what is paired with what.
-- @return numbers to try, the roundest first
function solve.factor(taken, rope, dtype)
  local xx, yy = 0.0, 0.0
  for _, pair in ipairs(rope.pairs) do
    for _, sums in ipairs(sample.sums_of(taken, pair)) do
      xx, yy = xx + sums.xx, yy + sums.yy
    end
  end
  return xx > 0 and yy > 0 and solve.round(math.sqrt(yy / xx), NOISE[dtype]) or {}
end

return solve
