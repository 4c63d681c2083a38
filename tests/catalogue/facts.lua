-- A config's pairs for check.c.
-- In: the path of a config. Out: a C header on standard output. Always: the numbers are
-- those of reference.lua, none is taken from generated code.

local config = require("config")
local reference = require("catalogue.reference")

local path = assert(arg[1], "usage: lua5.4 tests/catalogue/facts.lua CONFIG")
local model = config.read(path)
local pair_list = reference.of(model)

local axes, rows, permutes = {}, {}, false
for n, axis in ipairs(model.axes) do
  axes[n] = ("  { %d, %d },"):format(axis.position_min or 0, axis.position_max or 0)
end
for j, pair in ipairs(pair_list.pairs) do
  permutes = permutes or pair.input[1] ~= pair.output[1]
    or pair.input[2] ~= pair.output[2]
  rows[j] = ("  { %d, %a, %.1f, { %d, %d }, { %d, %d } },"):format(pair.axis - 1,
    pair.frequency or 0, pair.doubt or 0, pair.input[1], pair.input[2], pair.output[1],
    pair.output[2])
end

local function flag(value) return value and 1 or 0 end

print(([[
/* What the config of %s says, and its pairs: see reference.lua. */
const config_facts facts = {
  .exact = %d, .fractional = %d, .ready_only = %d, .permutes = %d, .rounding = %s,
  .cos_factor = %a, .sin_factor = %a
};
const axis_fact axis_facts[] = {
%s
};
const pair_fact pair_facts[] = {
%s
};]]):format(path:match("[^/]+$"), flag(model.tables == "exact"),
  flag(model.positions and model.positions.fractional),
  flag(model.freq.kind == "runtime"), flag(permutes), model.rounding:upper(),
  pair_list.cos_factor, pair_list.sin_factor, table.concat(axes, "\n"),
  table.concat(rows, "\n")))
