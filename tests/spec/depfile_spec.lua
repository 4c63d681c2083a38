-- The rule of make that says what files are made from, read by make itself.

local pl_file = require("pl.file")

local command = require("command")

local MODEL <const> = "msrope_concept"

-- Whether make finds a target older than its inputs.
local function has_work(folder, depfile, target)
  command.file(folder, "Makefile",
    ("%s: ; @echo work\ninclude %s\n"):format(target:gsub(" ", "\\ "), depfile))
  local pipe = io.popen(("make -s -C '%s' '%s' 2>&1"):format(folder, target))
  local said = pipe:read("a")
  pipe:close()
  assert.is_true(said == "" or said == "work\n", said)
  return said ~= ""
end

describe("depfile", function()
  it("names every input that was read, and outputs newer than they are", function()
    local folder = command.folder()
    local config = command.file(folder, "my model $1 #2.lua",
      pl_file.read(("gen/models/%s.lua"):format(MODEL)))
    command.file(folder, "choices.txt", "# none\n")
    command.done(("generate '%s' --isa avx2 --dtype f32 --out '%s/out' "
      .. "--depfile '%s/d' --stamp '%s/st amp'"):format(config, folder, folder, folder))
    local rule = pl_file.read(folder .. "/d")
    for _, part in ipairs({ "st\\ amp: ", "my\\ model\\ $$1\\ \\#2.lua", "/choices.txt",
      "gen/isa/avx2.lua", "gen/c/rotation.lua", "templates/rotate/heads.c",
      "templates/model.h" }) do
      assert.is_truthy(rule:find(part, 1, true), part)
    end
    assert.is_nil(rule:find("avx512.lua", 1, true))
    assert.is_nil(rule:find("argparse", 1, true))
    assert.is_false(has_work(folder, "d", folder .. "/st amp"))
    os.execute(("touch -d '5 seconds ago' '%s/st amp'"):format(folder))
    os.execute(("touch '%s'"):format(config))
    assert.is_true(has_work(folder, "d", folder .. "/st amp"))
  end)

  it("is for each output where there is no stamp", function()
    local folder = command.folder()
    command.done(("generate %s --isa scalar --dtype f32 --out %s --depfile %s/d"):format(
      MODEL, folder, folder))
    local targets = pl_file.read(folder .. "/d"):match("^(.-):")
    for path in command.done(("list %s --isa scalar --dtype f32 --out %s"):format(
      MODEL, folder)):gmatch("[^\n]+") do
      assert.is_truthy(targets:find(path, 1, true), path)
    end
  end)

  it("is not written where the config is refused", function()
    local folder = command.folder()
    command.file(folder, "bad.lua", "return {}")
    command.refused(("generate %s/bad.lua --out %s --depfile %s/d --stamp %s/s"):format(
      folder, folder, folder, folder))
    assert.is_nil(pl_file.read(folder .. "/d"))
    assert.is_nil(pl_file.read(folder .. "/s"))
  end)
end)
