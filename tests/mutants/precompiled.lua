-- Precompiled headers: generated C takes twice as long to compile where the header of
-- intrinsics is parsed again for each file.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")
local tap = require("check.tap")

local precompiled = {}

--- Precompiles tests/headers.h.
-- @param folder where to: an absolute path; a compiler's own
-- @param command a compiler with the flags that files will be compiled with
-- @return flags that make this compiler take it. With other flags, or where it could not
--   be compiled, headers.h is parsed: the same in more time
function precompiled.flags(folder, command)
  local header = pl_path.join(folder, "headers.h")
  pl_dir.makepath(folder)
  pl_file.copy("tests/headers.h", header)
  local language = command:find("++", 1, true) and "c++" or "c"
  command = command:gsub("%-x %S+", "") -- a compiler of C++ heeds the first
  tap.run(("%s -x %s-header %s -o %s.gch"):format(command, language, header, header))
  return "-include " .. header
end

return precompiled
