-- The main job of the shipped models, at real sizes, for every type of q and k.
-- In: jobs.lua. Out: a table, a line for each model, type and ISA; exit 1 if a bit is
-- wrong.
-- Always: an ISA that is not this machine's own (NEON under qemu, CUDA on the host) is
-- compared but not timed.

package.path = "tests/bench/?.lua;" .. package.path

local lfs = require("lfs")
local file = require("pl.file")
local stringx = require("pl.stringx")
local tablex = require("pl.tablex")
local utils = require("pl.utils")

local dtypes = require("dtypes")
local jobs = require("jobs")
local work = require("work")

local AARCH64_CC <const> = os.getenv("AARCH64_CC") or "aarch64-linux-gnu-gcc"
local QEMU <const> = os.getenv("QEMU_AARCH64") or "qemu-aarch64-static"

-- Files of a model whose names match, and their lines.
local function count_files(model, pattern)
  local files, lines = 0, 0
  for name in lfs.dir("out/" .. model) do
    local text = name:match(pattern) and file.read(("out/%s/%s"):format(model, name))
    if text then files, lines = files + 1, lines + stringx.count(text, "\n") end
  end
  return tostring(files), tostring(lines)
end

local function has(tool)
  return (utils.executeex("command -v " .. tool))
end

-- Runs a program on the job: what it says of each ISA.
local function results_of(job, dtype, command)
  work.say("%s %s: %s", job.model, dtype, job.run)
  local text = work.output(command .. " " .. job.run)
  if not text then work.stop("%s: %s failed", job.model, command) end
  local list = {}
  for line in text:gmatch("[^\n]+") do
    local cells = stringx.split(line, "\t")
    list[#list + 1] = { dtype = dtype, isa = cells[1], check = cells[2],
      digest = cells[3], ns = cells[4] == "-" and "host" or cells[4], ratio = cells[5] }
  end
  return list
end

-- The ISAs of aarch64 under qemu; their results must be those of this machine's scalar.
local function add_aarch64(list, job, dtype)
  local program = work.program(job.model, dtype, "run.aarch64")
  local command = ("%s %s --check"):format(QEMU, program)
  for _, result in ipairs(results_of(job, dtype, command)) do
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
  work.say("%s: reference cases %s", job.model, job.golden)
  local _, _, text, complaint = utils.executeex(
    ("lua5.4 tests/golden/run.lua --case '%s' tests/golden/cases"):format(job.golden))
  local passed, failed = text:match("(%d+) passed, (%d+) failed")
  if not passed then work.stop("%s: %s", job.model, complaint .. text) end
  local golden = { ran_on = text:match("ran on ([^\n]*)"), failures = {} }
  golden.score = ("%d of %d"):format(passed, passed + failed)
  for line in text:gmatch("[^\n]+") do
    if line:match("^failed") then golden.failures[#golden.failures + 1] = line end
  end
  if passed == "0" then golden.failures[1] = job.golden .. ": no case passed" end
  return golden
end

local rows = { { "model", "type", "isa", "lines", "check", "ns/token", "ratio" } }
local problems, notes = {}, {}

local function add_rows(job, results)
  local files, lines = count_files(job.model, "%.%w+$")
  rows[#rows + 1] = { job.model, "", files .. " files", lines, "", "", "" }
  for _, result in ipairs(results) do
    local kernel = ("_rotate_%s__%s%%.%%w+$"):format(result.dtype, result.isa)
    _, lines = count_files(job.model, kernel)
    rows[#rows + 1] = { "", result.dtype, result.isa, lines, result.check, result.ns,
      result.ratio }
    if result.check ~= "same bits" then
      problems[#problems + 1] = ("%s %s: %s: %s"):format(
        job.model, result.dtype, result.isa, result.check)
    end
  end
end

local function add_golden(job, golden)
  notes[#notes + 1] = ("%s: %s reference cases passed, on %s"):format(
    job.model, golden.score, golden.ran_on)
  tablex.insertvalues(problems, golden.failures)
end

local TO_THE_LEFT <const> = { model = true, type = true, isa = true, check = true }

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

local function run(job)
  local emulated, results = has(AARCH64_CC) and has(QEMU), {}
  work.generate(job.model)
  work.build(job.model, dtypes.names, "run")
  if emulated then work.build(job.model, dtypes.names, "run.aarch64") end
  for _, dtype in ipairs(dtypes.names) do
    local list = results_of(job, dtype, work.program(job.model, dtype, "run"))
    if emulated then add_aarch64(list, job, dtype) end
    tablex.insertvalues(results, list)
  end
  add_rows(job, results)
  add_golden(job, golden_of(job))
end

for _, job in ipairs(jobs) do
  if job.run then run(job) end
end
work.said()
print_rows()
print([[

lines: of the kernel's file; of all of a model's files.
check: ids, tables and the rotation of q and k against scalar, in every bit.
ratio: to x *= c in place over the same bytes, in the same run.
]])
print(table.concat(notes, "\n"))
if #problems > 0 then work.stop("\nWRONG:\n%s", table.concat(problems, "\n")) end
print(("Read next: README.md, then out/%s/%s.h"):format(jobs[1].model, jobs[1].model))
