-- Whether a dump is what a config says, and if not, which neighbour of it is.
-- In: the fields of a config, a dump. Out: findings, for report.lua to put into words.
-- Always: what is said of a whole dump was compared on all its tokens; a few tokens only
-- decide what is worth that.

local compare = require("verify.compare")
local reading = require("verify.reading")
local sample = require("verify.sample")
local search = require("verify.search")

local judge = {}

local SPREAD_TOKENS <const>, TOKENS_PER_AXIS <const> = 24, 12

-- A few tokens: some spread unevenly, so that no row length hides between them, and of
-- each axis those at distances that double, which tell how fast it turns.
local function few_tokens(way, positions)
  local wanted = {}
  local count = math.min(SPREAD_TOKENS, way.tokens)
  for i = 0, count - 1 do
    local from, to = i * way.tokens // count, (i + 1) * way.tokens // count - 1
    wanted[from + (i * 7919) % (to - from + 1)] = true
  end
  wanted[0], wanted[way.tokens - 1] = true, true
  local ids = positions and positions.at(0) or {}
  for axis, start in ipairs(ids) do
    local step, found = 1, 0
    for token = 0, way.tokens - 1 do
      if found == TOKENS_PER_AXIS then break end
      local away = math.abs(positions.at(token)[axis] - start)
      if away >= step then
        wanted[token], found, step = true, found + 1, step * 2
      end
    end
  end
  local list = {}
  for token in pairs(wanted) do list[#list + 1] = token end
  table.sort(list)
  return list
end

-- Refuses q and k that show nothing: no numbers, or nothing but 0.
local function check_numbers(way, taken)
  for _, token in ipairs(taken.tokens) do
    for _, head in ipairs(way.heads) do
      for _, when in ipairs({ "before", "after" }) do
        for channel, x in ipairs(reading.head(way, head, token, when)) do
          if x ~= x or math.abs(x) == math.huge then
            error({ message = ("%s: %s %s the rotation, at token %d, head %d, channel "
              .. "%d; save a run whose numbers are finite"):format(head.side.path, x,
              when, token, head.number, channel - 1) }, 0)
          end
        end
      end
    end
  end
  if taken.energy == 0 then
    error({ message = way.heads[1].side.path .. ": is 0 wherever it was looked at, which "
      .. "shows nothing; save a run of real or random numbers" }, 0)
  end
end

-- Positions by the config, where its rule makes any for this dump.
local function positions_of(checked, dump, tokens)
  return reading.positions(checked, dump, checked.positions.window ~= nil, tokens)
end

-- The ways to read q and k whose tokens are as many as positions; where there are none,
-- all ways, and why.
local function ways_of(checked, dump)
  if checked.positions.rule == "sequence" and not dump.ids then
    local ways = reading.of_sides(dump, checked.head_dim)
    table.sort(ways, function(a, b) return a.tokens > b.tokens end)
    while ways[2] and ways[#ways].tokens == 1 do ways[#ways] = nil end
    return ways
  end
  local positions, why = positions_of(checked, dump)
  local ways = positions and reading.of_sides(dump, checked.head_dim, positions.count)
  if ways and ways[1] then return ways end
  ways = reading.of_sides(dump, checked.head_dim)
  table.sort(ways, function(a, b) return a.tokens > b.tokens end)
  return ways, why or ("there are positions for %d tokens"):format(positions.count)
end

-- The way of reading by which the config comes nearest, and the search that starts there.
local function nearest_way(given, checked, dump, pool)
  local ways, mismatch = ways_of(checked, dump)
  local best, least
  for _, way in ipairs(ways) do
    local own = not mismatch and positions_of(checked, dump, way.tokens)
    local taken = sample.new(way, few_tokens(way, own))
    check_numbers(way, taken)
    local at = search.new(given, dump, way, taken, pool)
    local distance = at.base and at.base.distance or math.huge
    if not best or distance < least then best, least = at, distance end
  end
  return best, mismatch
end

-- A candidate against tokens of the dump.
local function against(at, candidate, options)
  local positions = reading.positions(candidate.checked, at.dump, candidate.windowed,
    at.way.tokens)
  return compare.run(candidate.rope, at.way, positions, options)
end

local MOST_TRIED <const>, NEAR <const> = 24, 0.01
local AS_NEAR <const>, NOTHING <const> = 4, 1e-12

-- Those of the nearest candidates that a few tokens do not contradict, the ones with the
-- most equal bits first, one per field. What is much further away than one that is right
-- is not as right.
-- @param distance of one that is right, if one is known
local function confirmed(at, list, distance)
  local good, seen = {}, {}
  for i = 1, math.min(MOST_TRIED, #list) do
    local candidate = list[i]
    local limit = distance and AS_NEAR * distance + NOTHING or NEAR
    if candidate.distance > limit then break end
    candidate.result = against(at, candidate, { tokens = at.taken.tokens, stop = true,
      quick = true })
    if not candidate.result.first then
      good[#good + 1], distance = candidate, distance or candidate.distance
    end
  end
  table.sort(good, function(a, b)
    if a.result.unequal ~= b.result.unequal then
      return a.result.unequal < b.result.unequal
    end
    return a.rank < b.rank
  end)
  local own = {}
  for _, candidate in ipairs(good) do
    local key = {}
    for i, change in ipairs(candidate.changes) do key[i] = change.field end
    key = table.concat(key, " ")
    if not seen[key] then own[#own + 1] = candidate end
    seen[key] = true
  end
  return own
end

-- Neighbours that a whole dump bears out: the first, held against all of it, and others
-- of as few changes.
local function find(at, list)
  local good = confirmed(at, list)
  while good[1] do
    good[1].result = against(at, good[1], { stop = true })
    if not good[1].result.first then return good end
    table.remove(good, 1)
  end
end

-- Fields that say how numbers are rounded, not where they belong.
local NUMERIC <const> = { rounding = true, tables = true }

--- Whether a change leaves the layout as it is.
function judge.is_numeric(change) return NUMERIC[change.field] or false end

-- By its own config nearly all numbers of a dump in 16 bits have the same bits, and of
-- one in float32 as many by any config that is right.
local NOTABLE <const>, NOTABLE_SHARE <const>, FEWER <const> = 16, 0.001, 0.5

-- Whether a neighbour has the dump's bits where the config, though within rounding, has
-- not, and comes much nearer, which roundings alone never do: so that what roundings of
-- 16 bits allow hides no error.
local function is_betrayed(found)
  local few, best = found.few, found.matches[1]
  return best and not judge.is_numeric(best.changes[1])
    and few.unequal > math.max(NOTABLE, NOTABLE_SHARE * few.total)
    and best.result.unequal < FEWER * few.unequal
    and AS_NEAR * best.distance + NOTHING < found.at.base.distance
end

local MORE_TOKENS <const> = 8

-- The same search with tokens from the first wrong one on in its sample, where the sample
-- had none that is wrong.
local function looking_at(at, first)
  local wanted, list = {}, {}
  for _, token in ipairs(at.taken.tokens) do wanted[token] = true end
  for token = first, math.min(first + MORE_TOKENS, at.way.tokens) - 1 do
    wanted[token] = true
  end
  for token in pairs(wanted) do list[#list + 1] = token end
  table.sort(list)
  local taken = sample.new(at.way, list)
  check_numbers(at.way, taken)
  return search.new(at.given, at.dump, at.way, taken, at.pool)
end

--- Judges a dump.
-- @param given the fields of the config, checked the same checked
-- @return { at, mismatch, verdict = "bits" | "rounding" | "angles" | "different", result
--   of compare.run on all tokens or up to the first that is wrong, few = the same on the
--   sample, matches = candidates that would be right, nearest = candidates by distance }
function judge.run(given, checked, dump, pool)
  local at, mismatch = nearest_way(given, checked, dump, pool)
  local found = { at = at, mismatch = mismatch, verdict = "different" }
  if at.base then
    found.few = against(at, at.base, { tokens = at.taken.tokens, quick = true })
    local whole = not found.few.not_angles
    found.result = against(at, at.base, { stop = not whole })
    if found.result.unequal == 0 then
      found.verdict = "bits"
    elseif not found.result.first then
      found.verdict = "rounding"
    elseif not found.result.not_angles and whole then
      found.verdict = "angles"
    end
  end
  if found.verdict == "different" and at.base and not found.few.first then
    at = looking_at(at, found.result.first.token)
    found.at, found.few = at, against(at, at.base, { tokens = at.taken.tokens,
      quick = true })
  end
  found.nearest = search.one(at)
  if found.verdict ~= "different" then
    found.matches = confirmed(at, found.nearest, at.base.distance)
    if not is_betrayed(found) then return found end
    found.verdict = "different"
  end
  found.matches = find(at, found.nearest)
  if not found.matches then
    local further = search.two(at, found.nearest)
    found.matches = find(at, further)
    if further[1] and not found.matches then
      table.move(further, 1, #further, #found.nearest + 1, found.nearest)
      table.sort(found.nearest, function(a, b) return a.distance < b.distance end)
    end
  end
  return found
end

return judge
