-- Configs of exact tables from one end of int32 to the other.
-- In: a folder. Out: NAME.lua files in it, their names on standard output. Always: one
-- config for each shipped one with exact tables, its axes and frequencies; and one for
-- each of some bases, with axes of many widths.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local config = require("config")
local literal = require("literal")

local THETAS <const> = { 10000, 500000, 1000000, 1000000000000 }
local DIMS <const> = { 16, 40, 56, 64, 96, 128, 256 }
local MOST <const> = (1 << 31) - 1

local folder = assert(arg[1], "usage: lua5.4 tests/tables/far.lua FOLDER")
assert(pl_dir.makepath(folder))

local function write(fields, name)
  fields.name, fields.tables, fields.positions = name, "exact", { rule = "ids" }
  for _, axis in ipairs(fields.axes) do
    axis.position_min, axis.position_max = -MOST, MOST
  end
  assert(pl_file.write(("%s/%s.lua"):format(folder, name),
    "return " .. literal(fields) .. "\n"))
  print(name)
end

local shipped = pl_dir.getfiles("gen/models", "*.lua")
table.sort(shipped)
for _, path in ipairs(shipped) do
  local fields = config.fields(path)
  if fields.tables == "exact" then write(fields, "far_" .. fields.name) end
end

for _, theta in ipairs(THETAS) do
  local axes, sum = {}, 0
  for i, dim in ipairs(DIMS) do
    axes[i], sum = { name = "axis_" .. dim, dim = dim }, sum + dim
  end
  write({ head_dim = sum, theta = theta, axes = axes, pairing = "half" },
    ("far_theta_%d"):format(theta))
end
