-- Sums the TAP files of the stages of a test run.
-- In: stages with their exit statuses, as stage=status; `none` if it did not end.
-- Out: a table of classes and ISAs, failures and skips by name, and one last line
-- `N passed, N failed, N skipped`; exit status 1 unless nothing failed.
-- Always: a stage that left no TAP, stopped short of its plan, or failed without saying
-- where is a failure.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local classes = require("classes")
local config = require("config")

local COMMENT_LINES <const> = 12

local passed, failures, skips = 0, {}, {}
local counts = {} -- class -> what passed: by ISA, and `other` without one

-- A test of the checker's is named by what stands behind its last dot or colon.
local function class_of(stage, name)
  local check = name:match("[.:]([%w_]+)$")
  for _, class in ipairs(classes) do
    if class.stage == stage and (not class.checks or class.checks[check]) then
      return class.name
    end
  end
  return stage
end

-- A test is of every ISA that its name names.
local function count_passed(stage, name)
  passed = passed + 1
  local class = class_of(stage, name)
  local row = counts[class] or { other = 0 }
  counts[class] = row
  local named = false
  for _, isa in ipairs(config.isas) do
    if name:find("%f[%w]" .. isa .. "%f[%W]") then
      row[isa], named = (row[isa] or 0) + 1, true
    end
  end
  if not named then row.other = row.other + 1 end
end

local function read_tap(stage, path)
  local seen, planned, failed = 0, nil, 0
  local pending
  for line in (pl_file.read(path) .. "\n"):gmatch("(.-)\r?\n") do
    local plan = line:match("^1%.%.(%d+)")
    local bad, name = line:match("^(n?o?t? ?)ok%s+%d*%s*%-?%s*(.*)$")
    if plan then
      planned = math.tointeger(tonumber(plan))
    elseif bad then
      seen, pending = seen + 1, nil
      local title, reason = name:match("^(.-)%s*#%s*[Ss][Kk][Ii][Pp]%s*(.*)$")
      if bad ~= "" then
        failed = failed + 1
        pending = { stage .. ": " .. name }
        failures[#failures + 1] = pending
      elseif title then
        skips[#skips + 1] = ("%s: %s: %s"):format(stage, title, reason)
      else
        count_passed(stage, name)
      end
    elseif pending and line:match("^%s*#") and #pending < COMMENT_LINES then
      pending[#pending + 1] = "    " .. line
    end
  end
  if planned and planned ~= seen then
    failures[#failures + 1] = { ("%s: %d of %d tests ran"):format(stage, seen, planned) }
  end
  return seen, failed
end

local function read_stage(stage, status)
  local seen, failed = 0, 0
  for _, path in ipairs(pl_dir.getfiles(".build/tap", stage .. "*.tap")) do
    local more, wrong = read_tap(stage, path)
    seen, failed = seen + more, failed + wrong
  end
  if seen == 0 then
    failures[#failures + 1] = { stage .. ": ran no test" }
  elseif status ~= "0" and failed == 0 then
    failures[#failures + 1] = { ("%s: exited with status %s"):format(stage, status) }
  end
end

local function print_row(name, cell)
  local cells = {}
  for i, isa in ipairs(config.isas) do cells[i] = ("%7s"):format(cell(isa)) end
  print(("%-28s%s%7s"):format(name, table.concat(cells), cell("other")))
end

-- What passed, in the order of the classes; a stage that is no class stands behind them.
local function print_counts()
  local names, known = {}, {}
  for _, class in ipairs(classes) do
    if counts[class.name] then names[#names + 1] = class.name end
    known[class.name] = true
  end
  for name in pairs(counts) do
    if not known[name] then names[#names + 1] = name end
  end
  print_row("passed", function(isa) return isa end)
  for _, name in ipairs(names) do
    print_row(name, function(isa)
      local n = counts[name][isa]
      return n and n > 0 and n or "-"
    end)
  end
end

for _, argument in ipairs(arg) do read_stage(argument:match("^([%w_]+)=(%w+)$")) end

if passed > 0 then print_counts() end
table.sort(skips)
for _, skip in ipairs(skips) do print("skipped " .. skip) end
for _, failure in ipairs(failures) do print("failed " .. table.concat(failure, "\n")) end
print(("%d passed, %d failed, %d skipped"):format(passed, #failures, #skips))
os.exit(#failures == 0 and 0 or 1)
