-- Compiles generated CUDA text: the files of out/ with nvcc for devices, and every
-- shipped model's rotation with NVRTC for one, in the type of which a thread holds most.
-- In: devices, as nvcc names them; --shipped for the shipped models too.
-- Out: TAP on standard output.
-- Always: a warning, a spill, a stack frame or a kernel of too many registers fails;
-- without the toolkit every file is a skip.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local tap = require("check.tap")
local toolkit = require("gpu.toolkit")

local SHIPPED <const> = arg[1] == "--shipped"
local ARCHITECTURES <const> = table.move(arg, SHIPPED and 2 or 1, #arg, 1, {})
local FOLDER <const> = ".build/nvcc"
local NVRTC <const> = FOLDER .. "/nvrtc"
local DTYPE <const> = "bf16"

-- A multiprocessor has 65,536 registers for up to 2,048 threads; a device of 132 of them
-- that reads 2.4 TB/s and waits 1 us must have 18 KiB on their way in each. A thread has
-- 16 bytes on their way, or 32 where its pairs are halves: with 48 registers 1,280
-- threads have 20 KiB or more, with 64 the 1,024 that turn 8 pairs have 32 KiB.
local MOST_REGISTERS <const>, FEW_REGISTERS <const> = 64, 48

-- What a compiler, having left a log, has to say against a file.
-- @return that, or nil; the registers of each kernel
local function read_log(path)
  local output = pl_file.read(path) or "the compiler did not run"
  local registers, wrong = {}, nil
  for kernel, rest in output:gmatch("entry function '(%S+)'(.-)used %d+ barriers") do
    local count = math.tointeger(tonumber(rest:match("Used (%d+) registers")))
    registers[#registers + 1] = count
    if count > MOST_REGISTERS then
      wrong = wrong or ("%d registers: %s"):format(count, kernel)
    end
    for bytes, what in rest:gmatch("(%d+) bytes ([%w ]+)") do
      if bytes ~= "0" and (what:find("spill") or what:find("stack frame")) then
        wrong = wrong or ("%s bytes %s: %s"):format(bytes, what, kernel)
      end
    end
  end
  if not output:find("exit 0\n$") or output:find("warning") then wrong = output end
  return wrong or not registers[1] and "ptxas names no kernel" or nil, registers
end

local jobs = {}

local function add(name, command)
  jobs[#jobs + 1] = { name = name, command = command,
    log = ("%s/%d.log"):format(FOLDER, #jobs + 1) }
end

local function add_nvcc(file, architecture)
  add(("nvcc %s %s"):format(architecture, file), ("nvcc -std=c++17 -O3 -arch=%s -cubin "
    .. "-Werror all-warnings -Xptxas -v,-Werror -o %s/%d.cubin %s"):format(
    architecture, FOLDER, #jobs + 1, file))
end

-- Kernels that a file's launchers start: from every source with the widest accesses, from
-- one element by element.
local function kernels_of(file)
  local text = pl_file.read(file)
  local widths, list, seen = {}, {}, {}
  for width in text:gmatch("return launch_n<Source, (%d+, %l+)>") do
    widths[#widths + 1] = width
  end
  for source in text:gmatch("launch_views<([^;]-) ?>%(job") do
    for _, width in ipairs({ widths[1], not list[1] and widths[#widths] or nil }) do
      local kernel = ("'rotate<%s, %s>'"):format(source, width)
      if not seen[kernel] then list[#list + 1] = kernel end
      seen[kernel] = true
    end
  end
  return table.concat(list, " ")
end

local function add_nvrtc(file, kernels, folder)
  local architecture = toolkit.architecture
  add(("NVRTC %s %s"):format(architecture, file), ("%s %s %s/include %s %s"):format(
    NVRTC, file, folder, architecture, kernels))
end

-- Runs all jobs, as many at once as there are processors.
local function compile()
  for i, job in ipairs(jobs) do
    pl_file.write(("%s/%d.sh"):format(FOLDER, i),
      ("%s >%s 2>&1\necho exit $? >>%s\n"):format(job.command, job.log, job.log))
  end
  tap.run(("seq %d | xargs -P $(nproc) -I{} sh %s/{}.sh"):format(#jobs, FOLDER))
end

local function sorted(files)
  table.sort(files)
  return files
end

-- Writes every shipped model's CUDA text; returns their names.
local function generate()
  local models = {}
  for i, path in ipairs(sorted(pl_dir.getfiles("gen/models", "*.lua"))) do
    models[i] = path:match("([^/]+)%.lua$")
  end
  local generated, message = tap.run(("gen/ropewalk generate %s --force --isa cuda "
    .. "--dtype %s --out %s"):format(table.concat(models, " "), DTYPE, FOLDER))
  tap.result("every shipped model is generated", not generated and message or nil)
  return models
end

-- Builds the program for NVRTC; the reason if there is none to be had.
local function no_nvrtc(folder)
  if not pl_path.exists(folder .. "/include/nvrtc.h") then
    return "the toolkit has no NVRTC"
  end
  local built, message = tap.run(("gcc -std=c11 -O1 -Wall -Wextra -Werror "
    .. "-isystem %s/include tests/gpu/nvrtc.c -L%s/lib64 -Wl,-rpath,%s/lib64 -lnvrtc "
    .. "-o %s"):format(folder, folder, folder, NVRTC))
  tap.result("the program for NVRTC", not built and message or nil)
end

-- One result per file; a line on the registers of all kernels.
local function report()
  local kernels, few, most = 0, 0, 0
  for _, job in ipairs(jobs) do
    local wrong, registers = read_log(job.log)
    for _, count in ipairs(registers) do
      kernels, most = kernels + 1, math.max(most, count)
      few = few + (count <= FEW_REGISTERS and 1 or 0)
    end
    tap.result(job.name, wrong)
  end
  print(("# %d kernels: %d of at most %d registers a thread, the others up to %d"):format(
    kernels, few, FEW_REGISTERS, most))
end

pl_dir.makepath(FOLDER)
local folder, missing = toolkit.find()
missing = missing or no_nvrtc(folder)
for _, file in ipairs(sorted(pl_dir.getallfiles("out", "*.cu"))) do
  for _, architecture in ipairs(ARCHITECTURES) do add_nvcc(file, architecture) end
  if file:find("_tables_") then add_nvrtc(file, "fill_tables", folder) end
end
for _, model in ipairs(SHIPPED and generate() or {}) do
  local file = ("%s/%s/%s_rotate_%s__cuda.cu"):format(FOLDER, model, model, DTYPE)
  add_nvrtc(file, kernels_of(file), folder)
end

if missing then
  for _, job in ipairs(jobs) do tap.skip(job.name, missing) end
else
  compile()
  report()
end
tap.finish()
