-- The command `ropewalk verify`: is this the layout of my model?
-- In: a model and a dump of its q and k. Out: equal, or what to change; exit 1 unless
-- equal.

local catalogue = require("catalogue")
local config = require("config")
local verify = require("verify")

local command = {}

local function epilog()
  local lines = { "DUMP is a folder of .npy files, or an RWG1 file, of these names:" }
  for _, item in ipairs(verify.names) do
    lines[#lines + 1] = ("  %-12s %s: %s"):format(table.unpack(item))
  end
  lines[#lines + 1] = "q and k are float32, float16, or bfloat16 saved as its bits, "
    .. "x.view(torch.uint16). One dimension counts tokens, the others heads."
  return table.concat(lines, "\n")
end

function command.add(top)
  local sub = top:command("verify",
    "compare q and k before and after a model's own rotation with a config; where they "
    .. "differ, find the field to change"):epilog(epilog())
  sub:argument("model", "a shipped model or a config's path"):argname("MODEL")
  sub:argument("dump", "q, q_out and positions of the model"):argname("DUMP")
end

function command.run(arguments)
  collectgarbage("generational")
  catalogue.read(arguments.model)
  local shipped = {}
  for i, name in ipairs(catalogue.names()) do
    shipped[i] = config.fields(catalogue.path(name))
  end
  local given = config.fields(catalogue.path(arguments.model))
  local lines, status = verify.run(arguments.model, given, verify.read(arguments.dump),
    verify.pool(shipped))
  print(table.concat(lines, "\n"))
  return status
end

return command
