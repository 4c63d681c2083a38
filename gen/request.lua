-- A request: which files of which model, as a command line or a banner asks for them.
-- In: arguments of the commands that make files or look at kernels.
-- Out: ISAs, types and choices; files; the command that makes them again.
-- Always: a request read from its own command gives the same files.

local catalogue = require("catalogue")
local choices = require("choices")
local config = require("config")
local dtypes = require("dtypes")
local sources = require("sources")

local request = {}

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

--- The tables of ISAs, by names separated by commas; all unless given. Scalar is always
-- there: it is the reference, and what runs where nothing else does.
function request.isas(list)
  local isas = {}
  for i, name in ipairs(chosen("--isa", "ISA",
    "scalar," .. (list or table.concat(config.isas, ",")), config.isas)) do
    isas[i] = require("isa." .. name)
  end
  return isas
end

--- The types of q and k, by names separated by commas.
function request.dtypes(list)
  local types = {}
  for i, name in ipairs(chosen("--dtype", "type", list, dtypes.names)) do
    types[i] = dtypes.by_name[name]
  end
  return types
end

--- Adds the options of commands that look at kernels.
-- @param types the types of q and k unless some are asked for
function request.add_kernels(sub, types)
  sub:option("--isa", ("ISAs out of %s, separated by commas; scalar is always among them "
    .. "(default: all)"):format(table.concat(config.isas, ",")))
  sub:option("--dtype", ("types of q and k out of %s, separated by commas"):format(
    table.concat(dtypes.names, ",")), types)
  sub:option("--cpu", "take what is chosen for this CPU, not only what is for any")
end

--- Adds the options of commands that make files.
function request.add_files(sub)
  request.add_kernels(sub, table.concat(dtypes.names, ","))
  sub:option("--prefix", "put before every name in C and every file", "")
end

-- One file holds what runs on a CPU: the CUDA text is for another compiler.
local function check_single(asked, arguments)
  if arguments.static and not arguments.single_file then
    fail("--static", "needs --single-file: separate files cannot share static functions")
  end
  if not arguments.single_file then return end
  for i = #asked.isas, 1, -1 do
    if asked.isas[i].frame == "cuda" then
      if arguments.isa then
        fail("--isa", "cuda is compiled apart; leave it or --single-file out")
      end
      table.remove(asked.isas, i)
    end
  end
end

--- What arguments ask for.
-- @return { verb, model, isas, dtypes, prefix, cpu, single, static, chosen = a function
--   from a kernel to its schedule's numbers or nil }
function request.read(arguments)
  local prefix = arguments.prefix or ""
  if prefix ~= "" and not prefix:match("^%l[%l%d_]*$") then
    fail("--prefix",
      ("%q begins no C name; give small letters, digits and underscores"):format(prefix))
  end
  local asked = {
    verb = arguments.action, model = arguments.model, prefix = prefix,
    isas = request.isas(arguments.isa), dtypes = request.dtypes(arguments.dtype),
    cpu = arguments.cpu, single = arguments.single_file, static = arguments.static,
    chosen = choices.finder(catalogue.folder_of(arguments.model), arguments.cpu),
  }
  check_single(asked, arguments)
  return asked
end

local function quoted(word)
  return word:find("[^%w._-]") and ("'%s'"):format(word) or word
end

local function names_of(list)
  local names = {}
  for i, item in ipairs(list) do names[i] = item.name end
  return table.concat(names, ",")
end

-- The command that makes files again, from what decides their text: a config by its name
-- without the folder, so that the text is the same from everywhere.
local function command_of(asked)
  local vendored = asked.verb == "vendor"
  local words = { "ropewalk", vendored and "vendor" or "generate",
    quoted(asked.model:match("[^/]+$")), "--isa", names_of(asked.isas), "--dtype",
    names_of(asked.dtypes) }
  local function add(condition, ...)
    if condition then table.move({ ... }, 1, select("#", ...), #words + 1, words) end
  end
  add(asked.cpu, "--cpu", asked.cpu)
  add(asked.prefix ~= "", "--prefix", asked.prefix)
  add(asked.single, "--single-file")
  add(asked.static, "--static")
  add(vendored, "--to", ".")
  return table.concat(words, " ")
end

--- The words of a command after the program's name, as a shell splits what command_of
-- quotes.
function request.words(command)
  local words, at = {}, 1
  while command:find("%S", at) do
    local _, last, word = command:find("^%s*'(.-)'%f[%s\0]", at)
    if not last then _, last, word = command:find("^%s*(%S+)", at) end
    words[#words + 1], at = word, last + 1
  end
  table.remove(words, 1)
  return words
end

--- Whether two commands are of the same model under the same prefix.
function request.same_model(command, other)
  local function of(text)
    local words = request.words(text)
    return ("%s %s"):format(words[2], text:match(" %-%-prefix (%S+)"))
  end
  return of(command) == of(other)
end

--- The paths of what a request reads beside the generator: its config, and what is chosen
-- beside that.
function request.inputs(asked)
  return { catalogue.path(asked.model),
    choices.path(catalogue.folder_of(asked.model)) }
end

--- The files that are asked for.
-- @return { files = { { name, text } }, name = <prefix><model>, command }
function request.files(asked)
  local checked, command = catalogue.read(asked.model), command_of(asked)
  return {
    name = asked.prefix .. checked.name, command = command,
    files = sources.files(checked, asked.isas, {
      prefix = asked.prefix, dtypes = asked.dtypes, chosen = asked.chosen,
      command = command, single = asked.single, static = asked.static,
    }),
  }
end

return request
