-- Builds and runs the programs that check one model's C (case.c).
-- In: jobs, each a model's config, the type of q and k, and steps; a case's path. Out:
-- what the programs said. Always: programs are kept by type and by the content of their
-- config: a second run builds nothing.

local dir = require("pl.dir")
local file = require("pl.file")
local lfs = require("lfs")
local utils = require("pl.utils")

local literal = require("literal")

local checkers = {}

local BUILD <const> = ".build/golden"
local SECONDS <const> = 300 -- for one model's steps on one case

local function output_of(command)
  local pipe <close> = io.popen(command)
  return pipe:read("a")
end

--- What can run here: this machine's own ISAs with the CUDA text, and aarch64 under qemu.
-- @return a list of targets; why aarch64 is not among them
function checkers.targets()
  local targets = { { name = "native", run = "" } }
  if output_of("uname -m"):match("aarch64") then return targets end
  local compiler = os.getenv("AARCH64_CC") or "aarch64-linux-gnu-gcc"
  local qemu = os.getenv("QEMU_AARCH64") or "qemu-aarch64-static"
  for _, tool in ipairs({ compiler, qemu }) do
    if not utils.execute("command -v " .. tool .. " >/dev/null") then
      return targets, ("there is no %s"):format(tool)
    end
  end
  targets[2] = { name = "aarch64", run = qemu .. " " }
  return targets
end

local function hash_of(text)
  local hash = 0xcbf29ce484222325 -- FNV-1a
  for i = 1, #text do hash = (hash ~ text:byte(i)) * 0x100000001b3 end
  return ("%016x"):format(hash)
end

--- Gives a job its targets, and the folder of its model, where its config stands.
function checkers.place(job, targets)
  local text = "return " .. literal(job.config) .. "\n"
  job.targets = targets
  job.folder = ("%s/%s/%s"):format(BUILD, hash_of(text), job.dtype)
  dir.makepath(job.folder)
  local path = job.folder .. "/config.lua"
  if not lfs.attributes(path, "mode") then file.write(path, text) end
end

--- The programs that jobs need, for the targets of each.
function checkers.of(jobs)
  local seen, list = {}, {}
  for _, job in ipairs(jobs) do
    for _, target in ipairs(job.targets) do
      local path = job.folder .. "/" .. target.name
      if not seen[path] then list[#list + 1] = path end
      seen[path] = true
    end
  end
  return list
end

--- Builds programs. What could not be built is found out when it is run.
function checkers.build(list)
  if #list == 0 then return end
  local make = "MAKEFLAGS= make -k -s -j%d -f tests/golden/build.mk %s 2>%s/make.log"
  local at_once = tonumber(output_of("nproc")) or 1
  os.execute(make:format(at_once, table.concat(list, " "), BUILD))
end

-- Why a program is not there: the generator's or the compiler's first complaint.
local function reason_of(folder, target)
  if not lfs.attributes(folder .. "/generated", "mode") then
    local log = file.read(folder .. "/generated.log")
    return log and log:match("[^\n]+") or "not generated"
  end
  local log = file.read(("%s/%s.log"):format(folder, target.name)) or "not built"
  return log:match("[^\n]*error[^\n]*") or log:match("[^\n]*")
end

-- What a program says (report.h): the first word of a line -> function(result, rest)
local SAYS = {
  runner = function(result, rest) result.runners[rest] = true end,
  lacking = function(result, rest) result.lacking[rest] = true end,
  wrong = function(result, rest) result.failure = result.failure or rest end,
  stopped = function(result, rest) result.failure = result.failure or rest end,
  digest = function(result, rest) result.digest = rest end,
  compared = function(result, rest)
    local tensor, ratio, text = rest:match("^(%S+) ([%d.e+-]+) (.*)$")
    if not tensor then return end
    result.compared[tensor] = true
    if tonumber(ratio) > result.ratio then
      result.ratio, result.worst = tonumber(ratio), text
    end
  end,
}

--- Starts a job's program on a case; it goes on by itself.
-- @return the pipe that checkers.result reads, nil where there is no program
function checkers.start(job, target, path)
  local program = job.folder .. "/" .. target.name
  return lfs.attributes(program, "mode") and io.popen(("timeout %d %s%s %s 2>&1"):format(
    SECONDS, target.run, program, utils.quote_arg({ path, table.unpack(job.steps) })))
end

--- Waits for what checkers.start began.
-- @return { runners, lacking, compared, ratio, worst, digest, failure }: three sets, the
-- worst comparison as its text and its ratio to the bar, and the first thing that is
-- wrong
function checkers.result(pipe, job, target)
  local result = { runners = {}, lacking = {}, compared = {}, ratio = -1 }
  if not pipe then
    result.failure = reason_of(job.folder, target)
    return result
  end
  local last = "it said nothing"
  for line in pipe:lines() do
    local word, rest = line:match("^(%l+) (.*)$")
    if SAYS[word] then SAYS[word](result, rest) end
    last = line
  end
  local _, how, code = pipe:close()
  if not result.failure and not result.digest then
    result.failure = code == 124 and ("ran longer than %d s"):format(SECONDS)
      or ("ended by %s %d: %s"):format(how, code, last)
  end
  return result
end

return checkers
