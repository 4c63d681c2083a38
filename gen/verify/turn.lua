-- What a config makes of a head, as the generated C would in every bit.
-- In: a rope, the type of q and k, a token's position on each axis, and heads.
-- Out: cos and sin per pair; heads turned.
-- Always: products, and then sums, are rounded by themselves, as gen/rounding.lua says of
-- the type; the specs hold this to a plan run by eval.lua.

local eval = require("eval")
local f32 = require("freq").f32
local freq = require("freq")
local numbers = require("verify.numbers")
local tables = require("tables")

local turn = {}

-- What tables.row wants of an ISA: all of an axis's pairs at once, or else one by one.
local function machine(pairs_of_axis)
  return { row = { { lanes = pairs_of_axis }, { lanes = 1 } }, loops = true }
end

local MOST_ROWS <const> = 1 << 14

-- The sine that the polynomial of hf tables misses, put right as the generated C does.
local function mend(rope, axis, row, own, position)
  if rope.tables ~= "hf" then return end
  for k, pair in ipairs(own) do
    local angle = freq.angle(position, axis.scale, axis.inv_freq[k])
    if math.abs(angle) == freq.HARD_ANGLE then
      local sine = f32(freq.HARD_SINE * rope.sin_factor)
      row[pair.row[2]] = angle < 0 and -sine or sine
    end
  end
end

--- Makes rows of cos and sin of a rope.
-- @return function(ids) to two lists, of cos and sin, one number per pair
function turn.rows(rope)
  local sincos = tables.sincos(rope, 1)
  local makers, own, rows, count = {}, {}, {}, 0
  for i in ipairs(rope.axes) do own[i], rows[i] = {}, {} end
  for _, pair in ipairs(rope.pairs) do
    own[pair.axis][pair.index + 1] = pair
  end
  for i in ipairs(rope.axes) do makers[i] = tables.row(rope, i, machine(#own[i])) end
  local function row_of(i, position)
    local row = rows[i][position]
    if row then return row end
    if count == MOST_ROWS then -- a long sequence keeps only the last
      count = 0
      for axis in ipairs(rows) do rows[axis] = {} end
    end
    row = eval.row(rope.axes[i], makers[i], sincos, position)
    mend(rope, rope.axes[i], row, own[i], position)
    rows[i][position], count = row, count + 1
    return row
  end
  return function(ids)
    local cos, sin, at = {}, {}, {}
    for i in ipairs(rope.axes) do at[i] = row_of(i, ids[i]) end
    for j, pair in ipairs(rope.pairs) do
      local row = at[pair.axis]
      cos[j], sin[j] = row[pair.row[1]], row[pair.row[2]]
    end
    return cos, sin
  end
end

--- The same by the C library's cos and sin, which in float32 differ about once in 2^28
-- times: for searches, which look at many ropes.
function turn.quick_rows(rope)
  return function(ids)
    local cos, sin = {}, {}
    for j, pair in ipairs(rope.pairs) do
      local axis = rope.axes[pair.axis]
      local k, position = pair.index + 1, ids[pair.axis]
      local angle = axis.turns and position * axis.turns[k][3] * 2 * math.pi
        or freq.angle(position, axis.scale, axis.inv_freq[k])
      cos[j], sin[j] = math.cos(angle), math.sin(angle)
    end
    cos, sin = numbers.round("f32", cos), numbers.round("f32", sin)
    for j in ipairs(cos) do
      cos[j], sin[j] = cos[j] * rope.cos_factor, sin[j] * rope.sin_factor
    end
    return numbers.round("f32", cos), numbers.round("f32", sin)
  end
end

--- cos and sin of a token, rounded as a config's rounding says of a type.
function turn.rounded(rope, dtype, cos, sin)
  if dtype == "f32" or rope.rounding == "round_once" then return cos, sin end
  return numbers.round(dtype, cos), numbers.round(dtype, sin)
end

--- The channels of a rope's pairs, 1-based: those that are read and those written.
-- @return four lists, a number per pair each
function turn.channels(rope)
  local a, b, u, v = {}, {}, {}, {}
  for j, pair in ipairs(rope.pairs) do
    a[j], b[j] = pair.input[1] + 1, pair.input[2] + 1
    u[j], v[j] = pair.output[1] + 1, pair.output[2] + 1
  end
  return { a = a, b = b, u = u, v = v }
end

--- A head turned.
-- @param channels of turn.channels
-- @param rule the config's rounding
-- @param cos, sin as turn.rounded gives them
-- @param x a list of head_dim numbers
-- @return a list of the same length
function turn.head(channels, dtype, rule, cos, sin, x)
  local products, sums, n = {}, {}, 0
  local first, second, u, v = channels.a, channels.b, channels.u, channels.v
  for j = 1, #cos do
    local a, b, c, s = x[first[j]], x[second[j]], cos[j], sin[j]
    products[n + 1], products[n + 2], products[n + 3], products[n + 4] =
      a * c, b * s, b * c, a * s
    n = n + 4
  end
  products = numbers.round(rule == "op_by_op" and dtype or "f32", products)
  for k = 1, n, 4 do
    local at = k // 2 + 1
    sums[at], sums[at + 1] = products[k] - products[k + 1], products[k + 2]
      + products[k + 3]
  end
  sums = numbers.round(dtype, sums)
  local y = table.move(x, 1, #x, 1, {})
  for j = 1, #cos do y[u[j]], y[v[j]] = sums[2 * j - 1], sums[2 * j] end
  return y
end

return turn
