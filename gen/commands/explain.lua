-- The command `ropewalk explain`: what a config means, drawn and counted.
-- In: a model, ISAs and types. Out: text, or SVG.

local catalogue = require("catalogue")
local dtypes = require("dtypes")
local explain = require("explain")
local picture = require("picture")
local request = require("request")
local rope = require("rope")
local sketch = require("sketch")

local command = {}

function command.add(top)
  local sub = top:command("explain",
    "draw a model's layout; print its config, pairs, plan, schedule and counts")
  sub:argument("model", "a shipped model or a config's path"):argname("MODEL")
  request.add_kernels(sub, dtypes.names[1])
  sub:flag("--svg", "write the drawing as SVG instead")
end

function command.run(arguments)
  local checked = catalogue.read(arguments.model)
  if arguments.svg then
    io.write(picture.svg(checked, rope.build(checked)))
    return
  end
  local asked = request.read(arguments)
  local kernels = explain.lines(checked, asked.isas, asked.dtypes, asked.chosen)
  print(table.concat(sketch.lines(checked, rope.build(checked)), "\n") .. "\n")
  print(table.concat(kernels, "\n"))
end

return command
