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

print(([[
/* The pairs of %s: see reference.lua. */
enum { FACT_EXACT = %d, FACT_FRACTIONAL = %d, FACT_READY_ONLY = %d, FACT_PERMUTES = %d };
static const double fact_cos_factor = %a, fact_sin_factor = %a;
static const axis_fact axis_facts[] = {
%s
};
static const pair_fact pair_facts[] = {
%s
};]]):format(path:match("[^/]+$"), model.tables == "exact" and 1 or 0,
  model.positions and model.positions.fractional and 1 or 0,
  model.freq.kind == "runtime" and 1 or 0, permutes and 1 or 0,
  pair_list.cos_factor, pair_list.sin_factor, table.concat(axes, "\n"),
  table.concat(rows, "\n")))
