-- Looks for the neighbour of a config that a dump was made by.
-- In: the fields of a config, a dump as reading.lua reads it, a sample of it. Out:
-- candidates, each the changes that lead to it and its distance from the sample.
-- Always: a candidate passed config.lua; one change comes before two; what the dump
-- itself says of theta and factors is tried beside what shipped models have.

local changes = require("verify.changes")
local config = require("config")
local plain = require("verify.plain")
local reading = require("verify.reading")
local rope = require("rope")
local sample = require("verify.sample")
local solve = require("verify.solve")
local structure = require("verify.structure")

local search = {}

local THETA_STEP <const> = 1 -- what float32 rounds is little beside it

-- The config of fields, checked, and its rope; nil if it is none.
-- @param known its rope, where that is known
local function build(fields, known)
  local good, checked = pcall(config.check, "neighbour", fields)
  if not good then return nil end
  if checked.freq.kind == "runtime" then return nil end
  return checked, known or rope.build(checked)
end

-- The positions of the sample's tokens under a config, in one of its orders; nil where
-- its rule makes another number of tokens.
local function ids_of(at, checked, windowed)
  local key = at.dump.ids and "ids" or plain.spell({ checked.positions, windowed })
  if at.known[key] == nil then
    local positions = reading.positions(checked, at.dump, windowed, at.way.tokens)
    local ids = positions and positions.count == at.way.tokens and {}
    for i, token in ipairs(ids and at.taken.tokens or {}) do
      ids[i] = positions.at(token)
    end
    at.known[key] = ids
  end
  return at.known[key]
end

-- Measures a candidate; false if it cannot be one.
local function measure(at, candidate, most)
  candidate.distance = math.huge
  for _, windowed in ipairs(candidate.checked.positions.window and { true, false }
    or { false }) do
    local ids = ids_of(at, candidate.checked, windowed)
    local distance = ids and sample.distance(at.taken, candidate.rope, ids, most)
    if distance and distance < candidate.distance then
      candidate.distance, candidate.windowed, candidate.ids = distance, windowed, ids
    end
  end
  return candidate.distance < math.huge
end

-- The candidate that a list of changes leads to; nil if it is none.
local function candidate_of(at, list, most)
  local fields, same_pairs = plain.copy(at.given), true
  for _, change in ipairs(list) do
    if not pcall(change.apply, fields) then return nil end
    same_pairs = same_pairs and change.field:find("^positions") ~= nil
  end
  structure.fit_limits(fields)
  local checked, built = build(fields, at.base and same_pairs and at.base.rope)
  if not checked then return nil end
  local candidate = { changes = list, fields = fields, checked = checked, rope = built }
  return measure(at, candidate, most) and candidate
end

local GRAINS <const> = { 2, 4, 8, 16, 32 }

