-- Sizes and colours of a picture.
-- In: nothing but the number of axes.
-- Out: a style sheet, and the class of each axis.
-- Always: colours that the colour-blind tell apart (Okabe and Ito), on a ground of their
-- own, so that light and dark pages show the same.

local style = {}

style.WIDTH = 900
--- The column that channels, pairs and tokens share.
style.LEFT, style.RIGHT = 74, 826

-- Each { of a pair's first channel, of its second, of text on a light ground }.
local COLOURS <const> = {
  { "#0072b2", "#9fcbe6", "#00598c" }, { "#d55e00", "#f3bd94", "#a84a00" },
  { "#009e73", "#98d8c3", "#006e50" }, { "#cc79a7", "#ebcadb", "#9a3d70" },
  { "#e69f00", "#f6d998", "#855c00" }, { "#56b4e9", "#c3e3f7", "#1c6b9c" },
  { "#55524c", "#c2beb5", "#3d3a35" },
}

local SHEET <const> = [[
text{font-family:system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
text{fill:#33302b}
.ground{fill:#fdfcfa;stroke:#dcd7cd}
.name{font-size:24px;font-weight:700}
.head{font-size:16px;font-weight:600}
.note{font-size:12.5px}
.mute{fill:#6b665d}
.small{font-size:10.5px}
.token{font-size:12.5px;font-weight:600}
.bold{font-weight:700}
.mid{text-anchor:middle}
.end{text-anchor:end}
.copied{fill:#dedad2}
.still{opacity:.35}
.gap{fill:none;stroke:#8a857b;stroke-dasharray:2 3}
.line{fill:none;stroke:#8a857b;stroke-width:1.2}
.rule{stroke:#e6e1d8;fill:none}
.join{fill:none;stroke-width:1;stroke-opacity:.55}
.strong{fill:none;stroke-width:2.2}
.b0{fill:#f7f4ee;stroke:#cfc8ba}
.b1{fill:#ebe5d9;stroke:#cfc8ba}
.text{fill:#fff;stroke:#4a4740;stroke-width:1.4}
.identity{fill:#dedad2;stroke:#8a857b}
.walk{fill:none;stroke:#c9b78f;stroke-width:1.6;stroke-linejoin:round}
.halo,.plate{stroke:#faf8f4;stroke-width:3.5px;stroke-linejoin:round}
.halo{paint-order:stroke}
.plate{fill:#faf8f4}
.lead{fill:none;stroke:#b8b2a6;stroke-width:.8}
.block{fill:none;stroke:#7d7668;stroke-width:1.3}
.window{fill:none;stroke:#2c2a26;stroke-width:3}
.diagonal{fill:none;stroke:#4a4740;stroke-width:1.4;stroke-dasharray:5 4}]]

--- The colours' number of an axis, from 1.
function style.colour(axis) return (axis - 1) % #COLOURS + 1 end

--- The class of the cells of an axis; role 1 or 2 of the channel in its pair.
function style.cell(axis, role) return ("a%d%s"):format(style.colour(axis),
  role == 1 and "" or "s") end

--- The class of lines of an axis.
function style.join(axis) return "j" .. style.colour(axis) end

--- The class of text of an axis.
function style.ink(axis) return "i" .. style.colour(axis) end

--- The style sheet.
function style.sheet(axes)
  local lines = { SHEET }
  for i = 1, math.min(axes, #COLOURS) do
    local first, second, ink = table.unpack(COLOURS[i])
    lines[i + 1] = (".a%d{fill:%s}.a%ds{fill:%s}.j%d{stroke:%s}.i%d{fill:%s}"):format(
      i, first, i, second, i, first, i, ink)
  end
  return table.concat(lines, "\n") .. "\n"
end

return style
