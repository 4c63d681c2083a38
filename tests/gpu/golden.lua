-- Runs reference cases by programs whose CUDA text runs on a device (golden.mk), which
-- are built.
-- In, out: as tests/golden/run.lua.
-- Always: each program compares the device with this machine's own ISAs, bit for bit.

package.path = "tests/golden/?.lua;" .. package.path

local checkers = require("checkers")

function checkers.targets() return { { name = "device", run = "" } } end
function checkers.build() end

dofile("tests/golden/run.lua")
