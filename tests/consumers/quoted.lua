-- Whether the README shows what is built here.
-- In: README.md, the projects of this folder. Out: a test for each language.
-- Always: what the README shows is what a project has, line by line, with lines left out.

local pl_file = require("pl.file")
local tap = require("check.tap")

local SHOWN <const> = {
  { "cmake", "tests/consumers/cmake/CMakeLists.txt" },
  { "meson", "tests/consumers/meson/meson.build" },
  { "make", "tests/consumers/make/Makefile" },
}

return function()
  local readme = pl_file.read("README.md")
  for _, pair in ipairs(SHOWN) do
    local block = readme:match("```" .. pair[1] .. "\n(.-)```")
    local text, at, wrong = "\n" .. pl_file.read(pair[2]), 1, nil
    for line in (block or ""):gmatch("[^\n]+") do
      local _, last = text:find("\n" .. line .. "\n", at, true)
      wrong = wrong or not last and "has not, or not there: " .. line
      at = last or at
    end
    tap.result(("the README's %s is of %s"):format(pair[1], pair[2]),
      not block and "README.md shows none" or wrong or nil)
  end
end
