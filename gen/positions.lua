-- Position rules: how the tokens of a sequence get their positions.
-- In: the positions table of a config.
-- Out: the same with every limit filled in, and for each axis the positions its table
-- must hold.
-- Always: a position of a sequence within the limits is a row of the table.

local freq = require("freq")

local positions = {}

--- The rules by name.
positions.rules = { "grid", "ids" }

--- What an axis of the grid rule can count.
positions.coordinates = { frame = true, h = true, w = true }

local INT32_MAX <const> = math.maxinteger >> 32

-- text.start -> the first diagonal position of one image of h rows and w columns
local TEXT_STARTS = {
  h = function(h) return h end,
  max = function(h, w) return math.max(h, w) end,
  max_half = function(h, w) return math.max(h // 2, w // 2) end,
}

local function check_grid(config, complain)
  local rule = config.positions
  local function missing(field, why)
    if not rule[field] then complain("positions." .. field, "is missing; " .. why) end
  end
  rule.merge = rule.merge or 1
  missing("coordinates", "say what each axis counts: frame, h or w")
  missing("limits", "say the largest h and w")
  if #rule.coordinates ~= #config.axes then
    complain("positions.coordinates",
      ("names %d coordinates for %d axes; give one each"):format(
      #rule.coordinates, #config.axes))
  end
  local seen = {}
  for _, coordinate in ipairs(rule.coordinates) do
    if seen[coordinate] then
      complain("positions.coordinates",
        ("names %s twice; give each once"):format(coordinate))
    end
    seen[coordinate] = true
  end
  for _, limit in ipairs({ "h", "w" }) do
    if not rule.limits[limit] then
      complain("positions.limits." .. limit,
        "is missing; say the most patches of an image")
    end
  end
  if seen.frame and not rule.limits.frame then
    complain("positions.limits.frame", "is missing; an axis counts frames")
  elseif rule.limits.frame and not seen.frame then
    complain("positions.limits.frame", "has no axis that counts frames; leave it out")
  end
  if rule.text and not rule.limits.text then
    complain("positions.limits.text", "is missing; positions.text is given")
  elseif rule.limits.text and not rule.text then
    complain("positions.limits.text", "has no positions.text beside it; leave it out")
  end
  if rule.window_size then
    missing("patch_size", "window_size counts pixels")
    local unit = rule.window_size // rule.merge // rule.patch_size
    if unit < 1 then
      complain("positions.window_size",
        ("is smaller than a merged patch, %d pixels"):format(
        rule.merge * rule.patch_size))
    end
    rule.window = unit -- merged patches a side; the divisions in the reference's order
  end
  if rule.merge > rule.limits.h or rule.merge > rule.limits.w then
    complain("positions.merge",
      ("is larger than limits.h or limits.w; give at most %d"):format(
      math.min(rule.limits.h, rule.limits.w)))
  end
end

-- What one coordinate can be, before text: { first, last }.
local function coordinate_range(rule, coordinate)
  local count = rule.limits[coordinate]
  if rule.centred and coordinate ~= "frame" then
    return { -(count - count // 2), count // 2 - 1 }
  end
  return { 0, count - 1 }
end

local function check_range(i, axis, needed, what, complain)
  local path = ("axes[%d].position_"):format(i)
  if axis.position_min and axis.position_min > needed[1] then
    complain(path .. "min", ("is %d; %s reaches down to %d"):format(
      axis.position_min, what, needed[1]))
  end
  if axis.position_max and axis.position_max < needed[2] then
    complain(path .. "max", ("is %d; it cannot hold %s, which reaches %d"):format(
      axis.position_max, what, needed[2]))
  end
end

local function grid_limits(config, complain)
  local rule = config.positions
  local text_last = -1
  if rule.text then
    text_last = TEXT_STARTS[rule.text.start](rule.limits.h, rule.limits.w)
      + rule.limits.text - 1
    if text_last > INT32_MAX then
      complain("positions.limits.text",
        ("puts the last text token at %d, past int32"):format(
        text_last))
    end
  end
  for i, axis in ipairs(config.axes) do
    local range = coordinate_range(rule, rule.coordinates[i])
    check_range(i, axis, range, "positions.limits", complain)
    if rule.text then
      range[2] = math.max(range[2], text_last)
      check_range(i, axis, range, "the text", complain)
    end
    axis.position_min = axis.position_min or range[1]
    axis.position_max = axis.position_max or range[2]
  end
end

local RULES = {
  grid = function(config, complain)
    check_grid(config, complain)
    grid_limits(config, complain)
  end,
  ids = function(config, complain)
    local others = {}
    for field in pairs(config.positions) do
      if field ~= "rule" then others[#others + 1] = field end
    end
    table.sort(others)
    if others[1] then
      complain("positions." .. others[1],
        "belongs to the rule grid; the rule ids has no fields")
    end
    for i, axis in ipairs(config.axes) do
      axis.position_min = axis.position_min or 0
      if not axis.position_max then
        complain(("axes[%d].position_max"):format(i), "is missing; the rule ids needs it")
      end
    end
  end,
}

-- The double polynomial reduces angles below this, in radians.
local ANGLE_LIMIT <const> = 0x1p20

--- Checks a config's positions and fills in each axis's position_min and position_max.
function positions.check(config, complain)
  RULES[config.positions.rule](config, complain)
  for i, axis in ipairs(config.axes) do
    local path = ("axes[%d].position_"):format(i)
    if axis.position_min > axis.position_max then
      complain(path .. "max", ("is %d, below position_min, %d"):format(
        axis.position_max, axis.position_min))
    end
    if config.tables == "hf" then
      local furthest = math.max(-axis.position_min, axis.position_max)
      local fastest = freq.inv_freq(axis.dim, axis.theta or config.theta)[1]
      if freq.f32(freq.f32(furthest) * fastest) >= ANGLE_LIMIT then
        complain(path .. (furthest == axis.position_max and "max" or "min"),
          ("reaches an angle of 2^20 radians, where tables = \"hf\" ends; "
            .. "use tables = \"exact\""))
      end
    end
  end
end

return positions
