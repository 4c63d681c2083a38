-- Counts the mutants that were caught, by the class that caught them.
-- In: .build/tap/mutants_*.tap. Out: a table of classes, and one last line `N caught, N
-- survived`, with those that could not be tried; exit status 1 if one survived or none
-- was caught. Always: a mutant that two classes caught stands with both.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local caught, survived, skipped, by = 0, 0, 0, {}
for _, path in ipairs(pl_dir.getfiles(".build/tap", "mutants_*.tap")) do
  for line in pl_file.read(path):gmatch("[^\n]+") do
    local classes = line:match("^ok .*: caught by (.*)$")
    if classes then
      caught = caught + 1
      for class in classes:gmatch("([%w_.]+)[^,]*") do
        by[class] = (by[class] or 0) + 1
      end
    elseif line:find("^not ok") then
      survived = survived + 1
    elseif line:find("# SKIP", 1, true) then
      skipped = skipped + 1
    end
  end
end

local names = {}
for name in pairs(by) do names[#names + 1] = name end
table.sort(names)
if caught + survived + skipped == 0 then
  print("no mutant was tried: see MUTANTS and MUTANTS_ONLY in tests/mutants/rules.mk")
end
for _, name in ipairs(names) do print(("%-24s%5d"):format(name, by[name])) end
print(("%d caught, %d survived%s"):format(caught, survived,
  skipped > 0 and (", %d not tried here"):format(skipped) or ""))
os.exit(survived == 0 and caught > 0 and 0 or 1)
