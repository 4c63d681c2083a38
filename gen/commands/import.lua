-- The command `ropewalk import`: a config.json to configs.
-- In: the file. Out: configs, printed or written.
-- Always: none is written where one of them is there already and differs.

local file = require("file")
local import = require("import")

local command = {}

function command.add(top)
  local sub = top:command("import",
    "make configs from a config.json of transformers or diffusers")
  sub:argument("file", "the config.json"):argname("FILE")
  sub:option("--component", "the part of a model that has several")
    :choices(import.components)
  sub:option("--out", "folder to write them to; printed unless given")
end

function command.run(arguments)
  local configs = import.read(arguments.file, { component = arguments.component })
  if not arguments.out then
    for _, item in ipairs(configs) do io.write(item.text) end
    return
  end
  for _, item in ipairs(configs) do item.name = item.name .. ".lua" end
  local path = file.add(arguments.out, configs)
  if path then
    error({ message = path .. ": is there and differs; move it away, or give another "
      .. "--out" }, 0)
  end
  for _, item in ipairs(configs) do print(arguments.out .. "/" .. item.name) end
end

return command
