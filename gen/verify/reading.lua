-- How the numbers of a dump are to be read: which dimension counts tokens, and at which
-- positions the tokens stand.
-- In: a dump of dump.lua and a checked config. Out: heads with their places in the bytes;
-- a function from tokens to positions. Always: a dump that cannot be read by the config
-- is one line with the remedy.

local numbers = require("verify.numbers")
local placement = require("placement")

local reading = {}

local INT32_MAX <const> = math.maxinteger >> 32

local function fail(subject, ...)
  error({ message = subject .. ": " .. string.format(...) }, 0)
end

-- The dimensions of a side, the last of them head_dim.
local function dims_of(side, head_dim)
  local dims = table.move(side.dims, 1, #side.dims, 1, {})
  local last = table.remove(dims) or 0
  if last % head_dim ~= 0 then
    fail(side.path, "has the shape (%s); its last dimension must be the config's "
      .. "head_dim, %d", table.concat(side.dims, ", "), head_dim)
  end
  if last ~= head_dim then dims[#dims + 1] = last // head_dim end
  return dims
end

-- The heads of a side, where dimension `axis` counts tokens: each with the element that
-- its token 0 begins at. All other dimensions count heads.
local function heads_of(side, dims, axis, head_dim)
  local heads, stride, token_stride = { 0 }, head_dim, nil
  for i = #dims, 1, -1 do
    if i == axis then
      token_stride = stride
    else
      local more = {}
      for n = 0, dims[i] - 1 do
        for _, offset in ipairs(heads) do more[#more + 1] = offset + n * stride end
      end
      heads = more
    end
    stride = stride * dims[i]
  end
  for n, offset in ipairs(heads) do
    heads[n] = { side = side, number = n - 1, offset = offset, stride = token_stride }
  end
  return heads
end

--- The ways to read q and k, as heads of tokens.
-- @param tokens how many there are, if that is known
-- @return a list of { tokens, heads = { { side, number, offset, stride } }, head_dim }
function reading.of_sides(dump, head_dim, tokens)
  local ways = {}
  local first = dims_of(dump.sides[1], head_dim)
  for axis = 1, math.max(1, #first) do
    local count, heads, alike = first[axis] or 1, {}, true
    for _, side in ipairs(dump.sides) do
      local dims = dims_of(side, head_dim)
      alike = alike and #dims == #first and (dims[axis] or 1) == count
      if not alike then break end
      local own = heads_of(side, dims, axis, head_dim)
      table.move(own, 1, #own, #heads + 1, heads)
    end
    if alike and (not tokens or count == tokens) then
      ways[#ways + 1] = { tokens = count, heads = heads, head_dim = head_dim }
    end
  end
  return ways
end

--- The numbers of a head of a token, before or after the rotation.
function reading.head(way, head, token, when)
  local side = head.side
  return numbers.read(side.dtype, side[when], head.offset + token * head.stride,
    way.head_dim)
end

-- Position ids: (tokens, axes) or (axes, tokens), beside dimensions of 1.
local function from_ids(ids, config)
  local axes, dims = #config.axes, {}
  for _, dim in ipairs(ids.dims) do
    if dim ~= 1 then dims[#dims + 1] = dim end
  end
  local count = 1
  for _, dim in ipairs(dims) do count = count * dim end
  count = count // axes
  local by_token = axes == 1 or dims[#dims] == axes
  local fits = #dims <= (axes == 1 and 1 or 2)
    and (axes == 1 or by_token or dims[1] == axes)
  if not fits then
    fail(ids.path, "has the shape (%s); give (tokens, axes) with %d ax%ss",
      table.concat(ids.dims, ", "), axes, axes == 1 and "i" or "e")
  end
  return { count = count, at = function(index)
    local list = {}
    for i = 1, axes do
      local element = by_token and index * axes + i - 1 or (i - 1) * count + index
      local x = numbers.read(ids.dtype, ids.bytes, element, 1)[1]
      if not (x >= -INT32_MAX and x <= INT32_MAX) then
        fail(ids.path, "places token %d at %s, which is no int32", index, tostring(x))
      end
      list[i] = math.tointeger(x) or config.positions.fractional and x
        or fail(ids.path, "places token %d at %s; the config's positions are whole",
          index, tostring(x))
    end
    return list
  end }
end

-- More tokens than q has heads in all are more than it has.
local function is_too_long(config, dump)
  local patches, room = 0, 1
  for _, image in ipairs(dump.images or {}) do
    patches = patches + image.t * image.h * image.w
  end
  for _, dim in ipairs(dump.sides[1].dims) do room = room * dim end
  return patches > room // config.head_dim and patches
end

local function merges(given, merge)
  for _, grid in ipairs(given) do
    local whole = grid.kind == "text" or grid.h % merge == 0 and grid.w % merge == 0
    if not whole then return false end
  end
  return true
end

-- rule -> what of a dump its sequence is made of, or nil and what to save
local GIVEN = {
  grid = function(dump)
    return dump.images and { images = dump.images, text_tokens = dump.text_tokens,
      text_start = dump.text_start }, "grids, or ids"
  end,
  runs = function(dump) return dump.runs and { runs = dump.runs }, "ids, or runs" end,
  sequence = function(_, tokens) return tokens and { tokens = tokens }, "ids" end,
  ids = function() return nil, "ids" end,
}

--- Where the tokens of a dump stand.
-- @param windowed whether in window order, for rules that have one
-- @param tokens how many q has, which a sequence counts
-- @return { count, at = function(index) to a list of positions, one per axis }; or nil
--   and what the rule cannot do with the dump; raises { message } where it has none
function reading.positions(config, dump, windowed, tokens)
  local rule = config.positions
  if dump.ids then return from_ids(dump.ids, config) end
  local given, wanted = GIVEN[rule.rule](dump, tokens)
  if not given then
    fail(dump.path, "has no positions for the rule %s; save %s", rule.rule, wanted)
  end
  local patches = is_too_long(config, dump)
  if patches then return nil, ("there are %d patches"):format(patches) end
  if rule.merge and not merges(given.images or given.runs, rule.merge) then
    return nil, ("merge is %d, which does not divide all rows and columns"):format(
      rule.merge)
  end
  local sequence = placement.sequence(config, given, windowed)
  return { count = sequence.count, at = function(index)
    return placement.token(sequence, index).ids
  end }
end

return reading
