-- The position rule grid: patches of images, and text beside them.
-- In: a config.
-- Out: its rule with every default, and for each axis the positions its table must hold.
-- Always: a token of a sequence within the limits is at a row of the table.

local grids = {}

local INT32_MAX <const> = math.maxinteger >> 32

-- text.start -> the first position of the text after one image of h rows and w columns
local TEXT_STARTS = {
  h = function(h) return h end,
  max = function(h, w) return math.max(h, w) end,
  max_half = function(h, w) return math.max(h // 2, w // 2) end,
  zero = function() return 0 end,
  one = function() return 1 end,
}
grids.text_starts = { "h", "max", "max_half", "zero", "one" }

-- A coordinate of the rule grid: its meaning, the limit that bounds it, and the first and
-- last value it can have.
local COORDINATES = {
  frame = { doc = "the image's number plus the frame in it", limit = "frame",
    range = function(_, limits) return 0, limits.frame - 1 end },
  layer = { doc = "as frame, but -1 in the last image, and text starts at the last "
    .. "image's number or later", limit = "frame",
    range = function(_, limits) return -1, limits.frame - 1 end },
  t = { doc = "the frame in its image", limit = "frame",
    range = function(_, limits) return 0, limits.frame - 1 end },
  image = { doc = "the image's number times image_stride", limit = "image",
    range = function(rule, limits) return 0, (limits.image - 1) * rule.image_stride end },
  after_text = { doc = "the frame in its image, counted from the text's end",
    limit = "frame",
    range = function(rule, limits)
      return TEXT_STARTS[rule.text.start](1, 1),
        grids.text_start_of(rule) + limits.text + limits.frame - 1
    end },
  h = { doc = "the row", limit = "h" },
  w = { doc = "the column", limit = "w" },
  zero = { doc = "nothing: 0", range = function() return 0, 0 end },
}
grids.coordinates = COORDINATES
grids.coordinate_names = { "frame", "layer", "t", "image", "after_text", "h", "w",
  "zero" }
grids.coordinates_doc = (function()
  local parts = {}
  for i, name in ipairs(grids.coordinate_names) do
    parts[i] = ("%s: %s"):format(name, COORDINATES[name].doc)
  end
  return "what each axis counts, one word per axis. " .. table.concat(parts, "; ")
    .. ". runs: t, h, w"
end)()

for _, side in ipairs({ "h", "w" }) do
  COORDINATES[side].range = function(rule, limits)
    local count = limits[side]
    if rule.normalised then return -1, 1 end
    if rule.canvas then return 0, (count - 1) * rule.canvas // count end
    local first = rule.centred and -(count - count // 2) or 0
    return first + rule.offset, first + count - 1 + rule.offset
  end
end

grids.text_rules = { "diagonal", "axis", "zero" }

--- The furthest first position that the text of a rule can have.
function grids.text_start_of(rule)
  local limits = rule.limits
  local start = TEXT_STARTS[rule.text.start](limits.h, limits.w)
  for _, coordinate in ipairs(rule.coordinates) do
    if coordinate == "layer" then start = math.max(start, limits.frame - 1) end
  end
  return start
end

--- Checks that every axis has a coordinate; complain(field, message) raises.
-- @return the set of coordinates
function grids.check_coordinates(config, complain)
  local rule = config.positions
  if not rule.coordinates then
    complain("positions.coordinates", "is missing; say what each axis counts, one of "
      .. table.concat(grids.coordinate_names, ", ") .. " per axis")
  end
  if #rule.coordinates ~= #config.axes then
    complain("positions.coordinates",
      ("names %d coordinates for %d axes; give one each"):format(
      #rule.coordinates, #config.axes))
  end
  local seen = {}
  for _, coordinate in ipairs(rule.coordinates) do
    if seen[coordinate] and coordinate ~= "zero" then
      complain("positions.coordinates",
        ("names %s twice; give each once"):format(coordinate))
    end
    seen[coordinate] = true
  end
  return seen
end

-- Every limit that the rule needs and no other.
local function check_limits(rule, seen, complain)
  local needed = { h = "rows of an image", w = "columns of an image" }
  for coordinate in pairs(seen) do
    local limit = COORDINATES[coordinate].limit
    if limit then needed[limit] = needed[limit] or "an axis counts by it" end
  end
  if rule.text then needed.text = "positions.text is given" end
  for _, limit in ipairs({ "h", "w", "frame", "image", "text" }) do
    if needed[limit] and not rule.limits[limit] then
      complain("positions.limits." .. limit, "is missing; " .. needed[limit])
    elseif rule.limits[limit] and not needed[limit] then
      complain("positions.limits." .. limit, "bounds nothing here; leave it out")
    end
  end
  if rule.limits.positions then
    complain("positions.limits.positions", "belongs to the rules runs and sequence")
  end
end

local function check_text(config, complain)
  local text = config.positions.text
  if not text then return end
  local named = false
  for _, axis in ipairs(config.axes) do named = named or axis.name == text.axis end
  if text.rule == "axis" and not named then
    complain("positions.text.axis", text.axis and ("%q names no axis"):format(text.axis)
      or "is missing; the rule axis needs it")
  elseif text.rule ~= "axis" and text.axis then
    complain("positions.text.axis", "belongs to the rule axis; leave it out")
  end
  if text.rule == "zero" then
    if text.start then
      complain("positions.text.start", "says nothing beside rule zero; leave it out")
    end
    text.start = "zero"
  elseif not text.start then
    complain("positions.text.start", "is missing; say where the text begins, one of "
      .. table.concat(grids.text_starts, ", "))
  end
end

-- Ways to place rows and columns that exclude each other.
local function check_placement(rule, complain)
  local ways = {}
  for _, field in ipairs({ "canvas", "centred", "normalised" }) do
    if rule[field] then ways[#ways + 1] = field end
  end
  if ways[2] then
    complain("positions." .. ways[2], ("cannot stand beside %s"):format(ways[1]))
  end
  if rule.offset and (rule.canvas or rule.normalised) then
    complain("positions.offset", ("cannot stand beside %s"):format(ways[1]))
  end
  if rule.normalised and not rule.fractional then
    complain("positions.normalised", "needs fractional = true")
  end
  if rule.identity and (rule.window_size or rule.text) then
    complain("positions.identity", ("cannot stand beside %s"):format(
      rule.text and "text" or "window_size"))
  end
end

local function check_window(rule, complain)
  if not rule.window_size then return end
  if not rule.patch_size then
    complain("positions.patch_size", "is missing; window_size counts pixels")
  end
  local unit = rule.window_size // rule.merge // rule.patch_size
  if unit < 1 then
    complain("positions.window_size",
      ("is smaller than a merged patch, %d pixels"):format(
      rule.merge * rule.patch_size))
  end
  rule.window = unit -- merged patches a side; the divisions in the reference's order
end

local function check_grid(config, complain)
  local rule = config.positions
  rule.merge = rule.merge or 1
  local seen = grids.check_coordinates(config, complain)
  if not rule.limits then
    complain("positions.limits", "is missing; say the largest h and w")
  end
  if seen.after_text and not (rule.text and rule.text.rule ~= "zero") then
    complain("positions.coordinates", "has after_text, but no positions.text whose "
      .. "tokens have positions")
  end
  if rule.image_stride and not seen.image then
    complain("positions.image_stride", "belongs to the coordinate image; leave it out")
  end
  check_placement(rule, complain)
  check_text(config, complain)
  check_limits(rule, seen, complain)
  rule.offset, rule.image_stride = rule.offset or 0, rule.image_stride or 1
  check_window(rule, complain)
  if rule.merge > rule.limits.h or rule.merge > rule.limits.w then
    complain("positions.merge",
      ("is larger than limits.h or limits.w; give at most %d"):format(
      math.min(rule.limits.h, rule.limits.w)))
  end
end

--- Checks that an axis's own limits, where given, hold a range.
function grids.check_range(i, axis, needed, what, complain)
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

-- Widens a range of positions to hold another.
local function hold(range, first, last)
  range[1], range[2] = math.min(range[1], first), math.max(range[2], last)
end

--- Checks the rule and fills in the axes' limits; complain(field, message) raises.
function grids.check(config, complain)
  check_grid(config, complain)
  local rule = config.positions
  local text = rule.text
  local text_first, text_last
  if text then
    text_first = grids.text_start_of(rule)
    text_last = text_first + rule.limits.text - 1
    if text_last > INT32_MAX then
      complain("positions.limits.text",
        ("puts the last text token at %d, past int32"):format(text_last))
    end
  end
  for i, axis in ipairs(config.axes) do
    local range = { COORDINATES[rule.coordinates[i]].range(rule, rule.limits) }
    if range[2] > INT32_MAX or range[1] < -INT32_MAX then
      complain("positions.limits", ("put axis %s at %d, past int32"):format(axis.name,
        range[2] > INT32_MAX and range[2] or range[1]))
    end
    if rule.identity then hold(range, 0, 0) end
    grids.check_range(i, axis, range, "positions.limits", complain)
    if text then
      if text.rule == "diagonal" or text.axis == axis.name then
        hold(range, TEXT_STARTS[text.start](0, 0), text_last) -- with no image at all
      else
        hold(range, 0, 0)
      end
      grids.check_range(i, axis, range, "the text", complain)
    end
    axis.position_min = axis.position_min or range[1]
    axis.position_max = axis.position_max or range[2]
  end
end

return grids
