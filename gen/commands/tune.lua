-- The command `ropewalk tune`: see tune.lua.

local options = require("tune.options")
local request = require("request")
local tune = require("tune")

local command = { add = options.add }

function command.run(arguments)
  tune.run(arguments, request.isas(arguments.isa), request.dtypes(arguments.dtype))
end

return command
