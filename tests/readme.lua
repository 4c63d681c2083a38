-- Compiles and runs the C program of the README as a reader would.
-- In: nothing.
-- Out: TAP on standard output.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local FLAGS <const> = "-std=c11 -O2 -Wall -Wextra -Wpedantic -Werror"

pl_dir.makepath(".build/readme")
local program = pl_file.read("README.md"):match("```c\n(.-)```")
pl_file.write(".build/readme/program.c", program)
local command = ("gcc %s -Iout/qwen2_5_vl_vision .build/readme/program.c "
  .. "out/qwen2_5_vl_vision/qwen2_5_vl_vision_all.c -o .build/readme/program 2>&1 "
  .. "&& .build/readme/program"):format(FLAGS)
local pipe = assert(io.popen(command))
local output = pipe:read("a")
local good = pipe:close() and output == "4096 tokens: ok\n"
print("1..1")
print((good and "ok" or "not ok") .. " 1 - the README's program compiles and runs")
if not good then print("# " .. output:gsub("\n(.)", "\n# %1")) end
os.exit(good == true)
