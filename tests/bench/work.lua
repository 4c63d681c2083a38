-- What `make run` and `make bench` share: saying what is at work, and building programs.
-- In: the current folder is the repository's root. Always: what is said goes to standard
-- error, as one redrawn line on a terminal and a line each elsewhere.

local utils = require("pl.utils")

local work = {}

local on_terminal <const> = utils.execute("[ -t 2 ]")

--- Says what is at work now.
function work.say(...)
  local text = string.format(...)
  io.stderr:write(on_terminal and "\r\27[K" .. text or text .. "\n")
end

--- Ends a line that is redrawn.
function work.said()
  if on_terminal then io.stderr:write("\r\27[K") end
end

--- Ends the program with a reason.
function work.stop(...)
  work.said()
  io.stderr:write(string.format(...), "\n")
  os.exit(1, true)
end

--- Writes what changed of a model's files.
function work.generate(model)
  work.say("%s: generating", model)
  local done, _, _, complaint = utils.executeex("gen/ropewalk generate " .. model)
  if not done then work.stop("%s", complaint) end
end

--- Builds a program for a model.
-- @param target its name in build.mk; @return its path
function work.build(model, target)
  local path = (".build/bench/%s/%s"):format(model, target)
  work.say("%s: compiling %s", model, target)
  local done, _, _, complaint = utils.executeex(
    ("make -s -f tests/bench/build.mk MODEL=%s %s"):format(model, path))
  if not done then work.stop("%s: cannot be compiled:\n%s", model, complaint) end
  return path
end

--- Runs a command; its standard error is shown as it comes.
-- @return what it wrote, or nothing when it failed
function work.output(command)
  local pipe = io.popen(command)
  local text = pipe:read("a")
  return pipe:close() and text or nil
end

return work
