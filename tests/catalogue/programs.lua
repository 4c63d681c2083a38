-- The programs that build.mk makes of models, and what they say.
-- In: a makefile, its variables and targets; a folder that it made. Out: what passed, and
-- what is wrong. Always: what fails is found out by what it leaves.

local lfs = require("lfs")
local pl_file = require("pl.file")

local tap = require("check.tap")

local programs = {}

--- How many programs are made at once.
programs.cpus = tonumber(select(2, tap.run("nproc"))) or 1

local function seconds() return tonumber(select(2, tap.run("date +%s.%N"))) end

--- Makes targets.
-- @param variables of make, by name: a word or a list of words
-- @return how many seconds it took
function programs.make(makefile, variables, targets)
  local words = {}
  for name, value in pairs(variables) do
    local text = type(value) == "table" and table.concat(value, " ") or value
    words[#words + 1] = ("%s='%s'"):format(name, text)
  end
  local before = seconds()
  tap.run(("MAKEFLAGS= make -k -s -j%d -f %s LUA=lua5.4 %s %s"):format(programs.cpus,
    makefile, table.concat(words, " "), table.concat(targets, " ")))
  return seconds() - before
end

-- Why a program is not there: what its first step that failed complained of.
local function reason_of(out, name, machine)
  local folder = ("%s/%s/"):format(out, name)
  if not lfs.attributes(folder .. name .. ".h", "mode") then
    return pl_file.read(("%s/%s.log"):format(out, name)) or "not generated"
  elseif not lfs.attributes(folder .. "facts.h", "mode") then
    return pl_file.read(folder .. "facts.h.log") or "no facts.h"
  end
  local log = pl_file.read(folder .. machine .. ".log") or "not compiled"
  return log:match("[^\n]*error[^\n]*") or log
end

--- What a model's program said.
-- @param out the folder that models were generated into
-- @param machine native or aarch64
-- @return the runners in their order, runner -> type -> true, what is wrong or nil
function programs.heard(out, name, machine)
  local said = pl_file.read(("%s/%s/%s.said"):format(out, name, machine))
  local runners, passed = {}, {}
  for runner, dtype in (said or ""):gmatch("runner (%w+) (%w+)\n") do
    if not passed[runner] then runners[#runners + 1], passed[runner] = runner, {} end
    passed[runner][dtype] = true
  end
  if not said then return runners, passed, reason_of(out, name, machine) end
  if not said:find("passed\n$") then
    return runners, passed, said:match("wrong[^\n]*") or "ended after: " .. said
  end
  return runners, passed
end

return programs
