-- The golden cases of a family, for specs. In: a family. Out: its cases, { name, cfg,
-- tensors }: tensors are flat arrays that start at 0. Always: Lua's floats hold the bits.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local rwg = require("verify.rwg")

local cases = {}

local FOLDER <const> = "tests/golden/cases"
local FORMATS <const> = { f32 = "<f", i32 = "<i4", i64 = "<i8" }

local function array_of(text, tensor)
  local format, array = FORMATS[tensor.dtype], {}
  local size = string.packsize(format)
  for i = 0, tensor.bytes // size - 1 do
    array[i] = string.unpack(format, text, tensor.offset + i * size + 1)
  end
  return array
end

--- The cases of a family, sorted by name; raises where there are none.
function cases.of_family(family)
  local list = {}
  for _, path in ipairs(pl_dir.getfiles(FOLDER, "*.rwg")) do
    local case = rwg.read(path)
    if case.cfg.family[1] == family then
      local text, tensors = pl_file.read(path, true), {}
      for key, tensor in pairs(case.tensors) do
        tensors[key] = array_of(text, tensor)
      end
      local name = path:match("([^/]+)%.rwg$")
      list[#list + 1] = { name = name, cfg = case.cfg, tensors = tensors }
    end
  end
  if #list == 0 then error("no golden case of the family " .. family) end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

return cases