-- Changes to the channels that turn, by those that changed in the dump. A slow pair may
-- not show, so that there may be some more.
local function add_channels(list, at, from)
  local checked = from.checked
  local first, last = sample.changed(at.taken, checked.head_dim)
  if not first or at.given.pairs then return end
  if first ~= checked.rotary_offset then
    list[#list + 1] = plain.set({ "rotary_offset" }, first)
  end
  for _, grain in ipairs(GRAINS) do
    local dim = (last + 1 - checked.rotary_offset + grain - 1) // grain * grain
    if dim ~= checked.rotary_dim and dim >= 2 and dim <= checked.head_dim then
      list[#list + 1] = structure.rotary(dim, checked.rotary_dim)
      list[#list + 1] = structure.rotary(dim, checked.rotary_dim, checked.head_dim)
    end
  end
end

local LARGEST_FACTOR <const> = 1000

-- Scalings of models and a linear one, by the factor that the dump has.
local function add_scalings(add, records, whole, last)
  local function add_with(record, at_rate)
    for _, factor in ipairs(solve.round(1 / at_rate.ratio, 4 * at_rate.error)) do
      local scaling = plain.copy(record)
      scaling.factor = factor
      if factor > 1 and factor < LARGEST_FACTOR then
        add({ "rope_scaling" }, { scaling })
      end
    end
  end
  add_with({ rope_type = "linear" }, whole)
  for _, record in ipairs(records) do
    if record.factor then add_with(record, last) end
  end
end

-- Changes to numbers that the dump gives, seen from a candidate.
local function solved(at, from)
  local list, dtype, axes = {}, at.dump.dtype, from.fields.axes
  add_channels(list, at, from)
  local function add(path, values)
    for _, value in ipairs(values) do
      list[#list + 1] = plain.set(path, value)
      list[#list].solved = true
    end
  end
  add({ "attention_factor" }, solve.factor(at.taken, from.rope, dtype))
  local found = solve.frequencies(at.taken, from.rope, from.ids)
  local function add_theta(path, theta, axis)
    local fields = plain.copy(from.fields)
    plain.set(path, theta * (1 + THETA_STEP)).apply(fields)
    local _, slower = build(fields)
    if slower then
      add(path, solve.theta(found, from.rope, slower, theta, THETA_STEP, dtype, axis))
    end
  end
  add_theta({ "theta" }, from.checked.theta)
  for i, axis in ipairs(#axes > 1 and axes or {}) do
    add_theta({ "axes", i, "theta" }, axis.theta or from.checked.theta, i)
    local whole = solve.ratio(found, from.rope, dtype, i)
    if whole then
      add({ "axes", i, "scale" }, solve.round((axis.scale or 1) * whole.ratio,
        4 * whole.error))
    end
  end
  local whole, last = solve.ratio(found, from.rope, dtype)
  if not whole then return list end
  local given = from.fields.rope_scaling
  if given and given.factor then
    for _, at_rate in ipairs({ whole, last }) do
      add({ "rope_scaling", "factor" },
        solve.round(given.factor / at_rate.ratio, 4 * at_rate.error))
    end
  elseif not given or given.rope_type == "default" then
    add_scalings(add, at.pool.rope_scaling or {}, whole, last)
  end
  return list
end

-- What a candidate means for this dump, so that two that mean the same are one.
local function meaning(at, candidate)
  local parts = {}
  for _, pair in ipairs(candidate.rope.pairs) do
    local axis = candidate.rope.axes[pair.axis]
    parts[#parts + 1] = ("%d %a %d %d %d %d"):format(pair.axis, axis.scale
      * axis.inv_freq[pair.index + 1], pair.input[1], pair.input[2], pair.output[1],
      pair.output[2])
  end
  parts[#parts + 1] = ("%a %a"):format(candidate.rope.cos_factor,
    candidate.rope.sin_factor)
  parts[#parts + 1] = candidate.rope.tables
  if at.dump.dtype ~= "f32" then parts[#parts + 1] = candidate.rope.rounding end
  local rule = at.dump.ids and {} or plain.copy(candidate.checked.positions)
  rule.limits, rule.patch_size = nil, nil
  if not candidate.windowed then rule.window, rule.window_size = nil, nil end
  if at.dump.text_tokens == 0 then rule.text = nil end
  parts[#parts + 1] = plain.spell(rule)
  return table.concat(parts, ";")
end

local function by_distance(a, b)
  if a.distance ~= b.distance then return a.distance < b.distance end
  return a.rank < b.rank
end

-- Adds the candidates of lists of changes that mean something new.
local function add_all(at, list, lists, most)
  for _, one in ipairs(lists) do
    local candidate = candidate_of(at, one, most)
    local key = candidate and meaning(at, candidate)
    if key and not at.seen[key] then
      at.seen[key] = true
      candidate.rank = #list
      list[#list + 1] = candidate
    end
  end
end

--- What a search looks at.
-- @param given the fields of the config
-- @param pool of changes.pool
-- @return a search; its `base` is the config itself as a candidate, nil where its rule
--   makes another number of tokens than q has
function search.new(given, dump, way, taken, pool)
  local at = { given = given, dump = dump, way = way, taken = taken, pool = pool,
    known = {}, seen = {} }
  at.base = candidate_of(at, {})
  if at.base then at.seen[meaning(at, at.base)] = true end
  return at
end

-- A neighbour further away than this is of no use: somewhat further than the config
-- itself, since the first of two right changes may not show yet.
local function reach(at)
  return at.base and math.max(1.5 * at.base.distance, 0.02)
end

--- The candidates that one change leads to, nearest first.
-- @return a list of { changes, fields, checked, rope, ids, windowed, distance }
function search.one(at)
  local list, lists = {}, {}
  local checked = config.check("config", plain.copy(at.given))
  at.changes = changes.of(at.given, checked.rotary_dim, at.pool)
  for _, change in ipairs(at.changes) do lists[#lists + 1] = { change } end
  for _, change in ipairs(at.base and solved(at, at.base) or {}) do
    lists[#lists + 1] = { change }
  end
  add_all(at, list, lists, reach(at))
  table.sort(list, by_distance)
  return list
end

local BEAM <const> = 16

--- The candidates that two changes lead to, nearest first: a further one of the nearest
-- that one leads to.
-- @param firsts of search.one
function search.two(at, firsts)
  local list, lists, nearest = {}, {}, math.huge
  for i = 1, math.min(BEAM, #firsts) do
    local first = firsts[i]
    nearest = math.min(nearest, first.distance)
    for _, seconds in ipairs({ solved(at, first), at.changes }) do
      for _, second in ipairs(seconds) do
        if second.field ~= first.changes[1].field then
          lists[#lists + 1] = { first.changes[1], second }
        end
      end
    end
  end
  add_all(at, list, lists, nearest)
  table.sort(list, by_distance)
  return list
end

return search
