-- Shapes as SVG text.
-- In: coordinates in pixels, names of style classes, text.
-- Out: elements as text.
-- Always: the same text on every machine: attributes sorted, a tenth of a pixel kept, no
-- locale, no fonts or files from elsewhere.

local svg = {}

local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ["\""] = "&quot;" }

--- Text that stands for itself.
function svg.escape(text) return (text:gsub("[&<>\"]", ESCAPES)) end

--- A number of pixels, to a tenth.
function svg.number(x)
  local tenths = math.floor(x * 10 + 0.5)
  local sign = tenths < 0 and "-" or ""
  tenths = math.abs(tenths)
  if tenths % 10 == 0 then return ("%s%d"):format(sign, tenths // 10) end
  return ("%s%d.%d"):format(sign, tenths // 10, tenths % 10)
end

--- An element.
-- @param attributes values are text or pixels
-- @param content elements or escaped text; nil for an empty element
function svg.element(name, attributes, content)
  local keys, parts = {}, {}
  for key in pairs(attributes) do keys[#keys + 1] = key end
  table.sort(keys)
  for i, key in ipairs(keys) do
    local value = attributes[key]
    parts[i] = (" %s=\"%s\""):format(key,
      type(value) == "number" and svg.number(value) or svg.escape(value))
  end
  local opened = "<" .. name .. table.concat(parts)
  return content and ("%s>%s</%s>"):format(opened, content, name) or opened .. "/>"
end

--- A line of text; classes say its size, colour and anchor.
function svg.text(x, y, classes, text)
  return svg.element("text", { x = x, y = y, class = classes }, svg.escape(text))
end

--- A line of text in pieces, each { class, text }.
function svg.pieces(x, y, classes, pieces)
  local parts = {}
  for i, piece in ipairs(pieces) do
    parts[i] = piece[1] and svg.element("tspan", { class = piece[1] },
      svg.escape(piece[2])) or svg.escape(piece[2])
  end
  return svg.element("text", { x = x, y = y, class = classes }, table.concat(parts))
end

function svg.rect(x, y, width, height, classes, radius)
  return svg.element("rect",
    { x = x, y = y, width = width, height = height, class = classes, rx = radius })
end

function svg.line(x1, y1, x2, y2, classes)
  return svg.element("path", { class = classes, d = ("M%s %sL%s %s"):format(
    svg.number(x1), svg.number(y1), svg.number(x2), svg.number(y2)) })
end

--- A path; commands are texts and pixels.
function svg.path(classes, commands)
  local parts = {}
  for i, command in ipairs(commands) do
    local number = type(command) == "number"
    parts[i] = (number and type(commands[i - 1]) == "number" and " " or "")
      .. (number and svg.number(command) or command)
  end
  return svg.element("path", { class = classes, d = table.concat(parts) })
end

--- An arrow from one point to another, along a row or a column or between them.
function svg.arrow(x1, y1, x2, y2, classes)
  local length = math.sqrt((x2 - x1) ^ 2 + (y2 - y1) ^ 2)
  local dx, dy = (x2 - x1) / length * 6, (y2 - y1) / length * 6
  return svg.path("line " .. classes, { "M", x1, y1, "L", x2, y2, "M",
    x2 - dx - dy / 2, y2 - dy + dx / 2, "L", x2, y2, "L", x2 - dx + dy / 2,
    y2 - dy - dx / 2 })
end

--- About how wide a text is, at so many pixels of height.
function svg.width(text, size) return #text * size * 0.56 end

--- A whole picture.
function svg.document(width, height, title, description, style, body)
  return svg.element("svg", {
    xmlns = "http://www.w3.org/2000/svg", width = width, height = height, role = "img",
    viewBox = ("0 0 %s %s"):format(svg.number(width), svg.number(height)),
    ["aria-labelledby"] = "title desc",
  }, table.concat({
    "\n", svg.element("title", { id = "title" }, svg.escape(title)),
    "\n", svg.element("desc", { id = "desc" }, svg.escape(description)),
    "\n", svg.element("style", {}, "\n" .. svg.escape(style)),
    "\n", table.concat(body, "\n"), "\n",
  })) .. "\n"
end

return svg
