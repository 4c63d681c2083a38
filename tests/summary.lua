-- Sums the TAP files of the stages of a test run.
-- In: stages with their exit statuses, as stage=status.
-- Out: failures and skips by name, and one last line `N passed, N failed, N skipped`;
-- exit status 1 unless nothing failed.
-- Always: a stage that left no TAP, stopped short of its plan, or failed without saying
-- where is a failure.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local passed, failures, skips = 0, {}, {}

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
        passed = passed + 1
      end
    elseif pending and line:match("^%s*#") and #pending < 12 then
      pending[#pending + 1] = "    " .. line
    end
  end
  if planned and planned ~= seen then
    failures[#failures + 1] = { ("%s: %d of %d tests ran"):format(stage, seen, planned) }
  end
  return seen, failed
end

for _, argument in ipairs(arg) do
  local stage, status = argument:match("^([%w_]+)=(%d+)$")
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

table.sort(skips)
for _, skip in ipairs(skips) do print("skipped " .. skip) end
for _, failure in ipairs(failures) do print("failed " .. table.concat(failure, "\n")) end
print(("%d passed, %d failed, %d skipped"):format(passed, #failures, #skips))
os.exit(#failures == 0 and 0 or 1)
