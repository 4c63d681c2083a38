-- Static analysis of generated C (build.mk).
-- In: shipped models. Out: TAP on standard output, a line per model and tool, and one
-- per tool for a fault that is planted. Always: whatever a tool says is a failure, but
-- for the planted fault, of which it must say something.

local pl_file = require("pl.file")

local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const>, MAKEFILE <const> = ".build/analysis", "tests/analysis/build.mk"

-- A tool's name in build.mk -> its program
local TOOLS <const> = {
  { name = "gcc", program = "gcc" },
  { name = "clang_tidy", program = "clang-tidy" },
  { name = "cppcheck", program = "cppcheck" },
}

local tests = {} -- { name, path of what is said, whether a fault is in it, tool }

local function add(name, tool, model, kind)
  tests[#tests + 1] = { name = ("%s: %s by %s"):format(model, name, tool.program),
    path = ("%s/%s/%s%s.said"):format(OUT, model, kind, tool.name),
    is_planted = kind == "planted_", tool = tool }
end

-- What a tool had to say, and whether it was content; nil if it did not run.
local function heard(path)
  local said, status = (pl_file.read(path) or ""):match("^(.*)status (%d+)\n$")
  return said, status == "0"
end

local function judge(test)
  local said, content = heard(test.path)
  if not said then
    tap.result(test.name, "the tool did not run: " .. test.path)
  elseif test.is_planted then
    local named = not content and said:find("planted", 1, true)
    tap.result(test.name, not named and "nothing is said of the fault" or nil)
  else
    tap.result(test.name, not content and said or nil)
  end
end

for _, tool in ipairs(TOOLS) do
  tool.is_here = tap.has(tool.program)
  for _, model in ipairs(arg) do
    add("files", tool, model, "")
  end
  add("a planted fault is seen", tool, arg[1], "planted_")
end

local targets = {}
for _, test in ipairs(tests) do
  if test.tool.is_here then targets[#targets + 1] = test.path end
end
programs.make(MAKEFILE, { OUT = OUT }, targets)
for _, test in ipairs(tests) do
  if test.tool.is_here then
    judge(test)
  else
    tap.skip(test.name, test.tool.program .. " is not installed")
  end
end
tap.finish()
