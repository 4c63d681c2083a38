-- Holds a dump against a config, element by element.
-- In: a rope, a way to read q and k, positions. Out: how many numbers have the same bits,
-- how far the others are, and the first that is wrong.
-- Always: wrong is what roundings cannot explain. Whatever order a reference works in, a
-- result has at most four errors of a rounding of the larger of its inputs: cos and sin
-- (tables that are not correctly rounded are off by up to two), the product and the sum;
-- and ours has as many. In a 16-bit type the four are of that type.

local numbers = require("verify.numbers")
local reading = require("verify.reading")
local turn = require("verify.turn")

local compare = {}

local ROUNDINGS <const> = 8
local ANGLE_ROUNDINGS <const>, MOST_OF_ANGLES <const> = 4, 1 / 16 -- radians

-- One element: notes what it is worth.
local function weigh(result, place, expected, got, limit, angle_limit)
  local off = math.abs(expected - got)
  if expected ~= expected and got ~= got then off = 0.0 end
  result.unequal = result.unequal + 1
  local ratio = off / limit
  if ratio ~= ratio then ratio = math.huge end
  if ratio > result.ratio then
    result.ratio, result.off, result.at, result.expected = ratio, off, place(), expected
  end
  if ratio > 1 then
    result.wrong = result.wrong + 1
    result.not_angles = result.not_angles or off ~= off or off > angle_limit
    result.first = result.first or place()
    result.wrong_numbers[place().number or "passed on"] = true
  end
end

-- A head of a token against what is expected.
local function compare_head(result, rope, way, head, token, row)
  local dtype = head.side.dtype
  local x = reading.head(way, head, token, "before")
  local y = reading.head(way, head, token, "after")
  local expected = turn.head(row.channels, dtype, rope.rounding, row.cos, row.sin, x)
  local unit = numbers.unit(dtype)
  result.total = result.total + #x
  for channel = 1, #x do
    local want, got = expected[channel], y[channel]
    if want ~= got and (want == want or got == got)
      or want == 0 and got == 0 and 1 / want ~= 1 / got then
      local j = row.pair_of[channel]
      local pair = rope.pairs[j]
      local function place()
        return { token = token, head = head, pair = pair, number = j and j - 1,
          channel = channel - 1, expected = want, got = got, ids = row.ids }
      end
      local size = pair and (math.abs(x[pair.input[1] + 1])
        + math.abs(x[pair.input[2] + 1])) * rope.cos_factor or 0
      local limit = pair and ROUNDINGS * unit * size + 4 * numbers.least(dtype) or 0
      local angle = pair and math.abs(row.ids[pair.axis] * rope.axes[pair.axis].scale
        * rope.axes[pair.axis].inv_freq[pair.index + 1]) or 0
      local off = math.min(ANGLE_ROUNDINGS * 0x1p-24 * angle, MOST_OF_ANGLES)
      weigh(result, place, want, got, limit, limit + off * size)
    end
  end
end

--- Compares tokens.
-- @param positions of reading.positions
-- @param options { tokens = a list of their numbers, all unless given; stop = true to
--   end at the first token that is wrong; quick = true for turn.quick_rows }
-- @return { tokens, total, unequal, wrong, wrong_tokens, wrong_numbers, ratio, off, at,
--   first, not_angles }: tokens and numbers compared, numbers of other bits, those beyond
--   rounding, in how many tokens and the set of which pairs; the largest difference in
--   units of what rounding allows, itself, and where; the first wrong number; whether
--   anything is beyond what a float32 angle, rounded otherwise, explains. A place is {
--   token, head, pair, number, channel, expected, got, ids }, pair nil where the channel
--   is passed on
function compare.run(rope, way, positions, options)
  local result = { tokens = 0, total = 0, unequal = 0, wrong = 0, wrong_tokens = 0,
    wrong_numbers = {}, ratio = 0.0, off = 0.0 }
  local rows = (options.quick and turn.quick_rows or turn.rows)(rope)
  local channels, pair_of = turn.channels(rope), {}
  for j, pair in ipairs(rope.pairs) do
    pair_of[pair.output[1] + 1], pair_of[pair.output[2] + 1] = j, j
  end
  local tokens = options.tokens
  for i = 1, tokens and #tokens or way.tokens do
    local token = tokens and tokens[i] or i - 1
    local ids = positions.at(token)
    local cos, sin = rows(ids)
    cos, sin = turn.rounded(rope, way.heads[1].side.dtype, cos, sin)
    local row = { cos = cos, sin = sin, ids = ids, pair_of = pair_of,
      channels = channels }
    local wrong = result.wrong
    for _, head in ipairs(way.heads) do
      compare_head(result, rope, way, head, token, row)
    end
    result.tokens = result.tokens + 1
    if result.wrong > wrong then result.wrong_tokens = result.wrong_tokens + 1 end
    if options.stop and result.first then break end
  end
  return result
end

return compare
