-- The neighbours of a config that take more than one value: axes in another order,
-- another layout, other channels that turn.
-- In: the fields of a config as given. Out: changes as those of plain.lua.
-- Always: what must follow a field, such as the dims of the axes, follows it.

local layouts = require("layouts")
local plain = require("verify.plain")
local positions = require("positions")

local structure = {}

local copy = plain.copy

-- Every order of a list.
local function orders_of(list)
  if #list < 2 then return { list } end
  local orders = {}
  for i = 1, #list do
    local rest = table.move(list, 1, #list, 1, {})
    local first = table.remove(rest, i)
    for _, order in ipairs(orders_of(rest)) do
      orders[#orders + 1] = { first, table.unpack(order) }
    end
  end
  return orders
end

local MOST_PERMUTED <const> = 4

-- Axes in another order, with their channels; or only what they count.
local function of_axes(list, given)
  local names, dims = {}, {}
  for i, axis in ipairs(given.axes) do names[i], dims[axis.name] = axis.name, axis end
  if #names > MOST_PERMUTED then return end
  for _, order in ipairs(orders_of(names)) do
    list[#list + 1] = {
      field = "axes", words = ("axes in the order %s"):format(table.concat(order, ", ")),
      apply = function(fields)
        for i, name in ipairs(order) do fields.axes[i] = copy(dims[name]) end
      end,
    }
  end
  local coordinates = given.positions and given.positions.coordinates
  if not coordinates then return end
  for _, order in ipairs(orders_of(coordinates)) do
    list[#list + 1] = plain.set({ "positions", "coordinates" }, order)
  end
  for i in ipairs(coordinates) do
    for _, name in ipairs(positions.coordinate_names) do
      local other = copy(coordinates)
      other[i] = name
      list[#list + 1] = plain.set({ "positions", "coordinates" }, other)
    end
  end
end

-- Gives each axis as many channels as a layout does.
local function recount(fields)
  local count = {}
  for _, axis in ipairs(layouts.axis_of_pairs(fields)) do
    count[axis] = (count[axis] or 0) + 2
  end
  for i, axis in ipairs(fields.axes) do axis.dim = count[i] or 2 end
end

-- Other layouts of the axes over the pairs, whose dims follow.
local function of_layouts(list, given, rotary_dim)
  for _, layout in ipairs(layouts.names) do
    if layout ~= "explicit" and layout ~= given.axis_layout then
      list[#list + 1] = {
        field = "axis_layout", words = ("axis_layout = %q"):format(layout),
        apply = function(fields)
          fields.axis_layout, fields.pair_axes = layout, nil
          local counted = { axes = fields.axes, axis_layout = layout,
            rotary_dim = fields.rotary_dim or rotary_dim }
          if layout ~= "axial" and layout ~= "sections" then recount(counted) end
        end,
      }
    end
  end
end

--- A change of how many channels turn; the axes keep their shares.
function structure.rotary(dim, rotary_dim, freq_dim)
  return {
    field = "rotary_dim",
    words = ("rotary_dim = %d%s"):format(dim,
      freq_dim and (" and freq.dim = %d"):format(freq_dim) or ""),
    apply = function(fields)
      fields.rotary_dim = dim
      for _, axis in ipairs(fields.axes) do
        axis.dim = axis.dim and axis.dim * dim // rotary_dim // 2 * 2
      end
      if freq_dim then plain.set({ "freq", "dim" }, freq_dim).apply(fields) end
    end,
  }
end

local SHARES <const> = { 1, 3 / 4, 1 / 2, 1 / 4 }

local function of_rotary(list, given, rotary_dim)
  local seen = {}
  for _, share in ipairs(SHARES) do
    local dim = given.head_dim * share // 2 * 2 | 0
    if dim ~= rotary_dim and dim >= 2 and not seen[dim] then
      seen[dim] = true
      list[#list + 1] = structure.rotary(dim, rotary_dim)
      list[#list + 1] = structure.rotary(dim, rotary_dim, given.head_dim)
    end
  end
end

local ROOM <const> = 256 -- a limit where a neighbour needs one more

--- Gives a rule the limits that it needs, and no others.
function structure.fit_limits(fields)
  local rule = fields.positions
  if not rule or rule.rule ~= "grid" or type(rule.coordinates) ~= "table" then return end
  local old, needed = rule.limits or {}, { h = true, w = true, text = rule.text ~= nil }
  for _, name in ipairs(rule.coordinates) do
    local coordinate = positions.coordinates[name]
    if coordinate and coordinate.limit then needed[coordinate.limit] = true end
  end
  rule.limits = {}
  for limit, is_needed in pairs(needed) do
    if is_needed then rule.limits[limit] = old[limit] or ROOM end
  end
  for _, axis in ipairs(fields.axes) do
    axis.position_min, axis.position_max = nil, nil
  end
end

local PATCH <const> = 14 -- pixels, where a config has none
local WINDOW_SIDES <const> = { 2, 3, 4, 5, 6, 7, 8, 12, 16 }

-- Windows of so many merged patches a side.
local function of_windows(list, given)
  local rule = given.positions or {}
  if rule.rule ~= "grid" then return end
  local patch = rule.patch_size or PATCH
  for _, side in ipairs(WINDOW_SIDES) do
    local pixels = side * patch * (rule.merge or 1)
    list[#list + 1] = {
      field = "positions.window_size",
      words = ("positions.window_size = %d and positions.patch_size = %d"):format(pixels,
        patch),
      apply = function(fields)
        fields.positions.window_size, fields.positions.patch_size = pixels, patch
      end,
    }
  end
end

--- The changes of a config's structure.
-- @param rotary_dim how many channels turn
function structure.of(given, rotary_dim)
  local list = {}
  of_windows(list, given)
  if given.pairs then return list end
  of_axes(list, given)
  of_layouts(list, given, rotary_dim)
  of_rotary(list, given, rotary_dim)
  return list
end

return structure
