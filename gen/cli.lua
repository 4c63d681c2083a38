-- The command line.
-- In: arguments.
-- Out: files or text, and an exit status: 0 done, 1 refused or different.
-- Always: a complaint is one line on standard error.

local argparse = require("argparse")
local lfs = require("lfs")

local config = require("config")
local file = require("file")
local plan = require("plan")
local rope = require("rope")
local schedule = require("schedule")
local schema = require("schema")
local sources = require("sources")
local words = require("words")

local cli = {}

--- Where the shipped models are; set once by the launcher.
cli.models = "gen/models"

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

local function model_names()
  local names = {}
  for name in lfs.dir(cli.models) do
    names[#names + 1] = name:match("^(.*)%.lua$")
  end
  table.sort(names)
  return names
end

-- A shipped model by name, or a config by path.
local function read_config(model)
  if not model:find("[/.]") then
    for _, name in ipairs(model_names()) do
      if name == model then return config.read(cli.models .. "/" .. name .. ".lua") end
    end
    if not lfs.attributes(model, "mode") then
      local near = config.nearest(model, model_names())
      fail(model, near and ("is no shipped model; did you mean %s?"):format(near)
        or "is no shipped model; `ropewalk models` lists them, or give a config's path")
    end
  end
  return config.read(model)
end

local function isa_tables(list)
  local isas, wanted = {}, {}
  for name in list:gmatch("[^,]+") do wanted[name] = true end
  wanted.scalar = true -- the reference, and what runs where nothing else does
  for _, name in ipairs(config.isas) do
    if wanted[name] then isas[#isas + 1] = require("isa." .. name) end
    wanted[name] = nil
  end
  local unknown = {}
  for name in pairs(wanted) do unknown[#unknown + 1] = name end
  table.sort(unknown)
  if unknown[1] then
    fail("--isa", ("%s is no ISA; give some of %s"):format(
      unknown[1], table.concat(config.isas, ",")))
  end
  return isas
end

-- The command that makes a set of files again, from what decides their text: a config by
-- its name without the folder, so that the text is the same from everywhere.
local function command_of(arguments, isas)
  local names = {}
  for i, isa in ipairs(isas) do names[i] = isa.name end
  local model = arguments.model:match("[^/]+$")
  if model:find("[^%w._-]") then model = ("'%s'"):format(model) end
  local command = ("ropewalk generate %s --isa %s"):format(
    model, table.concat(names, ","))
  return arguments.prefix == "" and command or command .. " --prefix " .. arguments.prefix
end

local function files_of(arguments)
  local prefix = arguments.prefix
  if prefix ~= "" and not prefix:match("^%l[%l%d_]*$") then
    fail("--prefix",
      ("%q begins no C name; give small letters, digits and underscores"):format(prefix))
  end
  local isas = isa_tables(arguments.isa)
  local checked = read_config(arguments.model)
  return sources.files(checked, isas,
    { prefix = prefix, command = command_of(arguments, isas) }),
    checked, isas
end

local function folder_of(arguments, checked)
  return arguments.out .. "/" .. arguments.prefix .. checked.name
end

local actions = {}

function actions.generate(arguments)
  local files, checked = files_of(arguments)
  local folder = folder_of(arguments, checked)
  local written = file.write(folder, files)
  print(("%s: %d files, %d written"):format(folder, #files, written))
end

function actions.list(arguments)
  local files, checked = files_of(arguments)
  for _, item in ipairs(files) do print(folder_of(arguments, checked) .. "/"
    .. item.name) end
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
  local model = arguments.model
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

local function print_table(value, indent)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    if type(value[key]) == "table" then
      print(("%s%s:"):format(indent, key))
      print_table(value[key], indent .. "  ")
    else
      print(("%s%s = %s"):format(indent, key, value[key]))
    end
  end
end

function actions.explain(arguments)
  local checked = read_config(arguments.model)
  local model = rope.build(checked)
  print("config, with defaults:")
  print_table(checked, "  ")
  print("pairs:")
  for _, line in ipairs(words.pairs(model)) do print("  " .. line) end
  for _, isa in ipairs(isa_tables(arguments.isa)) do
    local rotation = plan.rotation(model, isa)
    local scheduled = schedule.apply(rotation, isa.schedule, model.head_dim, 4)
    print(("%s: %s"):format(isa.name, isa.words))
    for i, block in ipairs(rotation.blocks) do
      print(("  block %d: pairs %d..%d, %d lanes%s, rows from %s"):format(i - 1,
        block.first,
        block.first + block.count - 1, block.lanes,
        block.turns > 1 and (", a loop of %d"):format(block.turns) or "",
          block.row[1].base))
    end
    for _, copy in ipairs(rotation.mix.copies) do
      print(("  copy %d floats of %s from %d to mix %d"):format(
        copy.count, copy.from, copy.offset, copy.to))
    end
    for _, range in ipairs(rotation.passed) do
      print(("  channels %d..%d pass through"):format(range.offset,
        range.offset + range.count - 1))
    end
    print("  schedule: " .. schedule.describe(scheduled.numbers))
    print("  per token: " .. schedule.words(scheduled.counts.row))
    print("  per head: " .. schedule.words(scheduled.counts.head))
    print(("  values alive at once in a block: %d"):format(scheduled.counts.live))
  end
end

function actions.models()
  for _, name in ipairs(model_names()) do print(name) end
end

function actions.fields()
  print(schema.describe())
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
  local function command(name, text, model_text)
    local sub = top:command(name, text)
    if model_text then
      sub:argument("model", model_text):argname("MODEL")
      sub:option("--isa", "ISAs, separated by commas; scalar is always among them",
        table.concat(config.isas, ","))
      sub:option("--prefix", "put before every name in C and every file", "")
      sub:option("--out", "folder in which the model's own folder is", "out")
    end
  end
  command("generate", "write the files that changed",
    "a shipped model or a config's path")
  command("check", "compare files with what would be generated; exit 1 if they differ",
    "a shipped model, a config's path, or a generated folder")
  command("list", "print the files of a model, one a line",
    "a shipped model or a config's path")
  command("explain", "print config, pairs, plan, schedule and counts",
    "a shipped model or a config's path")
  command("models", "list the shipped models")
  command("fields", "list the fields of a config")
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
  return 1
end

return cli
