-- A picture of a model's rotary position embedding: what a person must get right.
-- In: a checked config and its rope.
-- Out: an SVG: the channels of a head with the pairs joined, the frequency along them,
-- and the position ids of a small example in token order.
-- Always: the same text on every machine; every axis is named; what does not fit is said.

local anatomy = require("picture.anatomy")
local boards = require("picture.boards")
local example = require("example")
local frequencies = require("picture.frequencies")
local head = require("picture.head")
local notes = require("picture.notes")
local style = require("picture.style")
local svg = require("picture.svg")
local tokens = require("picture.tokens")

local picture = {}

local NOTE_CHARACTERS <const>, NOTE_LINE <const> = 122, 17

-- What the picture is of, for those who do not see it.
local function description(config, model)
  local parts = { ("%d channels of a head, %d pairs."):format(model.head_dim,
    #model.pairs) }
  for axis = 1, anatomy.axes_shown(model) do
    parts[#parts + 1] = ("%s: %s, %s."):format(model.axes[axis].name,
      anatomy.pair_words(model, axis), anatomy.frequency_words(model, axis))
  end
  for _, line in ipairs(notes.lines(config, example.build(config))) do
    parts[#parts + 1] = line
  end
  return table.concat(parts, " ")
end

local function shape_words(config, model)
  local parts = { ("head_dim %d"):format(model.head_dim),
    ("%d pairs"):format(#model.pairs) }
  parts[#parts + 1] = config.pairing and "pairing " .. config.pairing
  if config.pairing_out then parts[#parts + 1] = "written as " .. config.pairing_out end
  if config.axis_layout ~= "axial" then
    parts[#parts + 1] = "axis_layout " .. config.axis_layout
  end
  return table.concat(parts, ", ")
end

-- A heading and notes below it.
local function add_heading(out, title, lines, y)
  out[#out + 1] = svg.text(30, y, "head", title)
  y = y + 8
  for _, text in ipairs(lines) do
    for _, line in ipairs(notes.wrap(text, NOTE_CHARACTERS)) do
      y = y + NOTE_LINE
      out[#out + 1] = svg.text(30, y, "note mute", line)
    end
  end
  return y + 16
end

-- Adds a part's elements; returns the pixel row that it says.
local function append(out, elements, bottom)
  table.move(elements, 1, #elements, #out + 1, out)
  return bottom
end

local function add_tokens(out, config, y)
  local sequence = example.build(config, "natural")
  y = add_heading(out, "Positions", notes.lines(config, sequence), y)
  if sequence.reason then return y end
  if not config.positions.window then
    return append(out, tokens.draw(config, boards.layout(config, sequence), y))
  end
  for _, order in ipairs({ "natural", "windowed" }) do
    sequence = example.build(config, order)
    out[#out + 1] = svg.pieces(30, y + 12, "note", { { "bold", "order " .. order },
      { "mute", order == "windowed" and ("; cu_window_seqlens %s"):format(
        table.concat(boards.window_ends(sequence), ", ")) or "" } })
    y = append(out, tokens.draw(config, boards.layout(config, sequence), y + 16))
  end
  return y
end

--- The picture of a model.
-- @return an SVG document
function picture.svg(config, model)
  local out = { "" } -- the ground, once its height is known
  out[2] = svg.text(30, 44, "name", config.name)
  out[3] = svg.text(30, 66, "note mute", shape_words(config, model))
  local y = add_heading(out, "Channels of a head", { anatomy.formula(model),
    "A pair's first channel, c0, is dark, its second, c1, is light." }, 104)
  y = append(out, head.draw(model, y))
  y = add_heading(out, "Frequencies", {}, y + 34)
  y = append(out, frequencies.draw(model, y - 8))
  y = add_tokens(out, config, y + 34)
  local height = math.ceil(y + 14)
  out[1] = svg.rect(0.5, 0.5, style.WIDTH - 1, height - 1, "ground", 10)
  return svg.document(style.WIDTH, height,
    ("%s: rotary position embedding"):format(config.name), description(config, model),
    style.sheet(#model.axes), out)
end

return picture
