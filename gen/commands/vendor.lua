-- The command `ropewalk vendor`: a model's files for another project's repository.
-- In: a model, a folder, options. Out: the files, straight in the folder.
-- Always: files of others in the folder stay as they are.

local generate = require("commands.generate")
local request = require("request")

local command = {}

function command.add(top)
  local sub = top:command("vendor", "write a model's files into a project of yours")
  sub:argument("model", "a shipped model or a config's path"):argname("MODEL")
  sub:option("--to", "the folder"):count("1")
  sub:flag("--single-file", "one header; a source that defines <MODEL>_IMPLEMENTATION "
    .. "before including it has the code, for the CPU")
  sub:flag("--static", "with --single-file: all functions static, nothing to define")
  request.add_files(sub)
  generate.add_build(sub)
end

function command.run(arguments)
  local asked = request.read(arguments)
  local made = request.files(asked)
  local folder = arguments.to:gsub("(.)/+$", "%1")
  generate.write({ { folder = folder, asked = asked, made = made } }, arguments)
  print(("to refresh, there: %s"):format(made.command))
  print(("to see whether it is as generated: ropewalk check %s"):format(folder))
end

return command
