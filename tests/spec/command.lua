-- Runs the command line and keeps files for it.
-- In: arguments, texts. Out: exit status, output and complaints; paths below .build/spec.
-- Always: a run ends within its time, and a folder is new.

local assert = require("luassert")
local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local command = {}

local SECONDS <const> = 20
local FOLDER <const> = lfs.currentdir() .. "/.build/spec"

local folders = 0

--- The repository's folder, where the specs run.
command.root = lfs.currentdir()

--- The generator as a program, with its whole path.
command.program = command.root .. "/gen/ropewalk"

--- Makes a new, empty folder and gives its path.
function command.folder()
  if folders == 0 and lfs.attributes(FOLDER) then assert(pl_dir.rmtree(FOLDER)) end
  folders = folders + 1
  local path = ("%s/%d"):format(FOLDER, folders)
  assert(pl_dir.makepath(path))
  return path
end

--- Writes a file and gives its path.
function command.file(folder, name, text)
  local path = folder .. "/" .. name
  assert(pl_file.write(path, text, true))
  return path
end

--- Runs ropewalk with arguments as a shell reads them.
-- @param settings what stands before the command: "LC_ALL=C", "cd folder &&"
-- @return { status, out, err }
function command.ropewalk(arguments, settings)
  local out, err = os.tmpname(), os.tmpname()
  local _, _, status = os.execute(("%s timeout %d '%s' %s >%s 2>%s </dev/null"):format(
    settings or "", SECONDS, command.program, arguments, out, err))
  local result = { status = status, out = pl_file.read(out), err = pl_file.read(err) }
  os.remove(out)
  os.remove(err)
  return result
end

--- The files of a folder: text by name.
function command.texts(folder)
  local texts = {}
  for name in lfs.dir(folder) do
    local path = folder .. "/" .. name
    if lfs.attributes(path, "mode") == "file" then
      texts[name] = pl_file.read(path, true)
    end
  end
  return texts
end

--- Runs a command that must work, and gives what it printed.
function command.done(arguments, settings)
  local run = command.ropewalk(arguments, settings)
  assert.are.equal("", run.err)
  assert.are.equal(0, run.status)
  return run.out
end

--- Runs a command that must be refused, and gives its one line.
function command.refused(arguments)
  local run = command.ropewalk(arguments)
  assert.are.equal(1, run.status)
  assert.are.equal("", run.out)
  local line = run.err:match("^([^\n]+)\n$")
  assert.is_truthy(line, run.err)
  return line
end

--- Generates a model into a new folder: the texts of its files, and the folder.
function command.generate(arguments, settings)
  local out = command.folder()
  command.done(("generate %s --out %s"):format(arguments, out), settings)
  for name in lfs.dir(out) do
    if not name:find("^%.") then return command.texts(out .. "/" .. name), out end
  end
end

return command
