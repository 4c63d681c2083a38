-- What a dump itself says where no neighbour of a config explains it: which channels turn
-- together, how fast, and where a token seems to stand.
-- In: a sample, a rope, positions. Out: sentences, none where nothing is seen.
-- Always: each says what was measured beside what the config says.

local sample = require("verify.sample")
local solve = require("verify.solve")

local diagnose = {}

local KEPT <const> = { f32 = 1e-4, f16 = 1e-2, bf16 = 4e-2 } -- of a length, relative

-- How far two channels are from keeping their length, times the factor, in any token.
local function stretch(taken, pair, factor)
  local worst = 0.0
  for _, sums in ipairs(sample.sums_of(taken, pair)) do
    if sums.xx > 0 then
      worst = math.max(worst, math.abs(sums.yy / (factor * factor * sums.xx) - 1))
    end
  end
  return worst
end

-- The channel that turns together with another; nil if none does, or several might.
local function partner(taken, rope, channel, factor, kept)
  local found
  for other = 0, rope.head_dim - 1 do
    local pair = { input = { channel, other }, output = { channel, other } }
    if other ~= channel and stretch(taken, pair, factor) < kept then
      if found then return nil end
      found = other
    end
  end
  return found
end

-- What is wrong with the pairs of a rope; nil if they keep their lengths.
local function of_pairs(taken, rope, factor, kept)
  local broken
  for j, pair in ipairs(rope.pairs) do
    if stretch(taken, pair, factor) > kept then broken = broken or j end
  end
  if not broken then return nil end
  local pair = rope.pairs[broken]
  local channel = pair.input[1]
  local other = partner(taken, rope, channel, factor, kept)
  if other then
    return ("channels %d and %d turn together in the dump; the config pairs %d and %d")
      :format(channel, other, channel, pair.input[2])
  end
  return ("channels %d and %d do not keep their length together, nor does channel %d "
    .. "with another: this is no rotation by pairs, or heads or tokens change places")
    :format(channel, pair.input[2], channel)
end

-- The rope with the frequencies of the dump.
local function measured(rope, found, factor)
  local axes, least = {}, nil
  for i, axis in ipairs(rope.axes) do
    axes[i] = { scale = axis.scale, inv_freq = table.move(axis.inv_freq, 1,
      #axis.inv_freq, 1, {}) }
  end
  for j, pair in ipairs(rope.pairs) do
    if found[j] then
      local own = axes[pair.axis].inv_freq
      local given = own[pair.index + 1]
      own[pair.index + 1] = found[j].turn
      least = least or math.abs(found[j].turn - given) > 1e-3 * given and j
    end
  end
  return { head_dim = rope.head_dim, pairs = rope.pairs, axes = axes,
    cos_factor = factor, sin_factor = factor }, least
end

local EXPLAINED <const> = 0.01

-- Whether other frequencies explain all; the first that differs.
local function of_frequencies(taken, rope, ids, factor, kept)
  local found, still = solve.frequencies(taken, rope, ids), true
  for _, at in ipairs(found) do
    still = still and (not at or math.abs(at.turn) * at.reach < kept)
  end
  if still then return "no pair of channels turns in the dump" end
  local like, first = measured(rope, found, factor)
  if not first or sample.distance(taken, like, ids) > EXPLAINED then return nil end
  local pair = rope.pairs[first]
  local axis = rope.axes[pair.axis]
  return ("pair %d turns by %.6g per position of axis %s in the dump, by %.6g in the "
    .. "config; such frequencies explain it all, freq.kind = \"list\" takes any")
    :format(first - 1, found[first].turn, axis.name,
    axis.scale * axis.inv_freq[pair.index + 1])
end

local REACH <const> = 1024

-- The position on an axis by which a token of the sample was turned, and how well that
-- explains it.
local function position_of(taken, rope, token, axis)
  local own, energy = {}, 0.0
  for _, pair in ipairs(rope.pairs) do
    if pair.axis == axis then
      local sums = sample.sums_of(taken, pair)[token]
      own[#own + 1] = { sums = sums, f = rope.axes[axis].scale
        * rope.axes[axis].inv_freq[pair.index + 1] }
      energy = energy + sums.xx + sums.yy
    end
  end
  local best, least
  for position = -REACH, REACH do
    local rest = energy
    for _, at in ipairs(own) do
      rest = rest - 2 * (at.sums.dot * math.cos(position * at.f)
        + at.sums.cross * math.sin(position * at.f))
    end
    if not least or rest < least then best, least = position, rest end
  end
  return best, energy > 0 and least / energy or 0.0
end

-- The first token that was turned as one at another place.
local function of_positions(taken, rope, ids)
  for i, token in ipairs(taken.tokens) do
    local seen, given, differs, explained = {}, {}, false, true
    for axis in ipairs(rope.axes) do
      local position, rest = position_of(taken, rope, i, axis)
      seen[axis], given[axis] = tostring(position), tostring(ids[i][axis])
      differs = differs or position ~= ids[i][axis]
      explained = explained and rest < EXPLAINED
    end
    if differs and explained then
      return ("token %d was turned as one at (%s); by the config it is at (%s)"):format(
        token, table.concat(seen, ", "), table.concat(given, ", "))
    end
  end
end

--- What is seen.
-- @param base the config as a candidate of search.lua
-- @return a list of sentences
function diagnose.lines(taken, base, dtype)
  local rope, kept = base.rope, KEPT[dtype]
  local factor = solve.factor(taken, rope, dtype)[1] or rope.cos_factor
  local broken = of_pairs(taken, rope, factor, kept)
  if broken then return { broken } end
  local lines = {}
  if math.abs(factor / rope.cos_factor - 1) > kept then
    lines[1] = ("q is %.6g times as long after the rotation, by the config %.6g times")
      :format(factor, rope.cos_factor)
  end
  lines[#lines + 1] = of_frequencies(taken, rope, base.ids, factor, kept)
    or of_positions(taken, rope, base.ids)
  return lines
end

return diagnose
