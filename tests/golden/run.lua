-- Runs golden cases on every ISA that runs here.
-- In: a folder of cases and globs; the current folder is the repository's root;
-- ROPEWALK_SEED chooses what is emulated if not all is. Out: a line per case, `N passed,
-- N failed`, a TAP file if asked for, and exit 1 if one failed.
-- Always: what is run follows from a case's header (families.lua), never from its name; a
-- case that cannot be read, built or run is a failed case with one line.

package.path = "gen/?.lua;tests/?.lua;tests/golden/?.lua;" .. package.path

local argparse = require("argparse")
local dir = require("pl.dir")
local file = require("pl.file")
local lfs = require("lfs")
local path = require("pl.path")
local tablex = require("pl.tablex")

local checkers = require("checkers")
local families = require("families")
local rwg = require("verify.rwg")

local SEED <const> = math.tointeger(os.getenv("ROPEWALK_SEED") or 1)

-- A glob of *, ? and [sets] -> a Lua pattern
local function pattern_of(glob)
  local pattern = glob:gsub("%p", "%%%0"):gsub("%%%*", ".*"):gsub("%%%?", ".")
  return "^" .. pattern:gsub("%%%[(.-)%%%]", function(set)
    return "[" .. set:gsub("^%%!", "^"):gsub("%%%-", "-") .. "]"
  end) .. "$"
end

-- The cases of a folder, by name: those whose name, with or without .rwg, matches a glob.
local function find_cases(folder, globs)
  local cases = {}
  for entry in lfs.dir(folder) do
    local name = entry:match("^(.+)%.rwg$")
    local found = name and #globs == 0
    for _, glob in ipairs(globs) do
      local pattern = pattern_of(glob)
      found = found or name and (name:match(pattern) or entry:match(pattern))
    end
    if found then cases[#cases + 1] = { name = name, path = folder .. "/" .. entry } end
  end
  table.sort(cases, function(a, b) return a.name < b.name end)
  return cases
end

-- Reads a case: it gets jobs, or the reason why it is not supported, or why it fails.
local function prepare(case, targets)
  local good, problem = pcall(function()
    case.header = rwg.read(case.path)
    case.jobs, case.unsupported = families.jobs(case.header)
    for _, job in ipairs(case.jobs or {}) do checkers.place(job, targets) end
  end)
  if not good then case.failure = problem end
end

-- Starts a case on its targets, if it can run.
local function start(case)
  case.started = {}
  for i, job in ipairs(not case.failure and case.jobs or {}) do
    case.started[i] = {}
    for t, target in ipairs(job.targets) do
      case.started[i][t] = checkers.start(job, target, case.path)
    end
  end
end

-- Ends a case that was started: it gets its worst comparison, the ISAs that it ran on,
-- and the first thing wrong; `seen` gets these ISAs, and those that a machine lacked.
local function finish(case, seen)
  local worst, compared, failure = { ratio = -1 }, {}, nil
  case.runners = {}
  for i, job in ipairs(case.jobs) do
    local digest
    for t, target in ipairs(job.targets) do
      local result = checkers.result(case.started[i][t], job, target)
      tablex.update(case.runners, result.runners)
      tablex.update(seen.lacking, result.lacking)
      tablex.update(compared, result.compared)
      if result.ratio > worst.ratio then worst = result end
      digest = digest or result.digest
      failure = failure or result.failure
      if result.digest and result.digest ~= digest then
        failure = failure or target.name .. ": other bits than " .. job.targets[1].name
      end
    end
  end
  for name, tensor in pairs(case.header.tensors) do
    local due = case.header.checks[name] or tensor.dtype == "f64"
    if due and not compared[name] then failure = failure or name .. ": not compared" end
  end
  tablex.update(seen.runners, case.runners)
  case.worst = worst.worst
  case.failure = worst.ratio > 1 and worst.worst or failure
end

local function sorted_keys(set)
  local keys = tablex.keys(set)
  table.sort(keys)
  return keys
end

local function tap_line(i, name, verdict, reason, runners)
  if verdict == "skipped" then return ("ok %d - %s # SKIP %s"):format(i, name, reason) end
  if verdict == "failed" then return ("not ok %d - %s\n# %s"):format(i, name, reason) end
  return ("ok %d - %s: %s"):format(i, name, table.concat(sorted_keys(runners), " "))
end

-- Counts verdicts, prints them and keeps them as TAP.
local function new_report()
  return { passed = 0, failed = 0, skipped = 0, tap = {} }
end

local function say(report, name, verdict, text, runners)
  report[verdict] = report[verdict] + 1
  report.tap[#report.tap + 1] = tap_line(#report.tap + 1, name, verdict, text, runners)
  print(("%-8s%-32s %s"):format(verdict, name, text))
end

local function write_tap(report, to)
  dir.makepath(path.dirname(to))
  file.write(to, ("1..%d\n%s\n"):format(#report.tap, table.concat(report.tap, "\n")))
end

-- Of the cases one in `emulated` runs on all targets. Unsupported cases fail, unless they
-- are to be skipped.
local function run_all(cases, emulated, skip_unsupported)
  local targets, missing = checkers.targets()
  local jobs, seen, report = {}, { runners = {}, lacking = {} }, new_report()
  for i, case in ipairs(cases) do
    prepare(case, (i + SEED) % emulated == 0 and targets or { targets[1] })
    tablex.insertvalues(jobs, case.jobs or {})
  end
  local programs = checkers.of(jobs)
  print(("%d cases; building what is missing of %d programs"):format(#cases, #programs))
  checkers.build(programs)
  for i, case in ipairs(cases) do
    if i == 1 then start(case) end
    if cases[i + 1] then start(cases[i + 1]) end -- runs beside this one
    if case.unsupported then
      say(report, case.name, skip_unsupported and "skipped" or "failed", case.unsupported)
    else
      if not case.failure then finish(case, seen) end
      local verdict = case.failure and "failed" or "passed"
      say(report, case.name, verdict, case.failure or case.worst, case.runners)
    end
  end
  if missing then say(report, "aarch64", "skipped", missing) end
  for _, isa in ipairs(sorted_keys(seen.lacking)) do
    say(report, isa, "skipped", "no machine here has it")
  end
  print("ran on " .. table.concat(sorted_keys(seen.runners), ", "))
  return report
end

local function parse()
  local parser = argparse("run.lua", "Runs golden cases on every ISA that runs here.")
  parser:argument("folder", "holds cases, *.rwg")
  parser:option("--case", "only cases whose names match"):argname("GLOB"):count("*")
  parser:option("--tap", "write a TAP file; unsupported cases are then skipped")
    :argname("FILE")
  parser:option("--emulate-one-in", "of so many cases one is run under the emulator too")
    :argname("N"):convert(math.tointeger):default("1")
  return parser:parse()
end

local function main()
  io.stdout:setvbuf("line")
  local arguments = parse()
  local is_folder = lfs.attributes(arguments.folder, "mode") == "directory"
  local cases = is_folder and find_cases(arguments.folder, arguments.case) or {}
  if #cases == 0 then
    local why = is_folder and "no case matches" or "is no folder"
    io.stderr:write(arguments.folder, ": ", why, "\n")
    return 1
  end
  local report = run_all(cases, arguments.emulate_one_in, arguments.tap)
  if arguments.tap then write_tap(report, arguments.tap) end
  print(("%d passed, %d failed%s"):format(report.passed, report.failed,
    report.skipped > 0 and (", %d skipped"):format(report.skipped) or ""))
  return report.failed > 0 and 1 or 0
end

os.exit(main(), true)
