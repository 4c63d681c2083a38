-- A few tokens of a dump, summed up so that any rotation can be held against them at
-- once.
-- In: a way to read a dump, and which tokens. Out: how far a rope at given positions is
-- from them; at which angle a pair was turned.
-- Always: a rotation by angle t with factor f leaves out - f R(t) in with the energy yy +
-- f^2 xx - 2 f (dot cos t + cross sin t), so that sums over heads are enough.

local reading = require("verify.reading")

local sample = {}

-- Of each side; 16-bit types need some to see through their roundings.
local MOST_HEADS <const> = { f32 = 2, bf16 = 8, f16 = 8 }

-- A few heads of each side, spread evenly.
local function chosen_heads(way)
  local count, heads = {}, {}
  for _, head in ipairs(way.heads) do
    count[head.side] = (count[head.side] or 0) + 1
  end
  for _, head in ipairs(way.heads) do
    local step = math.ceil(count[head.side] / MOST_HEADS[head.side.dtype])
    if head.number % step == 0 then heads[#heads + 1] = head end
  end
  return heads
end

--- Sums up tokens.
-- @param tokens their numbers, in rising order
-- @return a sample: { tokens, energy } and what the functions below read
function sample.new(way, tokens)
  local taken = { tokens = tokens, heads = {}, sums = {}, still = {}, energy = 0.0 }
  local chosen = chosen_heads(way)
  for i, token in ipairs(tokens) do
    local heads = {}
    for h, head in ipairs(chosen) do
      local x = reading.head(way, head, token, "before")
      heads[h] = { x = x, y = reading.head(way, head, token, "after") }
      for _, number in ipairs(x) do taken.energy = taken.energy + number * number end
    end
    taken.heads[i] = heads
  end
  return taken
end

-- What a pair's channels sum up to, per token { xx, yy, dot, cross }.
local function sums_of(taken, pair)
  local a, b = pair.input[1] + 1, pair.input[2] + 1
  local u, v = pair.output[1] + 1, pair.output[2] + 1
  local key = a << 42 | b << 28 | u << 14 | v
  local sums = taken.sums[key]
  if sums then return sums end
  sums = {}
  for i, heads in ipairs(taken.heads) do
    local xx, yy, dot, cross = 0.0, 0.0, 0.0, 0.0
    for _, head in ipairs(heads) do
      local xa, xb, yu, yv = head.x[a], head.x[b], head.y[u], head.y[v]
      xx, yy = xx + xa * xa + xb * xb, yy + yu * yu + yv * yv
      dot, cross = dot + xa * yu + xb * yv, cross + xa * yv - xb * yu
    end
    sums[i] = { xx = xx, yy = yy, dot = dot, cross = cross }
  end
  taken.sums[key] = sums
  return sums
end
sample.sums_of = sums_of

-- The energy of what a channel that is passed on changed by.
local function moved(taken, channel)
  local energy = taken.still[channel]
  if energy then return energy end
  energy = 0.0
  for _, heads in ipairs(taken.heads) do
    for _, head in ipairs(heads) do
      local change = head.y[channel] - head.x[channel]
      energy = energy + change * change
    end
  end
  taken.still[channel] = energy
  return energy
end

--- The first and the last channel that changed in any token, 0-based; nil if none did.
function sample.changed(taken, head_dim)
  local first, last
  for channel = 0, head_dim - 1 do
    if moved(taken, channel + 1) > 0 then first, last = first or channel, channel end
  end
  return first, last
end

--- How far a rope at positions is from a sample: the energy of the difference relative to
-- that of q and k, 0 where they are equal and about 2 where all is turned anyhow.
-- @param ids per token of the sample its positions
-- @param most where it may stop, since it is no better
function sample.distance(taken, rope, ids, most)
  local rest, limit = 0.0, most and most * taken.energy or math.huge
  local turned, cos, sin = {}, math.cos, math.sin
  local factor, sign = rope.cos_factor, rope.sin_factor < 0 and -1 or 1
  for _, pair in ipairs(rope.pairs) do
    turned[pair.input[1]], turned[pair.input[2]] = true, true
    local axis = pair.axis
    local f = sign * rope.axes[axis].scale * rope.axes[axis].inv_freq[pair.index + 1]
    for i, sums in ipairs(sums_of(taken, pair)) do
      local angle = ids[i][axis] * f
      rest = rest + sums.yy + factor * (factor * sums.xx
        - 2 * (sums.dot * cos(angle) + sums.cross * sin(angle)))
    end
    if rest > limit then return math.huge end
  end
  for channel = 0, rope.head_dim - 1 do
    if not turned[channel] then rest = rest + moved(taken, channel + 1) end
  end
  return math.max(rest, 0.0) / taken.energy
end

return sample
