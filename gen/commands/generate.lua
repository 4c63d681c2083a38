-- The command `ropewalk generate`: models' files, each model's in a folder of its own.
-- In: models, options. Out: files, and for a build a depfile and a stamp.
-- Always: all models are read before anything is written.

local depfile = require("depfile")
local file = require("file")
local request = require("request")

local command = {}

--- Adds where files go, for commands that name or write them.
function command.add_out(sub)
  sub:option("--out", "folder in which the model's own folder is", "out")
end

--- Adds what commands that write files for a build have in common.
function command.add_build(sub)
  sub:option("--depfile", "write what the files are made from, as a rule of make")
  sub:option("--stamp", "a file to touch each time, which the rule is then for")
  sub:flag("--force", "write over files that others wrote or edited")
end

function command.add(top)
  local sub = top:command("generate", "write the files that changed")
  sub:argument("models", "shipped models or configs' paths"):argname("MODEL"):args("+")
  request.add_files(sub)
  command.add_out(sub)
  command.add_build(sub)
end

local function outputs_of(sets)
  local paths = {}
  for _, set in ipairs(sets) do
    for _, item in ipairs(set.made.files) do
      paths[#paths + 1] = set.folder .. "/" .. item.name
    end
  end
  return paths
end

local function inputs_of(sets)
  local paths = {}
  for _, set in ipairs(sets) do
    for _, path in ipairs(request.inputs(set.asked)) do paths[#paths + 1] = path end
  end
  return paths
end

--- Writes sets of files { folder, asked, made } and says so.
function command.write(sets, arguments)
  for _, set in ipairs(sets) do
    local path, what = file.in_the_way(set.folder, set.made.files)
    if path and not arguments.force then
      error({ message = ("%s: %s; move it away, or --force writes over it"):format(
        path, what) }, 0)
    end
  end
  if arguments.depfile then
    file.write_path(arguments.depfile, depfile.rule(
      arguments.stamp and { arguments.stamp } or outputs_of(sets), inputs_of(sets)))
  end
  for _, set in ipairs(sets) do
    local files = set.made.files
    local written, removed = file.renew(set.folder, files, function(other)
      return request.same_model(set.made.command, other)
    end)
    print(("%s: %d files, %d written%s"):format(set.folder, #files, written,
      removed > 0 and (", %d of an earlier generation removed"):format(removed) or ""))
  end
  if arguments.stamp then file.touch(arguments.stamp) end
end

function command.run(arguments)
  local sets = {}
  for i, model in ipairs(arguments.models) do
    arguments.model = model
    local asked = request.read(arguments)
    local made = request.files(asked)
    sets[i] = { folder = arguments.out .. "/" .. made.name, asked = asked, made = made }
  end
  command.write(sets, arguments)
end

return command
