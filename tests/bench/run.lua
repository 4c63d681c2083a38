-- The main job of the shipped models, at real sizes.
-- In: jobs.lua. Out: a table, a line for each model and ISA; exit 1 if a bit is wrong.
-- Always: an ISA that is not this machine's own (NEON under qemu, CUDA on the host) is
-- compared but not timed.

package.path = "tests/bench/?.lua;" .. package.path

local lfs = require("lfs")
local file = require("pl.file")
local stringx = require("pl.stringx")
local utils = require("pl.utils")

local jobs = require("jobs")
local work = require("work")

local AARCH64_CC <const> = os.getenv("AARCH64_CC") or "aarch64-linux-gnu-gcc"
local QEMU <const> = os.getenv("QEMU_AARCH64") or "qemu-aarch64-static"

-- Files of a model for one ISA, or with none for all of them, and their lines.
local function count_files(model, isa)
  local files, lines = 0, 0
  for name in lfs.dir("out/" .. model) do
    local text = file.read(("out/%s/%s"):format(model, name))
    if text and name:match("__(%w+)%.%w+$") == isa then
      files, lines = files + 1, lines + stringx.count(text, "\n")
    end
  end
  return tostring(files), tostring(lines)
end

local function has(tool)
  return (utils.executeex("command -v " .. tool))
end

-- Runs a program on the job: what it says of each ISA.
local function results_of(program, job)
  work.say("%s: %s", job.model, job.run)
  local text = work.output(program .. " " .. job.run)
  if not text then work.stop("%s: %s failed", job.model, program) end
  local list = {}
  for line in text:gmatch("[^\n]+") do
    local cells = stringx.split(line, "\t")
    list[#list + 1] = { isa = cells[1], check = cells[2], digest = cells[3],
      ns = cells[4], ratio = cells[5] }
  end
  return list
end

-- The ISAs of aarch64 under qemu; their results must be those of this machine's scalar.
local function add_aarch64(list, job)
  if not (has(AARCH64_CC) and has(QEMU)) then return end
  local program = work.build(job.model, "run.aarch64")
  for _, result in ipairs(results_of(QEMU .. " " .. program .. " --check", job)) do
    if result.check == "same bits" and result.digest ~= list[1].digest then
      result.check = "differs from this machine"
    end
    if result.isa ~= "scalar" or result.check ~= "same bits" then
      result.ns = "qemu"
      list[#list + 1] = result
    end
  end
end

-- The reference cases of the model's family, on every ISA: one result for all of them.
local function golden_of(job)
  local tap = (".build/bench/%s/golden.tap"):format(job.model)
  work.say("%s: reference cases %s", job.model, job.golden)
  local _, _, text, complaint = utils.executeex(("lua5.4 tests/golden/run.lua "
    .. "--tap %s --case '%s' tests/golden/cases"):format(tap, job.golden))
  local passed, failed = text:match("(%d+) passed, (%d+) failed")
  if not passed then work.stop("%s: %s", job.model, complaint .. text) end
  local golden = { ran = {}, failures = {} }
  golden.score = ("%d of %d"):format(passed, passed + failed)
  for isa in text:match("ran on ([^\n]*)"):gmatch("[%w_]+") do golden.ran[isa] = true end
  for line in text:gmatch("[^\n]+") do
    if line:match("^failed") then golden.failures[#golden.failures + 1] = line end
  end
  if passed == "0" then golden.failures[1] = job.golden .. ": no case passed" end
  return golden
end

local rows = {
  { "model", "isa", "files", "lines", "check", "golden", "ns/token", "ratio" },
}
local problems = {}

local function add_rows(job, results, golden)
  local files, lines = count_files(job.model)
  rows[#rows + 1] = { job.model, "shared", files, lines, "", "", "", "" }
  for _, result in ipairs(results) do
    files, lines = count_files(job.model, result.isa)
    rows[#rows + 1] = {
      "", result.isa, files, lines, result.check,
      golden.ran[result.isa] and golden.score or "-",
      result.ns == "-" and "host" or result.ns, result.ratio,
    }
    if result.check ~= "same bits" then
      problems[#problems + 1] = ("%s: %s: %s"):format(job.model, result.isa, result.check)
    end
  end
  for _, failure in ipairs(golden.failures) do problems[#problems + 1] = failure end
end

local TO_THE_LEFT <const> = { model = true, isa = true, check = true, golden = true }

local function print_rows()
  local widths = {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do widths[i] = math.max(widths[i] or 0, #cell) end
  end
  for _, row in ipairs(rows) do
    local cells = {}
    for i, cell in ipairs(row) do
      local fill = (" "):rep(widths[i] - #cell)
      cells[i] = TO_THE_LEFT[rows[1][i]] and cell .. fill or fill .. cell
    end
    print((table.concat(cells, "  "):gsub(" +$", "")))
  end
end

for _, job in ipairs(jobs) do
  work.generate(job.model)
  local results = results_of(work.build(job.model, "run"), job)
  add_aarch64(results, job)
  add_rows(job, results, golden_of(job))
end
work.said()
print_rows()
print([[

check: ids, tables and the rotation of q and k against scalar, in every bit.
golden: reference cases of the model's family that passed.
ratio: to x *= c in place over the same bytes, in the same run.]])
if #problems > 0 then work.stop("\nWRONG:\n%s", table.concat(problems, "\n")) end
print(("Read next: README.md, then out/%s/%s.h"):format(jobs[1].model, jobs[1].model))
