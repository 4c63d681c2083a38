-- The C of the rule grid's coordinates.
-- In: a checked config.
-- Out: lines that give the ids of a patch and of a text token, and the function that
-- finds a patch.
-- Always: the same text serves the CPU's walk and a CUDA thread.

local coordinates = {}

local SIDES <const> = { h = "row", w = "column" }

-- A row or column as C.
local function side(rule, name)
  local value = SIDES[name]
  if rule.normalised then
    return ("2.0f * ((float)%s + 0.5f) / (float)grid->%s - 1.0f"):format(value, name)
  elseif rule.canvas then
    return ("(int32_t)((uint64_t)%s * %d / grid->%s)"):format(value, rule.canvas, name)
  end
  local text = "(int32_t)" .. value
  if rule.centred then
    text = ("%s - (int32_t)(grid->%s - grid->%s / 2)"):format(text, name, name)
  end
  if rule.offset == 0 then return text end
  return ("%s %s %d"):format(text, rule.offset > 0 and "+" or "-", math.abs(rule.offset))
end

-- The other coordinates as C, from the image's number and the frame t in it.
local COORDINATES = {
  frame = "(int32_t)(image + t)",
  layer = "image + 1 == n_images ? -1 : (int32_t)(image + t)",
  t = "(int32_t)t",
  image = "(int32_t)(image * %d)",
  after_text = "(int32_t)(after_text + t)",
  zero = "0",
}

--- Lines that give the ids of a patch; fractional ids are float.
function coordinates.id_lines(rule)
  local lines = {}
  for i, name in ipairs(rule.coordinates) do
    local value = SIDES[name] and side(rule, name)
      or COORDINATES[name]:format(rule.image_stride)
    if rule.fractional and not (rule.normalised and SIDES[name]) then
      value = ("(float)(%s)"):format(value)
    end
    lines[i] = ("ids[%d] = %s;"):format(i - 1, value)
  end
  return lines
end

--- Lines that give the ids of a text token, of which `at` is the position.
function coordinates.text_id_lines(config)
  local rule, lines = config.positions, {}
  for i, axis in ipairs(config.axes) do
    local moves = rule.text.rule == "diagonal" or rule.text.axis == axis.name
    lines[i] = ("ids[%d] = %s;"):format(i - 1, not moves and "0"
      or rule.fractional and "(float)at" or "(int32_t)at")
  end
  return lines
end

--- Whether an axis counts by a coordinate.
function coordinates.counts(rule, name)
  for _, coordinate in ipairs(rule.coordinates) do
    if coordinate == name then return true end
  end
  return false
end

--- Where a token of an image stands, in closed form.
function coordinates.place(rule, names, fill, qualifier)
  if rule.merge == 1 and not rule.window then
    return fill("positions/place_rows.c", { qualifier = qualifier })
  end
  return fill("positions/place_units.c", {
    qualifier = qualifier, merge = rule.merge, unit = rule.merge * rule.merge,
    windows = rule.window and "window by window," or "",
    order_parameter = rule.window and names.m .. "order order, " or "",
    height = rule.window and ("const size_t height = grid->h / %d;"):format(rule.merge)
      or "",
    window_of_unit = rule.window
      and fill("positions/window_of_unit.c", { window = rule.window })
      or "const size_t y = unit / width, x = unit % width;",
  })
end

return coordinates
