-- The CUDA toolkit of this machine, its device, and make with both.
-- In: the PATH. Out: folders, words and what make says. Always: where there is no device,
-- what is built is for one of toolkit.architecture.

local pl_dir = require("pl.dir")
local pl_path = require("pl.path")

local tap = require("check.tap")

local toolkit = {}

local PROBE <const> = ".build/gpu/device"

toolkit.architecture = "sm_90"

--- The toolkit's folder, or nil and the reason.
function toolkit.find()
  local found, nvcc = tap.run("readlink -f $(command -v nvcc)")
  if not found or nvcc == "" then return nil, "nvcc is not installed" end
  return pl_path.dirname(pl_path.dirname((nvcc:gsub("%s+$", ""))))
end

--- Whether there is a device: its architecture as nvcc names it, or nil and the reason.
function toolkit.device()
  pl_dir.makepath(pl_path.dirname(PROBE))
  local built, message = tap.run(("nvcc tests/gpu/device.c -o %s"):format(PROBE))
  if not built then return nil, message end
  local present, said = tap.run(PROBE)
  if not present then return nil, (said:gsub("%s+$", "")) end
  return said:match("^%S+")
end

--- Makes targets of a makefile that takes TOOLKIT and ARCHITECTURE.
-- @return whether that succeeded, and what it said
function toolkit.make(folder, device, arguments)
  return tap.run(("MAKEFLAGS= make --no-print-directory -k -s -j$(nproc) TOOLKIT=%s "
    .. "ARCHITECTURE=%s %s"):format(folder, device or toolkit.architecture, arguments))
end

return toolkit
