-- Files are written whole and only where they change; a comparison names what differs.

local lfs = require("lfs")
local pl_file = require("pl.file")

local command = require("command")
local file = require("file")

local FILES <const> = {
  { name = "a.h", text = "first\nsecond\n" }, { name = "a.c", text = "one\n" },
}

-- The problems of a folder as "name problem", in order, without the folder.
local function problems(folder, files)
  local list = {}
  for i, problem in ipairs(file.compare(folder, files)) do
    list[i] = problem.name:sub(#folder + 2) .. " " .. problem.problem
  end
  return list
end

local function refused(folder, files)
  local good, problem = pcall(file.write, folder, files)
  assert.is_false(good)
  assert.are.equal("table", type(problem), problem)
  assert.is_nil(problem.message:find("\n"), problem.message)
  assert.is_truthy(problem.message:find(folder, 1, true), problem.message)
  return problem.message
end

describe("file", function()
  it("writes what is missing or differs, and nothing else", function()
    local folder = command.folder() .. "/deeper/down"
    assert.are.equal(2, file.write(folder, FILES))
    assert.are.same({ ["a.h"] = "first\nsecond\n", ["a.c"] = "one\n" },
      command.texts(folder))
    assert.are.equal(0, file.write(folder, FILES))
    command.file(folder, "a.c", "two\n")
    local before = lfs.attributes(folder .. "/a.h", "modification")
    assert(lfs.touch(folder .. "/a.h", before - 100, before - 100))
    assert.are.equal(1, file.write(folder, FILES))
    assert.are.equal("one\n", pl_file.read(folder .. "/a.c"))
    assert.are.equal(before - 100, lfs.attributes(folder .. "/a.h", "modification"))
  end)

  it("keeps every byte", function()
    local text, folder = "a\r\nb\0c\255\n\n", command.folder()
    file.write(folder, { { name = "a.c", text = text } })
    assert.are.equal(text, pl_file.read(folder .. "/a.c", true))
    assert.are.same({}, file.compare(folder, { { name = "a.c", text = text } }))
  end)

  it("leaves a file as it was where writing fails", function()
    local folder = command.folder()
    command.file(folder, "a.h", "old\n")
    assert(lfs.link("/dev/full", folder .. "/a.h.new", true))
    refused(folder, FILES)
    assert.are.same({ ["a.h"] = "old\n" }, command.texts(folder))
    assert.is_nil(lfs.symlinkattributes(folder .. "/a.h.new"))
  end)

  it("complains of a folder in a file's place and leaves nothing beside it", function()
    local folder = command.folder()
    assert(lfs.mkdir(folder .. "/a.h"))
    refused(folder, FILES)
    assert.are.same({}, command.texts(folder))
  end)

  it("complains of a folder that cannot be made", function()
    local folder = command.folder()
    command.file(folder, "taken", "")
    for _, name in ipairs({ "/taken", "/taken/below" }) do
      local message = refused(folder .. name, FILES)
      assert.is_truthy(message:find("cannot be", 1, true), message)
    end
    assert.are.same({ taken = "" }, command.texts(folder))
  end)

  it("names what differs, is missing or stale", function()
    local folder = command.folder()
    file.write(folder, FILES)
    assert.are.same({}, problems(folder, FILES))
    command.file(folder, "a.h", "first\nchanged\n")
    os.remove(folder .. "/a.c")
    command.file(folder, "b.cu", "")
    command.file(folder, "notes.txt", "")
    assert.are.same({ "a.h differs", "a.c is missing", "b.cu is stale: no output" },
      problems(folder, FILES))
    assert.are.same({ "a.h is missing", "a.c is missing" },
      problems(folder .. "/none", FILES))
  end)

  it("shows a difference line by line, from the file to what is generated", function()
    local folder = command.folder() .. "/it's"
    file.write(folder, FILES)
    command.file(folder, "a.h", "first\nchanged\n")
    local diff = file.compare(folder, FILES)[1].diff
    assert.is_truthy(diff:find("\n-changed\n+second\n", 1, true), diff)
    assert.is_truthy(diff:find("\n first\n", 1, true), diff)
    assert.is_truthy(diff:find("+++ generated", 1, true), diff)
  end)

  it("finds the command of a folder's banner", function()
    local folder = command.folder()
    assert.is_nil(file.command(folder))
    assert.is_nil(file.command(folder .. "/none"))
    command.file(folder, "a.h", "/* Generated. Do not edit; this makes it again:\n"
      .. " *   ropewalk generate a --isa scalar\n *\n */\n")
    assert.are.equal("ropewalk generate a --isa scalar", file.command(folder))
  end)
end)
