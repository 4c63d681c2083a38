-- The classes of tests, their tiers, and what tests/SOUNDNESS.md says of them.

local classes = require("classes")
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
end)
