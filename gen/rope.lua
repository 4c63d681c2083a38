-- A RoPE as a list of pairs.
-- In: a checked config.
-- Out: the rope: its pairs, each with its axis, its frequency and its channels, and the
-- shape of each axis's table row.
-- Always: a channel is in one pair at most; nothing downstream reads the fields of the
-- config that shaped the list.

local freq = require("freq")

local rope = {}

-- pairing -> the two channels of pair j; `block` describes the axis of the pair
local PAIRINGS = {
  half = function(j, _, pairs_total)
    return j, j + pairs_total
  end,
  adjacent = function(j)
    return 2 * j, 2 * j + 1
  end,
  half_per_axis = function(j, block)
    local channel = block.channel + j - block.pair
    return channel, channel + block.pairs
  end,
}

--- The pairings by name, sorted.
rope.pairings = { "adjacent", "half", "half_per_axis" }

--- Checks the fields of a config that shape its pairs and fills in rotary_dim;
-- complain(field, message) raises.
function rope.check(config, complain)
  local room = config.head_dim - config.rotary_offset
  if room < 2 then
    complain("rotary_offset", ("is %d; a head of %d leaves no pair to turn"):format(
      config.rotary_offset, config.head_dim))
  end
  config.rotary_dim = config.rotary_dim or room // 2 * 2
  local last = config.rotary_offset + config.rotary_dim
  if last > config.head_dim then
    complain("rotary_dim", ("reaches channel %d of a head of %d; give at most %d"):format(
      last, config.head_dim, room // 2 * 2))
  end
  local sum, seen = 0, {}
  for i, axis in ipairs(config.axes) do
    local path = ("axes[%d]"):format(i)
    if seen[axis.name] then
      complain(path .. ".name",
        ("%q names two axes; give each its own"):format(axis.name))
    end
    seen[axis.name] = true
    sum = sum + axis.dim
  end
  if sum ~= config.rotary_dim then
    complain("axes", ("dims sum to %d; they must fill rotary_dim, %d"):format(
      sum, config.rotary_dim))
  end
end

-- A row of an axis's table is shaped like the axis's channels of a head: the cos of a
-- pair stands at the rank of its first channel among them, its sin at the rank of the
-- second.
local function place_in_rows(axes, pairs_list)
  for index, axis in ipairs(axes) do
    local channels = {}
    for _, pair in ipairs(pairs_list) do
      if pair.axis == index then
        channels[#channels + 1] = pair.input[1]
        channels[#channels + 1] = pair.input[2]
      end
    end
    table.sort(channels)
    local rank = {}
    for r, channel in ipairs(channels) do rank[channel] = r - 1 end
    for _, pair in ipairs(pairs_list) do
      if pair.axis == index then
        pair.row = { rank[pair.input[1]], rank[pair.input[2]] }
      end
    end
    axis.columns = #channels
  end
end

--- Builds the rope of a checked config.
-- @return { head_dim, tables, axes = { { name, pairs, columns, inv_freq, turns,
--   position_min, position_max } }, pairs = { { axis, index, input = { c0, c1 }, output =
--   { d0, d1 }, row = { cos, sin } } } }; axis is 1-based, index the pair's place among
--   its axis's pairs and channels and row columns are 0-based. inv_freq is in float32
--   radians, turns (only for exact tables) in 96-bit fractions of a turn per position.
function rope.build(config)
  local axes, list = {}, {}
  local channels_of = PAIRINGS[config.pairing]
  local pairs_total = config.rotary_dim // 2
  local block = { channel = 0, pair = 0 }
  for index, axis in ipairs(config.axes) do
    local theta = axis.theta or config.theta
    block.pairs = axis.dim // 2
    axes[index] = {
      name = axis.name,
      pairs = block.pairs,
      dim = axis.dim,
      theta = theta,
      inv_freq = freq.inv_freq(axis.dim, theta),
      turns = config.tables == "exact" and freq.turns(axis.dim, theta) or nil,
      position_min = axis.position_min,
      position_max = axis.position_max,
    }
    for i = 0, block.pairs - 1 do
      local first, second = channels_of(block.pair + i, block, pairs_total)
      first, second = first + config.rotary_offset, second + config.rotary_offset
      list[#list + 1] = {
        axis = index, index = i, input = { first, second }, output = { first, second },
      }
    end
    block.pair, block.channel = block.pair + block.pairs, block.channel + axis.dim
  end
  place_in_rows(axes, list)
  return { head_dim = config.head_dim, tables = config.tables, axes = axes, pairs = list }
end

return rope
