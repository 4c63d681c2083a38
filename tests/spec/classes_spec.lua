-- The classes of tests, their tiers, and what tests/SOUNDNESS.md says of them.

local classes = require("classes")
local of_mutants = require("mutants.classes")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

-- The stages that a tier runs, as a set.
local function stages(tier)
  local set = {}
  local text = pl_file.read(("tests/tiers/%s.mk"):format(tier)):gsub("\\\n", " ")
  for stage in text:match("\nSTAGES := ([^\n]*)"):gmatch("%S+") do set[stage] = true end
  return set
end

local function stages_of_classes()
  local set = {}
  for _, class in ipairs(classes) do set[class.stage] = true end
  return set
end

describe("classes of tests", function()
  it("are all run by test-full, the quick ones by test too", function()
    assert.are.same(stages_of_classes(), stages("full"))
    for stage in pairs(stages("quick")) do
      assert.is_true(stages("full")[stage], stage)
    end
  end)

  it("have rows in SOUNDNESS.md, in the same order, with their targets", function()
    local rows, wanted = {}, {}
    for name, target in pl_file.read("tests/SOUNDNESS.md"):gmatch(
      "\n| ([^|]-) | `test%-(%l+)` |") do
      rows[#rows + 1] = name .. ": " .. target
    end
    for i, class in ipairs(classes) do
      wanted[i] = class.name .. ": " .. class.stage
    end
    assert.are.same(wanted, rows)
  end)

  it("have a mutant each, the checker's own too", function()
    local stages_seen, checks_seen = {}, {}
    for _, path in ipairs(pl_dir.getfiles("tests/mutants/lists", "*.lua")) do
      for _, mutant in ipairs(dofile(path)) do -- none of these is of kernels
        for _, group in ipairs(mutant.by) do
          local name = group[#group]:match("^%S+")
          stages_seen[of_mutants[name].stage] = true
        end
      end
    end
    for _, mutant in ipairs(require("mutants.lists.kernels").mutants) do
      if mutant.check then checks_seen[mutant.check] = true end
    end
    for _, class in ipairs(classes) do
      local seen = stages_seen[class.stage]
      if class.checks then
        seen = false
        for check in pairs(class.checks) do seen = seen or checks_seen[check] end
      end
      assert.is_true(seen, class.name)
    end
  end)
end)
