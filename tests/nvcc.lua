-- Compiles generated CUDA files with nvcc: those of out/ for each of a few devices, the
-- rotation of every shipped model for one.
-- In: nothing.
-- Out: TAP on standard output.
-- Always: a warning, a spill or a stack frame fails; without nvcc every file is a skip.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local tap = require("check.tap")

local ARCHITECTURES <const> = { "sm_80", "sm_90" }
local FOLDER <const> = ".build/nvcc"

-- What nvcc, having left a log, has to say against a file.
local function problem(log)
  local output = pl_file.read(log) or "nvcc did not run"
  if not output:find("exit 0\n$") then return output end
  for count, what in output:gmatch("(%d+) bytes ([%w ]+)") do
    if count ~= "0" and (what:find("spill") or what:find("stack frame")) then
      return ("%s bytes %s"):format(count, what)
    end
  end
  return not output:find("registers") and "ptxas names no kernel" or nil
end

local jobs = {}
local function add(file, architecture)
  jobs[#jobs + 1] = { file = file, architecture = architecture,
    log = ("%s/%d.log"):format(FOLDER, #jobs + 1) }
end

-- Compiles all jobs, as many at once as there are processors.
local function compile()
  local lines = {}
  for i, job in ipairs(jobs) do
    lines[i] = ("%s %s %s\n"):format(job.architecture, job.file, job.log)
  end
  pl_file.write(FOLDER .. "/jobs", table.concat(lines))
  tap.run(("xargs -P $(nproc) -L1 sh -c 'nvcc -std=c++17 -O3 -arch=$0 -cubin "
    .. "-Werror all-warnings -Xptxas -v,-Werror -o $2.cubin $1 >$2 2>&1; "
    .. "echo exit $? >>$2' <%s/jobs"):format(FOLDER))
end

local function sorted(files)
  table.sort(files)
  return files
end

pl_dir.makepath(FOLDER)
for _, file in ipairs(sorted(pl_dir.getallfiles("out", "*.cu"))) do
  for _, architecture in ipairs(ARCHITECTURES) do add(file, architecture) end
end
local models = {}
for i, path in ipairs(sorted(pl_dir.getfiles("gen/models", "*.lua"))) do
  models[i] = path:match("([^/]+)%.lua$")
end
local generated, message = tap.run(("gen/ropewalk generate %s --isa cuda --out %s")
  :format(table.concat(models, " "), FOLDER))
tap.result("every shipped model is generated", not generated and message or nil)
for _, model in ipairs(models) do
  add(("%s/%s/%s_rotate_f32__cuda.cu"):format(FOLDER, model, model),
    ARCHITECTURES[#ARCHITECTURES])
end

local present = tap.has("nvcc")
if present then compile() end
for _, job in ipairs(jobs) do
  local name = ("nvcc %s %s"):format(job.architecture, job.file)
  if present then
    tap.result(name, problem(job.log))
  else
    tap.skip(name, "nvcc is not installed")
  end
end
tap.finish()
