-- Facts of a config that the checker needs and the generated headers do not tell.
-- In: the path of a config. Out: a C header of macros on standard output. Always: the
-- facts are the config's own with its defaults; none is taken from generated code.

local config = require("config")

local path = assert(arg[1], "usage: lua5.4 tests/check/facts.lua CONFIG")
local model = config.read(path)
local rule = model.positions
local limits = rule.limits or {}
local text = rule.text or { start = "none", order = "none" }

local axes = {}
for i, axis in ipairs(model.axes) do
  axes[i] = ("\\\n  X(%s, %d, %a, %d, %d, %s)"):format(axis.name, axis.dim,
    axis.theta or model.theta, axis.position_min, axis.position_max,
    (rule.coordinates or {})[i] or "none")
end

local facts = {
  { "ROTARY_DIM", model.rotary_dim },
  { "ROTARY_OFFSET", model.rotary_offset },
  { "PAIRING", "PAIRING_" .. model.pairing },
  { "EXACT", model.tables == "exact" and 1 or 0 },
  { "MERGE", rule.merge },
  { "CENTRED", rule.centred and 1 or 0 },
  { "WINDOW_SIZE", rule.window_size or 0 },
  { "PATCH_SIZE", rule.patch_size or 0 },
  { "TEXT_START", "START_" .. text.start },
  { "TEXT_ORDER", "ORDER_" .. text.order },
  { "LIMIT_FRAME", limits.frame or 0 },
  { "LIMIT_H", limits.h or 0 },
  { "LIMIT_W", limits.w or 0 },
}

print(("/* Facts of %s. */"):format(path:match("[^/]+$")))
for _, fact in ipairs(facts) do print(("#define FACT_%s %s"):format(fact[1], fact[2])) end
print("/* X(name, dim, theta, position_min, position_max, coordinate) */")
print("#define FACT_EACH_AXIS(X) " .. table.concat(axes, " "))
