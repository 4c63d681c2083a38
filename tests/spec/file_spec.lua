-- Files are written whole and only where they change; a comparison names what differs.

local lfs = require("lfs")
local pl_file = require("pl.file")

local command = require("command")
local file = require("file")
local seal = require("seal")

local FILES <const> = {
  { name = "a.h", text = "first\nsecond\n" }, { name = "a.c", text = "one\n" },
}

local COMMAND <const> = "ropewalk generate a --isa scalar"

-- A file as the generator writes it.
local function generated(name, text, made_by)
  return { name = name, text = seal.close(("/* Generated. Do not edit; this makes it "
    .. "again:\n *   %s\n * %s\n */\n%s\n"):format(made_by or COMMAND, seal.place, text))
  }
end

-- The problems of a folder as "name problem", in order, without the folder.
local function problems(folder, files)
  local list = {}
  for i, problem in ipairs(file.compare(folder, files, function(made_by)
    return made_by == COMMAND
  end)) do
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
    assert.are.same({}, file.compare(folder, { { name = "a.c", text = text } }, error))
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

  it("adds files beside others, or writes nothing where one of theirs differs", function()
    local folder = command.folder()
    command.file(folder, "mine", "mine\n")
    assert.is_nil(file.add(folder, FILES))
    assert.is_nil(file.add(folder, FILES))
    local texts = { mine = "mine\n", ["a.h"] = "first\nsecond\n", ["a.c"] = "one\n" }
    assert.are.same(texts, command.texts(folder))
    assert.are.equal(folder .. "/a.c", file.add(folder, {
      { name = "b.h", text = "new\n" }, { name = "a.c", text = "two\n" } }))
    assert.are.same(texts, command.texts(folder))
  end)

  it("names what is edited, stale, missing or left over", function()
    local folder = command.folder()
    local files = { generated("a.h", "one"), generated("a.c", "two"),
      generated("b.c", "three") }
    file.write(folder, { files[1], files[2], generated("b.c", "earlier"),
      generated("c.cu", "left") })
    command.file(folder, "a.h", files[1].text:gsub("one", "uno"))
    os.remove(folder .. "/a.c")
    command.file(folder, "of_others.c", "")
    assert.are.same({ "a.h is edited by hand", "a.c is missing", "b.c is stale",
      "c.cu is left over: no output any more" }, problems(folder, files))
    assert.are.same({ "a.h is missing", "a.c is missing", "b.c is missing" },
      problems(folder .. "/none", files))
  end)

  it("takes other ends of lines for the same text", function()
    local folder, files = command.folder(), { generated("a.h", "one") }
    command.file(folder, "a.h", files[1].text:gsub("\n", "\r\n"))
    assert.are.same({}, problems(folder, files))
    assert.is_true(file.survey(folder)[1].whole)
    assert.are.equal(COMMAND, file.survey(folder)[1].command)
  end)

  it("says what is in the way: files of others, and edited ones", function()
    local folder, files = command.folder(), { generated("a.h", "one") }
    assert.is_nil(file.in_the_way(folder, files))
    command.file(folder, "a.h", "int mine;\n")
    local path, what = file.in_the_way(folder, files)
    assert.are.equal(folder .. "/a.h", path)
    assert.are.equal("was not written by ropewalk", what)
    command.file(folder, "a.h", files[1].text .. "int mine;\n")
    assert.are.equal("was edited by hand", select(2, file.in_the_way(folder, files)))
    command.file(folder, "a.h", generated("a.h", "earlier").text)
    assert.is_nil(file.in_the_way(folder, files))
  end)

  it("removes whole files of an earlier generation, and no others", function()
    local folder = command.folder()
    file.write(folder, { generated("old.c", "old"), generated("edited.c", "old"),
      { name = "of_another.c", text = generated("x", "x", "ropewalk generate b").text },
      { name = "mine.c", text = "int mine;\n" } })
    command.file(folder, "edited.c", generated("edited.c", "old").text .. "\n")
    local written, removed = file.renew(folder, { generated("a.h", "one") },
      function(made_by) return made_by == COMMAND end)
    assert.are.same({ 1, 1 }, { written, removed })
    assert.is_nil(command.texts(folder)["old.c"])
    for _, name in ipairs({ "a.h", "edited.c", "of_another.c", "mine.c" }) do
      assert.is_truthy(command.texts(folder)[name], name)
    end
  end)

  it("shows a difference line by line, from the file to what is generated", function()
    local folder = command.folder() .. "/it's"
    file.write(folder, FILES)
    command.file(folder, "a.h", "first\nchanged\n")
    local diff = file.compare(folder, FILES, error)[1].diff
    assert.is_truthy(diff:find("\n-changed\n+second\n", 1, true), diff)
    assert.is_truthy(diff:find("\n first\n", 1, true), diff)
    assert.is_truthy(diff:find("+++ generated", 1, true), diff)
  end)

  it("surveys the generated files of a folder, by name", function()
    local folder = command.folder()
    assert.are.same({}, file.survey(folder))
    assert.are.same({}, file.survey(folder .. "/none"))
    file.write(folder, { generated("b.mk", "two"), generated("a.h", "one"),
      { name = "mine.h", text = "int mine;\n" } })
    assert.are.same({ { name = "a.h", command = COMMAND, whole = true },
      { name = "b.mk", command = COMMAND, whole = true } }, file.survey(folder))
  end)
end)
