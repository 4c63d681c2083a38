-- Hostile calls of the entries of models, by libFuzzer (fuzz.c).
-- In: models and types of q and k; ENTRIES_RUNS, calls of each. Out: TAP on standard
-- output, a line per model and type; a comment says how much of the model's code was
-- reached. Always: what cannot be built or run, or ends before its last call, is a
-- failure.

local pl_file = require("pl.file")

local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const> = ".build/entries"
local SEED <const> = os.getenv("ROPEWALK_SEED") or "1"
local RUNS <const> = os.getenv("ENTRIES_RUNS")

-- Why a program did not come to its end: what its sanitizer or its own check said.
local function reason_of(said, log)
  if not said then return log and log:match("[^\n]*error[^\n]*") or "it was not built" end
  return said:match("wrong [^\n]*") or said:match("[^\n]*runtime error[^\n]*")
    or said:match("[^\n]*ERROR: [^\n]*") or "it ended before its last call"
end

local function judge(model, dtype)
  local stem, name = ("%s/%s/%s"):format(OUT, model, dtype), model .. " " .. dtype
  local said = pl_file.read(stem .. ".said")
  local log = pl_file.read(stem .. ".fuzz.log")
  local counters = said and said:match("%((%d+) inline 8%-bit counters%)")
  local reached = said and said:match("DONE%s+cov: (%d+)")
  if reached then
    tap.result(name)
    print(("# %s: %s calls reached %s of %s edges"):format(name, RUNS, reached, counters))
    return
  end
  local input = said and said:match("Test unit written to (%S+)")
  tap.result(name, ("%s\n%salone: ROPEWALK_SEED=%s make test-entries "
    .. "ENTRIES_RUNS=%s ENTRIES_MODELS=%s ENTRIES_DTYPES=%s"):format(reason_of(said, log),
    input and ("the call: %s.fuzz %s\n"):format(stem, input) or "", SEED, RUNS, model,
    dtype))
end

local function main()
  print("# ROPEWALK_SEED=" .. SEED)
  if not tap.has("clang") then
    tap.skip("entries", "clang is not installed")
    tap.finish()
  end
  local goals = {}
  for model in arg[1]:gmatch("%S+") do
    for dtype in arg[2]:gmatch("%S+") do
      goals[#goals + 1] = ("%s/%s/%s.said"):format(OUT, model, dtype)
    end
  end
  os.execute(("rm -f %s/*/*.said"):format(OUT))
  programs.make("tests/entries/build.mk", { RUNS = RUNS, SEED = SEED }, goals)
  for model in arg[1]:gmatch("%S+") do
    for dtype in arg[2]:gmatch("%S+") do judge(model, dtype) end
  end
  tap.finish()
end

main()
