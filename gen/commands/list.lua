-- The command `ropewalk list`: the paths of a model's files, for builds.
-- In: a model, options. Out: a path a line.

local generate = require("commands.generate")
local request = require("request")

local command = {}

function command.add(top)
  local sub = top:command("list", "print the files of a model, one a line")
  sub:argument("model", "a shipped model or a config's path"):argname("MODEL")
  request.add_files(sub)
  generate.add_out(sub)
end

function command.run(arguments)
  local made = request.files(request.read(arguments))
  for _, item in ipairs(made.files) do
    print(("%s/%s/%s"):format(arguments.out, made.name, item.name))
  end
end

return command
