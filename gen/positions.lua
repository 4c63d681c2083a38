-- Position rules: how the tokens of a sequence get their positions.
-- In: the positions table of a config.
-- Out: the same with every limit filled in, and for each axis the positions its table
-- must hold.
-- Always: a position of a sequence within the limits is a row of the table.

local grids = require("grids")

local positions = {}

--- The rules by name.
positions.rules = { "grid", "ids", "runs", "sequence" }

positions.coordinates = grids.coordinates
positions.coordinate_names = grids.coordinate_names
positions.coordinates_doc = grids.coordinates_doc
positions.text_rules, positions.text_starts = grids.text_rules, grids.text_starts

-- Fields of positions that only some rules have.
local FIELDS = {
  fractional = { grid = true, ids = true },
  coordinates = { grid = true, runs = true },
  merge = { grid = true, runs = true },
  temporal_merge = { runs = true }, tokens_per_second = { runs = true },
  centred = { grid = true, runs = true },
  limits = { grid = true, runs = true, sequence = true },
  patch_size = { grid = true }, window_size = { grid = true }, offset = { grid = true },
  canvas = { grid = true }, normalised = { grid = true }, image_stride = { grid = true },
  identity = { grid = true }, text = { grid = true },
}

local function check_fields(rule, complain)
  local others = {}
  for field in pairs(rule) do
    if FIELDS[field] and not FIELDS[field][rule.rule] then others[#others + 1] = field end
  end
  table.sort(others)
  if not others[1] then return end
  local owners = {}
  for owner in pairs(FIELDS[others[1]]) do owners[#owners + 1] = owner end
  table.sort(owners)
  complain("positions." .. others[1], ("belongs to the rule %s; leave it out"):format(
    table.concat(owners, " or ")))
end

-- Positions from 0 to limits.positions - 1 on every axis.
local function counted_limits(config, complain)
  local limits = config.positions.limits
  if not (limits and limits.positions) then
    complain("positions.limits.positions", "is missing; say how many positions there are")
  end
  for _, limit in ipairs({ "frame", "h", "image", "text", "w" }) do
    if limits[limit] then
      complain("positions.limits." .. limit, "belongs to the rule grid; leave it out")
    end
  end
  for i, axis in ipairs(config.axes) do
    local range = { 0, limits.positions - 1 }
    local coordinate = (config.positions.coordinates or {})[i]
    if config.positions.centred and coordinate ~= "t" then
      range[1] = -(limits.positions - limits.positions // 2)
    end
    grids.check_range(i, axis, range, "positions.limits", complain)
    axis.position_min = axis.position_min or range[1]
    axis.position_max = axis.position_max or range[2]
  end
end

local RULES = {
  grid = grids.check,
  runs = function(config, complain)
    local rule = config.positions
    rule.merge, rule.temporal_merge = rule.merge or 1, rule.temporal_merge or 1
    for coordinate in pairs(grids.check_coordinates(config, complain)) do
      if coordinate ~= "t" and coordinate ~= "h" and coordinate ~= "w" then
        complain("positions.coordinates", coordinate .. " belongs to the rule grid; runs "
          .. "have t, h, w")
      end
    end
    counted_limits(config, complain)
  end,
  sequence = counted_limits,
  ids = function(config, complain)
    for i, axis in ipairs(config.axes) do
      axis.position_min = axis.position_min or 0
      if not axis.position_max then
        complain(("axes[%d].position_max"):format(i), "is missing; the rule ids needs it")
      end
    end
  end,
}

--- Checks a config's positions and fills in each axis's position_min and position_max;
-- complain(field, message) raises.
function positions.check(config, complain)
  local rule = config.positions
  if config.freq.kind == "runtime" then
    if rule then
      complain("positions",
        "is given, but cos and sin come from the caller; leave it out")
    end
    return
  elseif not rule then
    complain("positions", "is missing; say how tokens get their positions")
  end
  check_fields(rule, complain)
  if rule.fractional and config.tables == "exact" then
    complain("tables", "is \"exact\", which wants whole positions; these are "
      .. "fractional, use \"hf\"")
  end
  RULES[rule.rule](config, complain)
  for i, axis in ipairs(config.axes) do
    if axis.position_min > axis.position_max then
      complain(("axes[%d].position_max"):format(i),
        ("is %d, below position_min, %d"):format(axis.position_max, axis.position_min))
    end
  end
end

return positions
