-- The frequency of every pair, on a logarithmic scale.
-- In: a rope, and the pixel row to begin at.
-- Out: elements, and the pixel row after them.
-- Always: a point's shape and colour say its axis; pairs that stand still lie on a line
-- of their own.

local anatomy = require("picture.anatomy")
local style = require("picture.style")
local svg = require("picture.svg")

local frequencies = {}

local HEIGHT <const>, MOST_POINTS <const>, MOST_RULES <const> = 150, 256, 8
local TWO_PI <const> = 2 * math.pi

-- A point around (x, y), by its axis.
local SHAPES <const> = {
  function(x, y) -- a disc
    return { "M", x - 3, y, "a", 3, 3, 0, 1, 0, 6, 0, "a", 3, 3, 0, 1, 0, -6, 0, "z" }
  end,
  function(x, y) -- a square
    return { "M", x - 2.7, y - 2.7, "h", 5.4, "v", 5.4, "h", -5.4, "z" }
  end,
  function(x, y) -- a triangle
    return { "M", x, y - 3.6, "l", 3.5, 6.2, "h", -7, "z" }
  end,
  function(x, y) -- a diamond
    return { "M", x, y - 4, "l", 4, 4, "l", -4, 4, "l", -4, -4, "z" }
  end,
}

local function add_rules(out, low, high, y_of)
  local step = math.ceil((high - low) / MOST_RULES)
  for decade = high, low, -step do
    local y, f = y_of(10.0 ^ decade), 10.0 ^ decade
    out[#out + 1] = svg.line(style.LEFT, y, style.RIGHT, y, "rule")
    out[#out + 1] = svg.text(style.LEFT - 8, y + 4, "small mute end", anatomy.short(f))
    out[#out + 1] = svg.text(style.RIGHT + 8, y + 4, "small mute",
      anatomy.short(TWO_PI / f))
  end
end

-- Numbers of pairs below the plot.
local function add_pairs(out, count, x_of, y)
  local step = 1
  for _, wider in ipairs({ 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024 }) do
    if count // step > 10 then step = wider end
  end
  for j = 0, count - 1, step do
    out[#out + 1] = svg.text(x_of(j), y, "small mute mid", tostring(j))
  end
end

function frequencies.draw(model, top)
  local list, count = anatomy.frequencies(model), #model.pairs
  if not list then
    return { svg.text(style.LEFT, top + 14, "note",
      "None: cos and sin of each pair come ready from the caller.") }, top + 24
  end
  local out, still = {}, false
  for _, f in ipairs(list) do still = still or f == 0 end
  local low, high = anatomy.decades(list)
  local plot_top = top + 26
  local bottom = plot_top + HEIGHT
  local zero_y = bottom + 22
  local function x_of(j)
    return style.LEFT + (j + 0.5) * (style.RIGHT - style.LEFT) / count
  end
  local function y_of(f)
    if f == 0 then return zero_y end
    return plot_top + (high - math.log(math.abs(f), 10)) / (high - low) * HEIGHT
  end
  out[1] = svg.text(style.LEFT, top + 8, "small mute", "radians per position")
  out[2] = svg.text(style.RIGHT, top + 8, "small mute end", "positions per turn")
  add_rules(out, low, high, y_of)
  local lowest = bottom
  if still then
    lowest = zero_y
    out[#out + 1] = svg.line(style.LEFT, zero_y, style.RIGHT, zero_y, "gap")
    out[#out + 1] = svg.text(style.LEFT - 8, zero_y + 4, "small mute end", "0")
  end
  local step = math.ceil(count / MOST_POINTS)
  for axis in ipairs(model.axes) do
    local points = {}
    for j, pair in ipairs(model.pairs) do
      if pair.axis == axis and pair.index % step == 0 then
        local shape = SHAPES[(axis - 1) % #SHAPES + 1]
        local commands = shape(x_of(j - 1), y_of(list[j]))
        table.move(commands, 1, #commands, #points + 1, points)
      end
    end
    out[#out + 1] = svg.path(style.cell(axis, 1), points)
  end
  add_pairs(out, count, x_of, lowest + 20)
  out[#out + 1] = svg.text(style.LEFT - 10, lowest + 20, "small mute end", "pair")
  if step > 1 then
    out[#out + 1] = svg.text(style.LEFT, lowest + 38, "note mute",
      ("one point in %d of each axis is drawn"):format(step))
    lowest = lowest + 18
  end
  return out, lowest + 26
end

return frequencies
