-- Breaks generated C on purpose and demands that the checker notices.
-- In: lists/kernels.lua; a model, the folder of its sources, its config, a pattern of
-- mutants' names or "", the objects of the checker. Out: TAP on standard output, with the
-- class that caught each. Always: the unbroken model passes; a mutant that survives, does
-- not compile, or finds nothing to break is a failure.

local config = require("config")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local edit = require("mutants.edit")
local lists = require("mutants.lists.kernels")
local precompiled = require("mutants.precompiled")
local tap = require("check.tap")

local model, sources, config_path, only = table.unpack(arg, 1, 4)
local core = table.concat(arg, " ", 5)
local folder = ".build/mutants/" .. model

-- The kernels as they are, but with nothing that keeps products from being fused.
local FUSED <const> =
  "-O3 -march=native -ffp-contract=fast '-DROPEWALK_HIDE(value)=((void)(value))'"

local headers = precompiled.flags(pl_path.abspath(folder), "gcc -std=c99 -O1")

-- Compiles a source to an object of the folder.
-- @return the message, if it does not compile
local function compile(flags, source, object)
  local compiled, message = tap.run(("gcc -std=c99 %s %s -I%s -c %s -o %s/%s.o"):format(
    flags, headers, sources, source, folder, object))
  return not compiled and message or nil
end

-- Links objects of the folder with the checker and runs it up to its first failure.
-- @param titles a pattern of checks
-- @return whether every check passed and what was said; nil, message if it does not link
local function check(list, titles)
  local linked, message = tap.run(("gcc %s/%s %s -lm -o %s/check"):format(folder,
    table.concat(list, (" %s/"):format(folder)), core, folder))
  if not linked then return nil, message end
  return tap.run(("%s/check --first '%s'"):format(folder, titles))
end

local names = {} -- of the model's own sources, without .c
for _, path in ipairs(pl_dir.getfiles(sources, "*.c")) do
  local name = path:match("([^/]+)%.c$")
  if name ~= model .. "_all" then names[#names + 1] = name end
end

-- The objects of all sources, one of them broken if it is named.
local function objects(broken)
  local list = {}
  for i, name in ipairs(names) do
    list[i] = (name == broken and "broken" or name) .. ".o"
  end
  return list
end

-- What went wrong where a broken model was to be noticed, or nil; and the check that did.
local function noticed(passed, said)
  if passed then return "the checker did not notice" end
  local title = passed == false and said:match("not ok[^\n]*%.([%w_]+)\n")
  return not title and said or nil, title
end

local function problem_of(mutant)
  local name = model .. mutant.file:gsub("%.c$", "")
  local text = pl_file.read(("%s/%s.c"):format(sources, name))
  local broken = edit(text, mutant.edits)
  if not broken then return "nothing to break in " .. name end
  pl_file.write(folder .. "/broken.c", broken)
  local message = compile("-O1", folder .. "/broken.c", "broken")
  if message then return message end
  local dtype, isa = mutant.file:match("_rotate_(%l+%d+)"), mutant.file:match("__(%w+)")
  return noticed(check(objects(name),
    (isa or "scalar") .. "." .. (dtype and dtype .. "." or "") .. (mutant.check or "*")))
end

pl_dir.makepath(folder)
local wrong
for _, name in ipairs(names) do
  wrong = wrong or compile("-O1", ("%s/%s.c"):format(sources, name), name)
end
local passed, said
if not wrong then
  passed, said = check(objects(), "*")
  wrong = not passed and (said:match("not ok.*") or said) or nil
end
tap.result("the unbroken " .. model, wrong)
if wrong then tap.finish() end

-- Reports a mutant, if it is wanted here.
-- @param missing why it cannot run on this machine, or nil
-- @param try function: breaks it, and says what went wrong, or nil and what noticed
local function report(what, missing, try)
  local name = ("%s: %s"):format(model, what)
  if not name:find(only) then return end
  if missing then return tap.skip(name, missing) end
  local problem, title = try()
  tap.result(problem and name or ("%s: caught by check.%s"):format(name, title), problem)
end

local rounding = config.read(config_path).rounding
for _, mutant in ipairs(rounding == "round_once" and lists.mutants or lists.rounded) do
  local isa = mutant.file:match("__(%w+)")
  report(("%s in %s"):format(mutant.what, mutant.file),
    isa and said:find("SKIP " .. isa, 1, true) and isa .. " is not on this machine",
    function() return problem_of(mutant) end)
end
report("products left to be fused",
  not tap.fuses("gcc") and "this machine fuses nothing", function()
    local message = compile(FUSED, ("%s/%s_all.c"):format(sources, model), "fused")
    if message then return message end
    return noticed(check({ "fused.o" }, "*"))
  end)
tap.finish()
