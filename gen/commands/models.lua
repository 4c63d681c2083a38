-- The command `ropewalk models`: the shipped models.
-- In: words. Out: a line for each model whose name or family has them.

local catalogue = require("catalogue")

local command = {}

function command.add(top)
  local sub = top:command("models", "list the shipped models")
  sub:argument("words", "only those whose name or family has each"):argname("WORD")
    :args("*")
end

function command.run(arguments)
  local lines = catalogue.lines(arguments.words)
  if #lines == 1 then
    error({ message = table.concat(arguments.words, " ") .. ": no shipped model's name "
      .. "or family has it; `ropewalk models` lists all, `ropewalk import` reads a "
      .. "config.json" }, 0)
  end
  for _, line in ipairs(lines) do print(line) end
end

return command
