-- The command line.
-- In: arguments.
-- Out: an exit status: 0 done, 1 refused or different, 130 interrupted.
-- Always: a complaint is one line on standard error.

local argparse = require("argparse")

local sources = require("sources")

local cli = {}

-- The commands in the order of the help, each a module of commands/: add(parser) declares
-- its arguments, run(arguments, parse, parser) does it and returns an exit status or nil.
local COMMANDS <const> = { "generate", "vendor", "check", "list", "explain", "verify",
  "tune", "models", "fields", "import", "completion" }

-- What someone who gives no command is told.
local START <const> = [[
ropewalk writes C for the rotary position embedding of one model. To start:

  ropewalk models qwen                       which models it ships
  ropewalk explain qwen2_5_vl_vision         a model's layout, drawn
  ropewalk vendor llama --to src/rope        its C, for your project

ropewalk --help says the rest.]]

local function parser()
  local top = argparse("ropewalk",
    "Writes C for the rotary position embedding of one model: position ids, cos/sin "
    .. "tables and the rotation of q and k.")
    :epilog("MODEL is a shipped model (`ropewalk models`) or the path of a config; "
      .. "`ropewalk fields` says what a config holds. Example: ropewalk generate "
      .. "qwen2_5_vl_vision --isa scalar,avx2 --out src/rope")
  top:command_target("action")
  top:require_command(false)
  top:flag("--version", "print the version"):action(function()
    print("ropewalk " .. sources.version)
    os.exit(0)
  end)
  for _, name in ipairs(COMMANDS) do require("commands." .. name).add(top) end
  return top
end

local function parse(words)
  local good, result = parser():pparse(words)
  if not good then
    local known = false
    for _, name in ipairs(COMMANDS) do known = known or name == words[1] end
    error({ message = ("%s; see ropewalk %s--help"):format(
      result:gsub("%s*\n%s*", "; "), known and words[1] .. " " or "") }, 0)
  end
  return result
end

--- Runs a command line.
-- @return the exit status
function cli.run(words)
  local good, result = xpcall(function()
    local arguments = parse(words)
    if not arguments.action then
      print(START)
      return
    end
    return require("commands." .. arguments.action).run(arguments, parse, parser())
  end, function(problem)
    return type(problem) == "table" and problem or { message = debug.traceback(problem) }
  end)
  if good then return result or 0 end
  io.stderr:write("ropewalk: ", result.message, "\n")
  return result.status or 1
end

return cli
