-- The landscape of a sweep as a picture.
-- In: runs of a sweep. Out: a file, drawn by gnuplot.
-- Always: a panel a shape, a line a schedule, the best score first; time as a ratio to
-- the limit, with quartiles.

local file = require("file")
local process = require("tune.process")
local statistics = require("tune.statistics")
local template = require("template")

local plot = {}

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

--- Complains where nothing can draw.
function plot.check()
  if select(2, process.run("gnuplot --version")) ~= 0 then
    fail("--plot", "there is no gnuplot; `apt-get install gnuplot-nox`, or leave it out")
  end
end

local TERMINALS <const> = { svg = "svg noenhanced background 'white' font 'sans,11'",
  png = "pngcairo noenhanced font 'sans,9'" }

-- A quoted text of gnuplot.
local function text(words)
  return "'" .. words:gsub("'", "''") .. "'"
end

-- Pixels.
local PANEL <const>, ROW <const>, LETTER <const> = 240, 16, 7
local HEAD <const>, FOOT <const> = 70, 50

--- The script that draws a sweep.
-- @param sweep { kernel, cpu, runs, shapes, baseline }; path where it draws to
function plot.script(sweep, path)
  local summary = statistics.summary(sweep.runs, sweep.baseline, sweep.shapes)
  local names, data, panels, letters = statistics.ranked(summary), {}, {}, 0
  for i, shape in ipairs(sweep.shapes) do
    local limit = summary[statistics.LIMIT].shapes[shape].median
    data[#data + 1] = ("$shape%d << END"):format(i)
    for at, name in ipairs(names) do
      local of = summary[name].shapes[shape]
      data[#data + 1] = ("%d %s%s %.4f %.4f %.4f"):format(at, name,
        name == sweep.baseline and "*" or "", of.median / limit, of.q1 / limit,
        of.q3 / limit)
      letters = math.max(letters, #name + 1)
    end
    data[#data + 1] = "END"
    panels[i] = ("set title %s\nplot $shape%d using 3:1:4:5%s with xerrorbars "
      .. "linestyle 1 notitle\nset format y ''"):format(text(shape), i,
      i == 1 and ":ytic(2)" or "")
  end
  local labels = (letters + 2) * LETTER
  local width = labels + PANEL * #sweep.shapes
  local height = HEAD + FOOT + ROW * (#names + 1)
  return template.filler({})("tune/landscape.gp", {
    terminal = TERMINALS[path:match("%.(%l+)$")], path = text(path),
    width = width, height = height, left = ("%.3f"):format(labels / width),
    top = ("%.3f"):format(1 - HEAD / height), bottom = ("%.3f"):format(FOOT / height),
    columns = #sweep.shapes, panels = panels, data = data, count = #names + 1,
    title = text(("%s on %s (* in use)"):format(sweep.kernel, sweep.cpu)),
  })
end

--- Draws a sweep.
-- @param work folder for the script
function plot.draw(sweep, path, work)
  local name = sweep.kernel .. ".gp"
  file.write(work, { { name = name, text = plot.script(sweep, path) } })
  local said, status = process.run("gnuplot " .. process.quote(work .. "/" .. name))
  if status ~= 0 then
    fail(path, "gnuplot cannot draw it: " .. (said:match("[^\n]+$") or ""))
  end
end

return plot
