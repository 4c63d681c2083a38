-- The command `ropewalk check`: whether files are what would be generated.
-- In: a model with its options; or a folder, each of whose banners has its command.
-- Out: a line for each file that is not, with a diff; exit status 1 if there is one.
-- Always: nothing is written.

local lfs = require("lfs")

local file = require("file")
local generate = require("commands.generate")
local request = require("request")

local command = {}

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

function command.add(top)
  local sub = top:command("check",
    "compare files with what would be generated; exit 1 if they differ")
  sub:argument("model", "a shipped model, a config's path, or a folder with generated "
    .. "files, which may hold several models and other files"):argname("MODEL")
  sub:option("--config", "with a folder: where the config is that it was made from")
  request.add_files(sub)
  generate.add_out(sub)
end

-- The commands that a folder was made by, one of each model, that of its headers first.
local function commands_of(folder)
  local list = {}
  local function add(item)
    for _, known in ipairs(list) do
      if request.same_model(known, item.command) then return end
    end
    list[#list + 1] = item.command
  end
  local survey = file.survey(folder)
  for _, item in ipairs(survey) do
    if item.name:match("%.h$") then add(item) end
  end
  for _, item in ipairs(survey) do add(item) end
  return list
end

-- The config of a banner: shipped, at hand, beside the files, or where --config says.
local function config_of(model, folder, given)
  if given and given:match("[^/]+$") == model then return given end
  if not model:find(".", 1, true) then return model end
  for _, path in ipairs({ model, folder .. "/" .. model }) do
    if lfs.attributes(path, "mode") then return path end
  end
  fail(folder, ("was made from %s, which is neither here nor there; say where it is: "
    .. "--config PATH/%s"):format(model, model))
end

-- Prints what differs. Returns how many files do.
local function report(folder, made)
  local problems = file.compare(folder, made.files, function(other)
    return request.same_model(made.command, other)
  end)
  for _, problem in ipairs(problems) do
    print(("%s %s"):format(problem.name, problem.problem))
    if problem.diff then io.write(problem.diff) end
  end
  if #problems == 0 then
    print(("%s: %s: %d files as generated"):format(folder, made.name, #made.files))
  else
    print(("%s: %s: %d of %d files as generated; this writes them: %s"):format(folder,
      made.name, math.max(0, #made.files - #problems), #made.files, made.command))
  end
  return #problems
end

local function check_folder(folder, arguments, parse)
  local commands, differ = commands_of(folder), 0
  if not commands[1] then
    fail(folder, "holds no generated file; give a model or a folder with generated files")
  end
  for _, made_by in ipairs(commands) do
    local again = parse(request.words(made_by))
    again.model = config_of(again.model or again.models[1], folder, arguments.config)
    differ = differ + report(folder, request.files(request.read(again)))
  end
  return differ
end

function command.run(arguments, parse)
  local differ
  if lfs.attributes(arguments.model, "mode") == "directory" then
    differ = check_folder(arguments.model:gsub("(.)/+$", "%1"), arguments, parse)
  else
    local made = request.files(request.read(arguments))
    differ = report(arguments.out .. "/" .. made.name, made)
  end
  return differ > 0 and 1 or 0
end

return command
