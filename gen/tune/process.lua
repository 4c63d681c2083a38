-- Programs that the tuner runs.
-- In: a command line. Out: what it said and its exit status.
-- Always: an interrupt (Ctrl-C) of the program is one of the tuner too.

local utils = require("pl.utils")

local process = {}

local INTERRUPT <const> = 2

--- A word as the shell reads it.
process.quote = utils.quote_arg

--- Raised where someone pressed Ctrl-C; Lua itself raises a text with its message.
process.interrupted = { message = "interrupted!" }

--- Whether an error says that someone pressed Ctrl-C.
function process.is_interrupt(problem)
  return problem == process.interrupted
    or type(problem) == "string" and problem:find("interrupted!", 1, true) ~= nil
end

--- Runs a command line.
-- @param each called with each line of its output as it comes, or nil
-- @return the output of both kinds, the exit status (128 + a signal's number)
function process.run(command, each)
  local pipe, lines = assert(io.popen("{ " .. command .. "; } 2>&1")), {}
  -- An interrupted read raises an error of its own; Lua's comes as soon as it is caught.
  local good, problem = pcall(function()
    for line in pipe:lines() do
      lines[#lines + 1] = line
      if each then each(line) end
    end
  end)
  if not good then error(problem, 0) end
  local _, how, status = pipe:close()
  if how == "signal" then status = 128 + status end
  if status == 128 + INTERRUPT then error(process.interrupted, 0) end
  return table.concat(lines, "\n"), status
end

--- Whether a file of descriptor 2 is a terminal.
function process.on_terminal()
  return (utils.execute("[ -t 2 ]"))
end

return process
