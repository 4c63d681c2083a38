-- The command line.
-- In: arguments.
-- Out: files or text, and an exit status: 0 done, 1 refused or different, 130
-- interrupted.
-- Always: a complaint is one line on standard error.

local argparse = require("argparse")
local lfs = require("lfs")

local catalogue = require("catalogue")
local choices = require("choices")
local config = require("config")
local dtypes = require("dtypes")
local explain = require("explain")
local file = require("file")
local import = require("import")
local picture = require("picture")
local rope = require("rope")
local schema = require("schema")
local sketch = require("sketch")
local sources = require("sources")
local tune = require("tune")
local tune_options = require("tune.options")

local cli = {}

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

-- Those names of an option's value, separated by commas, that `known` lists, in its
-- order.
local function chosen(option, what, value, known)
  local names, wanted = {}, {}
  for name in value:gmatch("[^,]+") do wanted[name] = true end
  for _, name in ipairs(known) do
    if wanted[name] then names[#names + 1] = name end
    wanted[name] = nil
  end
  local unknown = {}
  for name in pairs(wanted) do unknown[#unknown + 1] = name end
  table.sort(unknown)
  if unknown[1] or not names[1] then
    fail(option, ("%s is no %s; give some of %s"):format(
      unknown[1] or "nothing", what, table.concat(known, ",")))
  end
  return names
end

-- Scalar is the reference, and what runs where nothing else does.
local function isa_tables(list)
  local isas = {}
  for i, name in ipairs(chosen("--isa", "ISA", "scalar," .. list, config.isas)) do
    isas[i] = require("isa." .. name)
  end
  return isas
end

local function types_of(list)
  local types = {}
  for i, name in ipairs(chosen("--dtype", "type", list, dtypes.names)) do
    types[i] = dtypes.by_name[name]
  end
  return types
end

-- The command that makes a set of files again, from what decides their text: a config by
-- its name without the folder, so that the text is the same from everywhere.
local function command_of(arguments, isas, types)
  local function named(list)
    local names = {}
    for i, item in ipairs(list) do names[i] = item.name end
    return table.concat(names, ",")
  end
  local model = arguments.model:match("[^/]+$")
  if model:find("[^%w._-]") then model = ("'%s'"):format(model) end
  local command = ("ropewalk generate %s --isa %s --dtype %s"):format(
    model, named(isas), named(types))
  if arguments.cpu then command = command .. " --cpu " .. arguments.cpu end
  return arguments.prefix == "" and command or command .. " --prefix " .. arguments.prefix
end

local function chosen_for(arguments)
  return choices.finder(catalogue.folder_of(arguments.model), arguments.cpu)
end

local function files_of(arguments)
  local prefix = arguments.prefix
  if prefix ~= "" and not prefix:match("^%l[%l%d_]*$") then
    fail("--prefix",
      ("%q begins no C name; give small letters, digits and underscores"):format(prefix))
  end
  local isas, types = isa_tables(arguments.isa), types_of(arguments.dtype)
  local checked = catalogue.read(arguments.model)
  return sources.files(checked, isas, {
    prefix = prefix, dtypes = types, command = command_of(arguments, isas, types),
    chosen = chosen_for(arguments),
  }), checked
end

local function folder_of(arguments, checked)
  return arguments.out .. "/" .. arguments.prefix .. checked.name
end

local actions = {}

function actions.generate(arguments)
  local all = {}
  for i, model in ipairs(arguments.models) do
    arguments.model = model
    local files, checked = files_of(arguments)
    all[i] = { folder = folder_of(arguments, checked), files = files }
  end
  for _, one in ipairs(all) do
    local written = file.write(one.folder, one.files)
    print(("%s: %d files, %d written"):format(one.folder, #one.files, written))
  end
end

function actions.list(arguments)
  local files, checked = files_of(arguments)
  local folder = folder_of(arguments, checked)
  for _, item in ipairs(files) do print(folder .. "/" .. item.name) end
end

local parse

-- A folder is checked against the command of its banner.
local function check_folder(folder)
  local command = file.command(folder)
  if not command then
    fail(folder, "holds no generated header; give a model or a generated folder")
  end
  local quoted, rest = command:match("^ropewalk generate '(.-)' (.*)$")
  local words_of = { "generate", quoted }
  for word in (rest or command:match("^ropewalk generate (.*)$")):gmatch("%S+") do
    words_of[#words_of + 1] = word
  end
  local arguments = parse(words_of)
  local model = arguments.models[1]
  arguments.model = model
  if model:find(".", 1, true) and not lfs.attributes(model, "mode") then
    arguments.model = folder .. "/" .. model
    if not lfs.attributes(arguments.model, "mode") then
      fail(folder, ("was made from %s, which is neither here nor there; "
        .. "run `ropewalk check PATH/%s --out ...`"):format(model, model))
    end
  end
  return (files_of(arguments))
end

function actions.check(arguments)
  local files, folder
  if lfs.attributes(arguments.model, "mode") == "directory" then
    folder = arguments.model:gsub("(.)/+$", "%1")
    files = check_folder(folder)
  else
    local checked
    files, checked = files_of(arguments)
    folder = folder_of(arguments, checked)
  end
  local problems = file.compare(folder, files)
  for _, problem in ipairs(problems) do
    print(("%s %s"):format(problem.name, problem.problem))
    if problem.diff then io.write(problem.diff) end
  end
  if #problems > 0 then
    print(("%s: %d of %d files as generated; `ropewalk generate` writes them"):format(
      folder, math.max(0, #files - #problems), #files))
    return 1
  end
  print(("%s: %d files as generated"):format(folder, #files))
end

function actions.explain(arguments)
  local checked = catalogue.read(arguments.model)
  if arguments.svg then
    io.write(picture.svg(checked, rope.build(checked)))
    return
  end
  local isas, types = isa_tables(arguments.isa), types_of(arguments.dtype)
  local kernels = explain.lines(checked, isas, types, chosen_for(arguments))
  print(table.concat(sketch.lines(checked, rope.build(checked)), "\n") .. "\n")
  print(table.concat(kernels, "\n"))
end

-- Writes configs, or prints them. None is written where one of them is there already and
-- differs.
function actions.import(arguments)
  local configs = import.read(arguments.file, { component = arguments.component })
  if not arguments.out then
    for _, item in ipairs(configs) do io.write(item.text) end
    return
  end
  for _, item in ipairs(configs) do item.name = item.name .. ".lua" end
  local path = file.add(arguments.out, configs)
  if path then
    fail(path, "is there and differs; move it away, or give another --out")
  end
  for _, item in ipairs(configs) do print(arguments.out .. "/" .. item.name) end
end

function actions.models(arguments)
  local lines = catalogue.lines(arguments.words)
  if #lines == 1 then
    fail(table.concat(arguments.words, " "), "no shipped model's name or family has it; "
      .. "`ropewalk models` lists all, `ropewalk import` reads a config.json")
  end
  for _, line in ipairs(lines) do print(line) end
end

function actions.tune(arguments)
  tune.run(arguments, isa_tables(arguments.isa or table.concat(config.isas, ",")),
    types_of(arguments.dtype))
end

function actions.fields()
  print(schema.describe())
end

-- The options of commands that look at kernels, and of those that make files.
local function add_choices(sub, types)
  sub:option("--isa", "ISAs, separated by commas; scalar is always among them",
    table.concat(config.isas, ","))
  sub:option("--dtype", ("types of q and k out of %s, separated by commas"):format(
    table.concat(dtypes.names, ",")), types)
  sub:option("--cpu", "take what is chosen for this CPU, not only what is for any")
end

local function add_options(sub)
  add_choices(sub, table.concat(dtypes.names, ","))
  sub:option("--prefix", "put before every name in C and every file", "")
  sub:option("--out", "folder in which the model's own folder is", "out")
end

local function parser()
  local top = argparse("ropewalk",
    "Writes C for the rotary position embedding of one model: position ids, cos/sin "
    .. "tables and the rotation of q and k.")
    :epilog("MODEL is a shipped model (`ropewalk models`) or the path of a config; "
      .. "`ropewalk fields` says what a config holds. Example: ropewalk generate "
      .. "qwen2_5_vl_vision --isa scalar,avx2 --out src/rope")
  top:command_target("action")
  top:require_command(true)
  local generate = top:command("generate", "write the files that changed")
  generate:argument("models", "shipped models or configs' paths"):argname("MODEL")
    :args("+")
  add_options(generate)
  for _, item in ipairs({
    { "check", "compare files with what would be generated; exit 1 if they differ",
      "a shipped model, a config's path, or a generated folder" },
    { "list", "print the files of a model, one a line",
      "a shipped model or a config's path" },
  }) do
    local sub = top:command(item[1], item[2])
    sub:argument("model", item[3]):argname("MODEL")
    add_options(sub)
  end
  local explained = top:command("explain",
    "draw a model's layout; print its config, pairs, plan, schedule and counts")
  explained:argument("model", "a shipped model or a config's path"):argname("MODEL")
  add_choices(explained, dtypes.names[1])
  explained:flag("--svg", "write the drawing as SVG instead")
  local imported = top:command("import",
    "make configs from a config.json of transformers or diffusers")
  imported:argument("file", "the config.json"):argname("FILE")
  imported:option("--component", "the part of a model that has several")
    :choices(import.components)
  imported:option("--out", "folder to write them to; printed unless given")
  local models = top:command("models", "list the shipped models")
  models:argument("words", "only those whose name or family has each"):argname("WORD")
    :args("*")
  top:command("fields", "list the fields of a config")
  tune_options.add(top)
  return top
end

function parse(words_of)
  local good, result = parser():pparse(words_of)
  if not good then
    error({ message = result:gsub("%s*\n%s*", "; ") .. "; see ropewalk --help" }, 0)
  end
  return result
end

--- Runs a command line.
-- @return the exit status
function cli.run(words_of)
  local good, result = xpcall(function()
    local arguments = parse(words_of)
    return actions[arguments.action](arguments)
  end, function(problem)
    return type(problem) == "table" and problem or { message = debug.traceback(problem) }
  end)
  if good then return result or 0 end
  io.stderr:write("ropewalk: ", result.message, "\n")
  return result.status or 1
end

return cli
