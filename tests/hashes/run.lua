-- One hash of all outputs of a model, whatever compiled it and what ran it (build.mk).
-- In: shipped models, and those of them that every way is for; HASHES_WAYS and
-- HASHES_FEW_WAYS, ways of build.mk, the few for the others. Out: TAP on standard output,
-- a line per model and way with the ISAs that gave the hash. Always: a way that cannot be
-- built or run, or that ran no ISA, is a failure; one whose tools are missing is a skip.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local dtypes = require("dtypes")
local tap = require("check.tap")

local OUT <const> = ".build/hashes"
local SEED <const> = os.getenv("ROPEWALK_SEED") or "1"

local function words(text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  return list
end

-- @return what make wrote
local function make(goals)
  local _, output = tap.run(("MAKEFLAGS= make -k -s -j$(nproc) -f tests/hashes/build.mk "
    .. "DTYPES='%s' %s"):format(table.concat(dtypes.names, " "), goals))
  return output
end

-- A variable's ways, without those that this machine lacks tools for.
local function ways_of(variable)
  local list = {}
  for _, way in ipairs(words(os.getenv(variable))) do
    local missing
    for _, tool in ipairs(words(make("tools-" .. way))) do
      if not tap.has(tool) then missing = tool end
    end
    if missing then
      tap.skip(("%s of %s"):format(way, variable), missing .. " is not installed")
    else
      list[#list + 1] = way
    end
  end
  return { variable = variable, list = list }
end

-- Why a program said nothing: the first complaint of the generator or of a compiler.
local function reason_of(folder)
  local logs = pl_path.isdir(folder) and pl_dir.getfiles(folder, "*.log") or {}
  table.sort(logs)
  for _, path in ipairs(logs) do
    local complaint = pl_file.read(path):match("[^\n]*error[^\n]*")
    if complaint then return complaint end
  end
  return "it was not built"
end

-- What a way's program said, if each of its runners said the same as `first`, if given.
-- @return names of runners, their hashes; nil, what is wrong
local function heard(model, way, first)
  local folder = ("%s/%s"):format(OUT, model)
  local said = pl_file.read(("%s/%s.said"):format(folder, way))
  if not said then return nil, reason_of(folder) end
  local names = {}
  for line in said:gmatch("[^\n]+") do
    local name, hashes = line:match("^(%l+%d*) (%l+%d*=.*)$")
    if not name then return nil, line end
    first = first or hashes
    if hashes ~= first then return nil, ("%s\nwant %s"):format(line, first) end
    names[#names + 1] = name
  end
  if #names == 0 then return nil, "it said nothing" end
  return table.concat(names, " "), first
end

-- The first way that ran says what the others are to say.
local function judge(model, ways)
  local first, first_way
  for _, way in ipairs(ways.list) do
    local runners, hashes = heard(model, way, first)
    if runners then
      first, first_way = hashes, first_way or way
      tap.result(("%s %s: %s"):format(model, way, runners))
    else
      local alone = (first_way and first_way .. " " or "") .. way
      tap.result(("%s %s"):format(model, way), ("%s\nalone: ROPEWALK_SEED=%s "
        .. "make test-hashes HASHES_MODELS=%s %s='%s'"):format(
        hashes, SEED, model, ways.variable, alone))
    end
  end
end

local function main()
  print("# ROPEWALK_SEED=" .. SEED)
  local models, committed, goals = words(arg[1]), {}, {}
  for _, model in ipairs(words(arg[2])) do committed[model] = true end
  local every, few = ways_of("HASHES_WAYS"), ways_of("HASHES_FEW_WAYS")
  for _, model in ipairs(models) do
    for _, way in ipairs((committed[model] and every or few).list) do
      goals[#goals + 1] = ("%s/%s/%s.said"):format(OUT, model, way)
    end
  end
  os.execute(("rm -f %s/*/*.said"):format(OUT))
  make(table.concat(goals, " "))
  for _, model in ipairs(models) do judge(model, committed[model] and every or few) end
  tap.finish()
end

main()
