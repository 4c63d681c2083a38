-- Configs, config.jsons and dumps that are broken or mean harm.
-- In: how many mutants of each kind of file (readers.lua), and what is wanted alone, as
-- kind:number or hostile:name, or "". Out: TAP on standard output: a line per SHARE
-- mutants of a kind, and one per hostile file (hostile.lua). Always: what is not taken
-- must be refused with one line and exit status 1, nothing written, within CPU_SECONDS
-- and KILOBYTES.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local hostile = require("malformed.hostile")
local readers = require("malformed.readers")
local refusal = require("malformed.refusal")
local tap = require("check.tap")

local FOLDER <const> = lfs.currentdir() .. "/.build/malformed"
local SEED <const> = math.tointeger(os.getenv("ROPEWALK_SEED") or 1)
local CPU_SECONDS <const>, KILOBYTES <const> = 10, 1 << 20
local SHARE <const>, SHARE_SECONDS <const> = 500, 300

-- A command under limits of memory and of CPU time.
local function limited(command, seconds)
  return ("ulimit -v %d; ulimit -t %d; exec %s"):format(KILOBYTES, seconds, command)
end

local function alone(kind, which)
  return ("alone: ROPEWALK_SEED=%d make test-malformed MALFORMED_ONLY='%s:%s'"):format(
    SEED, kind, which)
end

-- Mutants first to last of a kind, in a process of their own.
local function run_mutants(kind, first, last)
  local good, said = tap.run(limited(("lua5.4 tests/malformed/worker.lua %s %d %d %s")
    :format(kind, first, last, FOLDER), SHARE_SECONDS))
  local wrong = {}
  for n, reason in said:gmatch("wrong (%d+) ([^\n]*)") do
    wrong[#wrong + 1] = reason:sub(1, 600)
    wrong[#wrong + 1] = alone(kind, n)
  end
  local taken, refused = said:match("ended (%d+) (%d+)\n$")
  if not good or not taken then
    local n = said:match(".*at (%d+)\n") or first
    wrong[#wrong + 1] = "the process ended: " .. said:match("[^\n]*\n?$")
    wrong[#wrong + 1] = alone(kind, n)
  end
  tap.result(("%s %d to %d: %s taken, %s refused"):format(kind, first, last, taken or "?",
    refused or "?"), wrong[1] and table.concat(wrong, "\n"))
end

-- What is wrong with how a command refuses a file; nil if nothing is.
local function not_refused(path, arguments)
  local out, err, target = FOLDER .. "/said", FOLDER .. "/complained", FOLDER .. "/out"
  local words = arguments:gsub("FILE", path):gsub("OUT", target)
  local command = limited("gen/ropewalk " .. words, CPU_SECONDS)
  local _, how, status = os.execute(("(%s) >%s 2>%s </dev/null"):format(command, out,
    err))
  local said, line = pl_file.read(out), pl_file.read(err)
  local wrong = (how ~= "exit" or status ~= 1) and ("%s %d: %s"):format(how, status,
    line:sub(1, 300)) or said ~= "" and "it said " .. said:sub(1, 200)
    or lfs.attributes(target, "mode") and "it wrote " .. target
    or refusal.wrong_line("ropewalk: " .. path, (line:gsub("\n$", "")))
  if lfs.attributes(target, "mode") then pl_dir.rmtree(target) end
  return wrong and ("ropewalk %s: %s"):format(arguments, wrong)
end

-- What is done to hostile files, and how their names end.
local HOSTILE <const> = {
  { what = "config", files = hostile.configs, ending = "lua",
    commands = { "generate FILE --out OUT", "vendor FILE --to OUT", "check FILE",
      "explain FILE", "verify FILE " .. FOLDER } },
  { what = "config.json", files = hostile.jsons, ending = "json",
    commands = { "import FILE", "import FILE --out OUT" } },
}

local function run_hostile(group, name, text)
  local path = ("%s/hostile.%s"):format(FOLDER, group.ending)
  if type(text) == "table" then
    tap.run((text[1]:gsub("%$FILE", path)))
  else
    pl_file.write(path, text, true)
  end
  local wrong
  for _, arguments in ipairs(group.commands) do
    wrong = wrong or not_refused(path, arguments)
  end
  tap.run("rm -rf " .. path)
  tap.result(("hostile %s: %s"):format(group.what, name),
    wrong and wrong .. "\n" .. alone("hostile", name))
end

-- @param only a hostile file's name, or nil for all
local function run_all_hostile(only)
  local found = not only
  for _, group in ipairs(HOSTILE) do
    for name, text in tablex.sort(group.files) do
      if not only or name == only then
        found = true
        run_hostile(group, name, text)
      end
    end
  end
  if not found then tap.result("hostile: " .. only, "no file of this name") end
end

local function run_all(count)
  for kind in tablex.sort(readers.kinds) do
    for first = 1, count, SHARE do
      run_mutants(kind, first, math.min(first + SHARE - 1, count))
    end
  end
  run_all_hostile()
end

local function main()
  local count, kind, which = math.tointeger(arg[1]), (arg[2] or ""):match("^(.-):(.+)$")
  print("# ROPEWALK_SEED=" .. SEED)
  if lfs.attributes(FOLDER, "mode") then pl_dir.rmtree(FOLDER) end
  pl_dir.makepath(FOLDER)
  if not kind then
    run_all(count)
  elseif kind == "hostile" then
    run_all_hostile(which)
  else
    run_mutants(kind, math.tointeger(which), math.tointeger(which))
  end
  tap.finish()
end

main()
