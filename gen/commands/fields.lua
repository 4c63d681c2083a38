-- The command `ropewalk fields`: what a config can say.
-- Out: a line for each field.

local schema = require("schema")

local command = {}

function command.add(top)
  top:command("fields", "list the fields of a config")
end

function command.run()
  print(schema.describe())
end

return command
