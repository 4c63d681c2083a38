-- Threads that share a model, under ThreadSanitizer (threads.c).
-- In: models and types of q and k. Out: TAP on standard output, a line per model, type
-- and runner, and one per model and type whose ranges overlap, where a race must be
-- seen. Always: what cannot be built or run is a failure.

local pl_file = require("pl.file")

local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const> = ".build/threads"

local function alone(model, dtype)
  local command = "\nalone: ROPEWALK_SEED=%s make test-threads "
    .. "THREADS_MODELS=%s THREADS_DTYPES=%s"
  return command:format(os.getenv("ROPEWALK_SEED") or "1", model, dtype)
end

-- What a program said, or why it is not there.
local function said(stem, suffix, program)
  return pl_file.read(("%s.%s"):format(stem, suffix))
    or pl_file.read(("%s.%s.log"):format(stem, program)) or "it was not built"
end

local function judge(model, dtype)
  local stem, name = ("%s/%s/%s"):format(OUT, model, dtype), model .. " " .. dtype
  local text, runners = said(stem, "said", "alone"), 0
  for line in text:gmatch("[^\n]+") do
    local runner = line:match("^passed (%w+)$")
    if runner then
      runners = runners + 1
      tap.result(("%s %s"):format(name, runner))
    end
  end
  if runners == 0 or text:gsub("passed %w+\n", "") ~= "" then
    tap.result(name, text .. alone(model, dtype))
  end
  local raced = said(stem, "raced", "overlapping")
  tap.result(name .. ": overlapping ranges are seen",
    not raced:find("ThreadSanitizer: data race", 1, true) and raced .. alone(model, dtype)
    or nil)
end

local function main()
  print("# ROPEWALK_SEED=" .. (os.getenv("ROPEWALK_SEED") or "1"))
  if not tap.has("clang") then
    tap.skip("threads", "clang is not installed")
    tap.finish()
  end
  os.execute(("rm -f %s/*/*.said %s/*/*.raced"):format(OUT, OUT))
  local goals = {}
  for model in arg[1]:gmatch("%S+") do
    for dtype in arg[2]:gmatch("%S+") do
      goals[#goals + 1] = ("%s/%s/%s.said"):format(OUT, model, dtype)
      goals[#goals + 1] = ("%s/%s/%s.raced"):format(OUT, model, dtype)
    end
  end
  programs.make("tests/threads/build.mk", {}, goals)
  for model in arg[1]:gmatch("%S+") do
    for dtype in arg[2]:gmatch("%S+") do judge(model, dtype) end
  end
  tap.finish()
end

main()
