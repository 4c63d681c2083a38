-- `ropewalk import` and the drawings of `ropewalk explain`, as a user meets them.

local command = require("command")
local importing = require("importing")
local pl_file = require("pl.file")

local done, refused = command.done, command.refused

local FILE <const> = importing.CONFIGS .. "cohere.json"

describe("ropewalk import", function()
  it("prints a config, or writes it beside other files and says where", function()
    local folder, text = command.folder(), done("import " .. FILE)
    command.file(folder, "mine", "mine\n")
    local path = done(("import %s --out %s"):format(FILE, folder)):match("^(%C+)\n$")
    assert.are.equal(text, pl_file.read(path))
    assert.are.equal("mine\n", pl_file.read(folder .. "/mine"))
    done(("import %s --out %s"):format(FILE, folder))
    assert.are.equal(text, pl_file.read(path))
  end)

  it("writes over no config that a person changed", function()
    local folder = command.folder()
    local path = done(("import %s --out %s"):format(FILE, folder)):match("^(%C+)\n$")
    pl_file.write(path, "return {}\n")
    local line = refused(("import %s --out %s"):format(FILE, folder))
    assert.is_truthy(line:find(path .. ": is there and differs", 1, true), line)
    assert.are.equal("return {}\n", pl_file.read(path))
  end)
end)

describe("ropewalk explain --svg", function()
  it("draws what the repository shows", function()
    assert.are.equal(pl_file.read("out/qwen_image.svg"), done("explain --svg qwen_image"))
  end)
end)
