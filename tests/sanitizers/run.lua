-- The checker of tests/check under MemorySanitizer and valgrind (build.mk).
-- In: models; SANITIZERS_CHECKS, patterns of checks. Out: TAP on standard output, the
-- checker's lines with the tool's name, but one for all that are skipped for a reason;
-- and one per fault of planted.c that the tool must see. Always: what could not be built
-- or ran no check is a failure; a tool that is missing is a skip.

local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const> = ".build/sanitizers"
local TOOLS <const> = {
  { suffix = "memory", program = "clang", name = "MemorySanitizer",
    faults = { "unset" } },
  { suffix = "valgrind", program = "valgrind", name = "valgrind",
    faults = { "unset", "leak" } },
}

local function path_of(model, tool)
  return ("%s/%s.%s"):format(OUT, model, tool.suffix)
end

local function alone(model)
  return ("alone: ROPEWALK_SEED=%s make test-sanitizers SANITIZERS_MODELS=%s")
    :format(os.getenv("ROPEWALK_SEED") or "1", model)
end

-- A checker's TAP, line by line: a check's reason stands in comments behind it.
local function judge(model, tool)
  local said = pl_file.read(path_of(model, tool)) or "it was not built"
  local ran, skipped = false, {} -- reason -> how many checks
  local name, wrong
  local function tell()
    if not name then return end
    ran = true
    local reason = name:match("# SKIP (.*)$")
    local title = ("%s: %s"):format(tool.name, name:gsub("%s*# SKIP.*$", ""))
    if reason then
      skipped[reason] = (skipped[reason] or 0) + 1
    else
      tap.result(title, wrong and wrong .. alone(model))
    end
  end
  for line in said:gmatch("[^\n]+") do
    local bad, title = line:match("^(n?o?t? ?)ok %d+ %- (.*)$")
    if bad then
      tell()
      name, wrong = title, bad ~= "" and "" or nil
    elseif wrong then
      wrong = wrong .. line:gsub("^# ", "") .. "\n"
    end
  end
  tell()
  for reason, count in tablex.sort(skipped) do
    tap.skip(("%s: %d checks of %s"):format(tool.name, count, model), reason)
  end
  if ran then return end
  tap.result(("%s: %s"):format(tool.name, model), said .. "\n" .. alone(model))
end

local function judge_planted(tool, fault)
  local status = pl_file.read(path_of("planted." .. fault, tool)) or "none"
  tap.result(("%s: a planted fault is seen: %s"):format(tool.name, fault),
    not status:find("^[1-9]") and "exit status " .. status or nil)
end

local function main()
  print("# ROPEWALK_SEED=" .. (os.getenv("ROPEWALK_SEED") or "1"))
  local tools, goals = {}, {}
  for _, tool in ipairs(TOOLS) do
    if tap.has(tool.program) then
      tools[#tools + 1] = tool
    else
      tap.skip(tool.name, tool.program .. " is not installed")
    end
  end
  for _, tool in ipairs(tools) do
    for _, fault in ipairs(tool.faults) do
      goals[#goals + 1] = path_of("planted." .. fault, tool)
    end
    for model in arg[1]:gmatch("%S+") do goals[#goals + 1] = path_of(model, tool) end
  end
  os.execute("rm -f " .. table.concat(goals, " "))
  -- Patterns of files must not become names of files.
  local checks = os.getenv("SANITIZERS_CHECKS"):gsub("%S+", "\"%0\"")
  programs.make("tests/sanitizers/build.mk", { CHECKS = checks }, goals)
  for _, tool in ipairs(tools) do
    for _, fault in ipairs(tool.faults) do judge_planted(tool, fault) end
    for model in arg[1]:gmatch("%S+") do judge(model, tool) end
  end
  tap.finish()
end

main()
