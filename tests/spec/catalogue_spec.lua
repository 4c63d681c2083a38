-- Shipped models by name, configs by path, and the listing.

local catalogue = require("catalogue")
local command = require("command")

local function complaint(model)
  local good, problem = pcall(catalogue.read, model)
  assert.is_false(good)
  return problem.message
end

describe("catalogue", function()
  it("names every shipped model once, sorted", function()
    local names = catalogue.names()
    for i = 2, #names do assert.is_true(names[i - 1] < names[i]) end
    assert.are.equal("qwen_image", catalogue.read("qwen_image").name)
  end)

  it("reads a config by its path", function()
    local path = command.file(command.folder(), "own", [[return { name = "own",
      head_dim = 4, axes = { { name = "p", dim = 4, position_max = 9 } },
      pairing = "half", positions = { rule = "ids" } }]])
    assert.are.equal("own", catalogue.read(path).name)
  end)

  it("says which model may have been meant", function()
    assert.is_truthy(complaint("qwen_imagee"):find("did you mean qwen_image?", 1, true))
    assert.is_truthy(complaint("zzzzzzzzzzzz"):find("`ropewalk models` lists", 1, true))
    assert.is_truthy(complaint("no/such.lua"):find("cannot be read", 1, true))
  end)

  it("lists models with what a person looks for", function()
    local lines = catalogue.lines({})
    assert.are.equal(#catalogue.names() + 1, #lines)
    assert.is_truthy(lines[1]:find("model +head +axes +pairing +positions +family"))
    local found = catalogue.lines({ "qwen", "image" })
    assert.is_true(#found > 1 and #found < #lines)
    assert.are.equal(1, #catalogue.lines({ "no such model" }))
    assert.are.equal(2, #catalogue.lines({ "qwen2_5_vl_vision" }))
  end)
end)
