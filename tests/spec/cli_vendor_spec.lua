-- `ropewalk vendor` and `check` of what was vendored, as a user meets them.

local lfs = require("lfs")
local pl_dir = require("pl.dir")

local command = require("command")

local done, refused = command.done, command.refused

local MODEL <const> = "msrope_concept"
local FEW <const> = "--isa avx2 --dtype f32"

local function vendor(model, folder, options)
  return done(("vendor %s --to %s %s"):format(model, folder, options or FEW))
end

-- What check says of a folder that differs.
local function check(folder, options)
  local run = command.ropewalk(("check %s %s"):format(folder, options or ""))
  assert.are.equal(1, run.status, run.err)
  return run.out
end

describe("ropewalk vendor", function()
  it("writes the files straight into a folder, and says how to refresh", function()
    local folder = command.folder() .. "/deep/down"
    local said = vendor(MODEL, folder .. "/")
    local texts = command.texts(folder)
    assert.is_truthy(texts[MODEL .. ".h"] and texts[MODEL .. "_all.c"])
    local again = said:match("to refresh, there: ropewalk ([^\n]+)")
    assert.is_truthy(texts[MODEL .. ".h"]:find("ropewalk " .. again .. "\n", 1, true))
    os.remove(folder .. "/" .. MODEL .. ".h")
    done(again, ("cd '%s' &&"):format(folder))
    assert.are.same(texts, command.texts(folder))
    assert.is_truthy(done("check " .. folder):find("files as generated", 1, true))
  end)

  it("writes one header with --single-file", function()
    local folder = command.folder()
    vendor(MODEL, folder, "--single-file --static")
    local texts = command.texts(folder)
    assert.are.equal(MODEL .. ".h", (next(texts)))
    assert.is_nil(next(texts, MODEL .. ".h"))
    done("check " .. folder)
  end)

  it("keeps two models and files of others in one folder, and checks each", function()
    local folder = command.folder()
    command.file(folder, "mine.c", "int mine;\n")
    vendor(MODEL, folder)
    vendor("llama", folder, FEW .. " --prefix my_")
    vendor("llama", folder)
    local said = done("check " .. folder)
    for _, name in ipairs({ MODEL, "llama", "my_llama" }) do
      assert.is_truthy(said:find(": " .. name .. ": ", 1, true), said)
    end
    command.file(folder, "my_llama.c", command.texts(folder)["my_llama.c"] .. "\n")
    said = check(folder)
    assert.is_truthy(said:find("/my_llama.c is edited by hand", 1, true), said)
    assert.is_truthy(said:find(": llama: %d+ files as generated"), said)
    assert.are.equal("int mine;\n", command.texts(folder)["mine.c"])
  end)

  it("removes what an earlier generation left, and nothing of others", function()
    local folder = command.folder()
    vendor("llama", folder, "--isa avx2,neon --dtype f32,bf16")
    vendor("llama", folder, FEW .. " --prefix my_")
    command.file(folder, "llama_rotate_f32__mine.c", "int mine;\n")
    local said = vendor("llama", folder)
    assert.is_truthy(said:find("of an earlier generation removed", 1, true), said)
    local texts = command.texts(folder)
    assert.is_nil(texts["llama_rotate_f32__neon.c"])
    assert.is_nil(texts["llama_rotate_bf16.c"])
    assert.is_truthy(texts["my_llama.h"] and texts["llama_rotate_f32__mine.c"])
    done("check " .. folder)
  end)

  it("leaves everything as it was where a file of others is in the way", function()
    local folder = command.folder()
    command.file(folder, MODEL .. "_all.c", "int mine;\n")
    local line = refused(("vendor %s --to %s %s"):format(MODEL, folder, FEW))
    assert.is_truthy(line:find(MODEL .. "_all.c: was not written by ropewalk", 1, true))
    assert.is_truthy(line:find("--force", 1, true))
    assert.are.same({ [MODEL .. "_all.c"] = "int mine;\n" }, command.texts(folder))
    vendor(MODEL, folder, FEW .. " --force")
    done("check " .. folder)
  end)

  it("does not write over what was edited by hand, unless forced", function()
    local folder = command.folder()
    vendor(MODEL, folder)
    local edited = command.texts(folder)[MODEL .. ".c"] .. "/* mine */\n"
    command.file(folder, MODEL .. ".c", edited)
    local line = refused(("vendor %s --to %s --isa neon"):format(MODEL, folder))
    assert.is_truthy(line:find("was edited by hand", 1, true), line)
    assert.are.equal(edited, command.texts(folder)[MODEL .. ".c"])
    assert.is_nil(command.texts(folder)[MODEL .. "_rotate_f32__neon.c"])
    vendor(MODEL, folder, FEW .. " --force")
    done("check " .. folder)
  end)

  it("refuses what it cannot mean or write, and leaves no trace", function()
    local folder = command.folder()
    assert.is_truthy(refused("vendor " .. MODEL):find("--to", 1, true))
    assert.is_truthy(refused("vendor lama --to " .. folder):find(
      "did you mean llama or", 1, true))
    assert.is_truthy(refused(("vendor %s --to %s --static"):format(MODEL, folder)):find(
      "--single-file", 1, true))
    assert.is_truthy(refused(("vendor %s --to /proc/none"):format(MODEL)))
    command.file(folder, "taken", "")
    assert.is_truthy(refused(("vendor %s --to %s/taken"):format(MODEL, folder)))
    assert.are.same({ taken = "" }, command.texts(folder))
  end)
end)

describe("ropewalk check of a folder", function()
  it("tells stale from edited files when the config changes, with a diff", function()
    local folder, config = command.folder(), command.folder() .. "/own.lua"
    assert(pl_dir.copyfile(("gen/models/%s.lua"):format(MODEL), config))
    vendor(config, folder)
    assert.is_truthy(refused("check " .. folder):find("--config PATH/own.lua", 1, true))
    local with = "--config " .. config
    done(("check %s %s"):format(folder, with))
    local handle = assert(io.open(config))
    local text = handle:read("a")
    handle:close()
    command.file(config:match("^(.*)/"), "own.lua", (text:gsub("10000", "20000")))
    local said = check(folder, with)
    assert.is_truthy(said:find(MODEL .. ".h is stale\n", 1, true), said)
    assert.is_truthy(said:find("theta 20000", 1, true)
      or said:find("\n%+ %* .*20000"), said)
    assert.is_nil(said:find("edited", 1, true), said)
  end)

  it("finds the config beside the files", function()
    local folder = command.folder()
    local config = folder .. "/own.lua"
    assert(pl_dir.copyfile(("gen/models/%s.lua"):format(MODEL), config))
    vendor(config, folder)
    done("check " .. folder)
    assert.is_truthy(lfs.attributes(config))
  end)
end)
