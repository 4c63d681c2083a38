-- Fills the ${holes} of templates.
-- In: a file of templates/ and a value for each hole.
-- Out: text.
-- Always: a hole without a value and a value without a hole are errors; a hole alone on
-- its line takes as many lines as its value has, indented like it, and none for an empty
-- one.

local pl_file = require("pl.file")

local template = {}

local texts = {}

--- Where the templates are; set once by the launcher.
template.folder = "templates"

--- The text of a template file.
function template.read(name)
  texts[name] = texts[name] or assert(pl_file.read(template.folder .. "/" .. name))
  return texts[name]
end

--- The paths of the templates that were read.
function template.files()
  local paths = {}
  for name in pairs(texts) do paths[#paths + 1] = template.folder .. "/" .. name end
  return paths
end

local function indent_lines(text, indent)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = line == "" and "" or line:sub(1, 1) == "#" and line or indent
      .. line
  end
  return table.concat(lines, "\n")
end

local WIDTH <const> = 100

local DEEPER <const> = { ["("] = 1, ["{"] = 1, [")"] = -1, ["}"] = -1 }

-- Where a line of C may be broken: after a comma, before an operator or `return`, not
-- inside a string; each with how many brackets are open there.
local function breaks(line)
  local places, depth, quoted = {}, 0, false
  for at, character in line:gmatch("()([%(%){}\" ])") do
    if character == "\"" then quoted = not quoted end
    if not quoted then depth = depth + (DEEPER[character] or 0) end
    if not quoted and character == " " then
      local before, after = line:sub(at - 1, at - 1), line:sub(at + 1, at + 2)
      if before == "," or after == "||" or after == "&&"
        or line:find("^return ", at + 1) or line:find("^= ", at - 1) then
        places[#places + 1] = { at = at, depth = depth }
      end
    end
  end
  return places
end

--- A long line of C broken where the fewest brackets are open; comments and directives
-- stay.
function template.wrap(line, continuation)
  local indent = line:match("^%s*")
  if #line <= WIDTH or line:find("^%s*[#/*]") or line:find("\\$") then return line end
  local best
  for _, place in ipairs(breaks(line)) do
    if place.at <= WIDTH + 1 and place.at > #indent + 8
      and (not best or place.depth <= best.depth) then
      best = place
    end
  end
  if not best then return line end
  local rest = line:sub(best.at + 1)
  continuation = continuation or indent .. (rest:find("^return ") and "  " or "    ")
  return line:sub(1, best.at - 1) .. "\n"
    .. template.wrap(continuation .. rest, continuation)
end

--- A function fill(name, holes) that fills the template `name`; a list of lines is a
-- value too.
-- @param common values that every template may take and none must: the names of a model
function template.filler(common)
  return function(name, holes)
    local used = {}
    local function value(hole)
      local given = holes[hole]
      if given == nil then given = common[hole] end
      if given == nil then error(("%s: no value for ${%s}"):format(name, hole), 0) end
      used[hole] = true
      return type(given) == "table" and table.concat(given, "\n") or tostring(given)
    end
    local lines = {}
    for line in template.read(name):gmatch("(.-)\n") do
      local indent, alone = line:match("^(%s*)%${([%w_]+)}$")
      if alone then
        local text = value(alone)
        if text ~= "" then lines[#lines + 1] = indent_lines(text, indent) end
      else
        for row in (line:gsub("%${([%w_]+)}", value) .. "\n"):gmatch("(.-)\n") do
          lines[#lines + 1] = template.wrap(row)
        end
      end
    end
    for hole in pairs(holes) do
      if not used[hole] then error(("%s: nothing takes ${%s}"):format(name, hole), 0) end
    end
    local text = table.concat(lines, "\n") .. "\n"
    return (text:gsub("\n\n\n+", "\n\n"):gsub("{\n\n", "{\n"):gsub("\n\n(%s*)}", "\n%1}"))
  end
end

return template
