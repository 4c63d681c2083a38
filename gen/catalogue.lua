-- The shipped models.
-- In: the folder of their configs.
-- Out: their names, a config by name or path, and a listing.
-- Always: names are sorted.

local lfs = require("lfs")

local config = require("config")

local catalogue = {}

--- Where the shipped models are; set once by the launcher.
catalogue.folder = "gen/models"

--- The names of the shipped models.
function catalogue.names()
  local names = {}
  for name in lfs.dir(catalogue.folder) do
    names[#names + 1] = name:match("^(.*)%.lua$")
  end
  table.sort(names)
  return names
end

--- The path of a config, given as a shipped model's name or as a path; nil for a name
-- that is neither.
function catalogue.path(model)
  if model:find("/", 1, true) or model:find("%.lua$") then return model end
  for _, name in ipairs(catalogue.names()) do
    if name == model then return ("%s/%s.lua"):format(catalogue.folder, name) end
  end
  return lfs.attributes(model, "mode") and model
end

-- A name's letters and digits.
local function squashed(name)
  return (name:lower():gsub("[^%l%d]", ""))
end

local MOST_NEAR <const> = 4

-- What someone may have meant: names that hold all that was given, else the nearest.
local function near(model)
  local list, given = {}, squashed(model)
  for _, name in ipairs(catalogue.names()) do
    if given ~= "" and squashed(name):find(given, 1, true) then list[#list + 1] = name end
  end
  if #list == 0 then list[1] = config.nearest(model, catalogue.names()) end
  return table.concat(list, " or ", 1, math.min(#list, MOST_NEAR)), #list
end

--- The folder of a config, given as for `path`.
function catalogue.folder_of(model)
  return (catalogue.path(model) or model):match("^(.*)/[^/]*$") or "."
end

--- A shipped model by name, or a config by path.
-- @return the checked config; raises { message } with one line
function catalogue.read(model)
  local path = catalogue.path(model)
  if path then return config.read(path) end
  local names, count = near(model)
  error({ message = model .. ": is no shipped model; " .. (count == 0
    and "`ropewalk models` lists them, or give a config's path"
    or count <= MOST_NEAR and ("did you mean %s?"):format(names)
    or ("did you mean %s, or another of `ropewalk models`?"):format(names)) }, 0)
end

local function axes_words(checked)
  local words = {}
  for i, axis in ipairs(checked.axes) do
    words[i] = axis.dim and ("%s %d"):format(axis.name, axis.dim) or axis.name
  end
  return table.concat(words, ", ")
end

-- What a column says of a checked config.
local COLUMNS = {
  { "model", function(checked) return checked.name end },
  { "head", function(checked)
    return checked.rotary_dim == checked.head_dim and tostring(checked.head_dim)
      or ("%d of %d"):format(checked.rotary_dim, checked.head_dim)
  end },
  { "axes", axes_words },
  { "pairing", function(checked)
    local pairing = checked.pairing or "listed"
    return checked.pairing_out and pairing .. " to " .. checked.pairing_out or pairing
  end },
  { "positions", function(checked)
    return checked.positions and checked.positions.rule or "ready cos, sin"
  end },
  { "family", function(checked) return checked.family or "" end },
}

--- The shipped models in lines: a title, then one of each whose name or family holds all
-- of `words`.
function catalogue.lines(words)
  local rows, widths = { {} }, {}
  for i, column in ipairs(COLUMNS) do rows[1][i] = column[1] end
  for _, name in ipairs(catalogue.names()) do
    local checked, row = catalogue.read(name), {}
    for i, column in ipairs(COLUMNS) do row[i] = column[2](checked) end
    local text, wanted = (name .. " " .. row[#row]):lower(), true
    for _, word in ipairs(words) do
      wanted = wanted and text:find(word:lower(), 1, true)
    end
    if wanted then rows[#rows + 1] = row end
  end
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do widths[i] = math.max(widths[i] or 0, #cell) end
  end
  local lines = {}
  for r, row in ipairs(rows) do
    local cells = {}
    for i, cell in ipairs(row) do
      cells[i] = i == #row and cell or cell .. (" "):rep(widths[i] - #cell)
    end
    lines[r] = table.concat(cells, "  ")
  end
  return lines
end

return catalogue
