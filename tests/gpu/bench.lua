-- Times rotations on a device beside PyTorch, Triton and the limit (bench.py).
-- In: --smoke, or nothing; the jobs of tests/bench/jobs.lua that say how many heads, of
-- models whose pairs are halves or neighbours, which is what the peers can turn.
-- Out: what bench.py prints; without a device one line that says so.
-- Always: Python is for the peers alone; torch and triton are installed in
-- .build/gpu/venv. --smoke runs the same program on the CPU, Triton's kernel interpreted,
-- which times nothing and needs no device.

local pl_path = require("pl.path")

local jobs = require("bench.jobs")
local config = require("config")
local tap = require("check.tap")
local toolkit = require("gpu.toolkit")

local FOLDER <const> = ".build/gpu"
local PYTHON <const> = FOLDER .. "/venv/bin/python"

local PAIRINGS <const> = { half = "", adjacent = "--adjacent" }

local smoke = arg[1] == "--smoke"
local folder, reason = toolkit.find()
local device
if folder and not smoke then device, reason = toolkit.device() end
if not device and not smoke then
  print("bench-gpu: nothing is timed: " .. reason)
  os.exit(0)
end

local function must(command)
  local good, said = tap.run(command)
  if good then return end
  io.stderr:write("bench-gpu: ", said)
  os.exit(1)
end

-- A shared library of a model's entries.
local function build(model)
  local library = pl_path.abspath(("%s/lib%s.so"):format(FOLDER, model))
  must(("gen/ropewalk generate %s --out %s/out"):format(model, FOLDER))
  local sources = ("%s/out/%s/"):format(FOLDER, model)
  local flags = ("-O3 -shared -DMODEL=%s -DMODEL_UPPER=%s -I%s -Itests %s%s_all.c "
    .. "tests/gpu/library.c -o %s"):format(model, model:upper(), sources, sources, model,
    library)
  must(device and ("nvcc -arch=%s -Xcompiler -fPIC %s*.cu %s"):format(device, sources,
    flags) or "gcc -fPIC " .. flags)
  return library
end

must("mkdir -p " .. FOLDER)
if not pl_path.exists(PYTHON) then
  print("bench-gpu: installing torch and triton in " .. FOLDER .. "/venv")
  must(("python3 -m venv %s/venv && %s -m pip install -q torch triton numpy"):format(
    FOLDER, PYTHON))
end
for _, job in ipairs(jobs) do
  local heads = job.bench and job.bench[1]:match("%-%-heads (%d+)")
  local pairing = config.read(("gen/models/%s.lua"):format(job.model)).pairing
  if heads and PAIRINGS[pairing] then
    local command = ("%s %s tests/gpu/bench.py --library %s --model %s --heads %s %s %s")
      :format(smoke and "TRITON_INTERPRET=1" or "", PYTHON, build(job.model), job.model,
      heads, PAIRINGS[pairing], smoke and "--smoke --tokens 1 33" or "")
    if not os.execute(command) then os.exit(1) end
  end
end
