-- What generated files are made from, for a build to run the generator when it must.
-- In: the files and their inputs. Out: a rule of make, as compilers write it.
-- Always: the generator's own modules and templates that were used are inputs.

local template = require("template")

local depfile = {}

-- A path in a rule that make and ninja read.
local function escaped(path)
  return (path:gsub("[ #]", "\\%0"):gsub("%$", "$$"))
end

-- The generator's modules, first in Lua's search, and templates that were read.
local function generator_files()
  local files = template.files()
  for name in pairs(package.loaded) do
    local path = package.searchpath(name, package.path:match("^[^;]+"))
    if path then files[#files + 1] = path end
  end
  return files
end

--- A rule that says what files are made from.
-- @param inputs paths beside the generator's own
function depfile.rule(outputs, inputs)
  local seen, list = {}, {}
  for _, paths in ipairs({ inputs, generator_files() }) do
    for _, path in ipairs(paths) do
      if not seen[path] then list[#list + 1], seen[path] = escaped(path), true end
    end
  end
  table.sort(list)
  local targets = {}
  for i, path in ipairs(outputs) do targets[i] = escaped(path) end
  return ("%s: \\\n  %s\n"):format(table.concat(targets, " "),
    table.concat(list, " \\\n  "))
end

return depfile
