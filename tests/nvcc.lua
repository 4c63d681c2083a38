-- Compiles the generated CUDA files with nvcc, for each of a few devices.
-- In: nothing.
-- Out: TAP on standard output.
-- Always: a warning, a spill or a stack frame fails; without nvcc every file is a skip.

local pl_dir = require("pl.dir")

local ARCHITECTURES <const> = { "sm_80", "sm_90" }

local function run(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local output = pipe:read("a")
  return pipe:close() == true, output
end

local function problem(file, architecture)
  local good, output = run(("nvcc -std=c++17 -O3 -arch=%s -cubin -Werror all-warnings "
    .. "-Xptxas -v,-Werror -o .build/nvcc.cubin %s"):format(architecture, file))
  if not good then return output end
  for count, what in output:gmatch("(%d+) bytes ([%w ]+)") do
    if count ~= "0" and (what:find("spill") or what:find("stack frame")) then
      return ("%s bytes %s"):format(count, what)
    end
  end
  return not output:find("registers") and "ptxas names no kernel" or nil
end

pl_dir.makepath(".build")
local files = {}
for _, file in ipairs(pl_dir.getallfiles("out", "*.cu")) do files[#files + 1] = file end
table.sort(files)
local present = run("command -v nvcc")
local number, failed = 0, false
print("1.." .. #files * #ARCHITECTURES)
for _, file in ipairs(files) do
  for _, architecture in ipairs(ARCHITECTURES) do
    number = number + 1
    local name = ("%d - nvcc %s %s"):format(number, architecture, file)
    local wrong = present and problem(file, architecture)
    if wrong then
      failed = true
      print("not ok " .. name .. "\n# " .. wrong:gsub("\n(.)", "\n# %1"))
    else
      print("ok " .. name .. (present and "" or " # SKIP nvcc is not installed"))
    end
  end
end
os.exit(not failed)
