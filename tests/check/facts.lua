-- Facts of a config that the checker needs and the generated headers do not tell.
-- In: the path of a config, and the types that are checked; none where only positions
-- are. Out: a C header of macros on standard output. Always: the facts are the config's
-- own with its defaults, its pairs those of the catalogue's slow reference; none is taken
-- from generated code.

local config = require("config")
local reference = require("catalogue.reference")

local path = assert(arg[1], "usage: lua5.4 tests/check/facts.lua CONFIG [DTYPE...]")
local model = config.read(path)
local rule = model.positions or { rule = "none" }
local limits, text = rule.limits or {}, rule.text or { order = "none" }
local identity = rule.identity or { count = 0, order = "none" }
local kind = model.freq.kind
local list = reference.of(model)

-- The reference knows no such frequencies; positions do not depend on them.
local function require_unused(field, what)
  assert(not field or not arg[2], "reference.c knows no " .. what)
end
require_unused(not kind:match("^inv_power") and kind ~= "runtime", kind)
require_unused(model.rope_scaling, "rope_scaling")
require_unused(model.freq.active_pairs, "active_pairs")

local function flag(value) return value and 1 or 0 end

local axes, axis_numbers = {}, {}
for i, axis in ipairs(model.axes) do
  require_unused(axis.ntk_factor, "ntk_factor")
  local scale = (axis.scale or 1) * (kind == "inv_power_2pi" and 2 * math.pi or 1)
  axes[i] = ("\\\n  X(%s, %a, %d, %d, %s)"):format(axis.name, scale,
    axis.position_min or 0, axis.position_max or 0, (rule.coordinates or {})[i] or "none")
  axis_numbers[axis.name] = i - 1
end

-- freq_index -> k of the i-th pair of axis n, pair j of all, all 0-based
local EXPONENTS = {
  axis = function(_, _, i) return i end,
  global = function(j) return j end,
  strided = function(_, n, i) return n + i * #model.axes end,
}

local pairs_of, counts = {}, {}
for j, pair in ipairs(list.pairs) do
  local n, axis = pair.axis - 1, model.axes[pair.axis]
  local i = counts[n] or 0
  counts[n] = i + 1
  local index = model.freq_index or "axis"
  pairs_of[j] = ("\\\n  X(%d, %d, %d, %d, %d, %a, %d, %d, %a)"):format(n, pair.input[1],
    pair.input[2], pair.output[1], pair.output[2], axis.theta or model.theta,
    EXPONENTS[index](j - 1, n, i), axis.freq_dim or model.freq.dim
    or (index == "axis" and axis.dim or model.rotary_dim), model.pairs
    and model.pairs[j].inv_freq or 0)
end

local facts = {
  { "EXACT", flag(model.tables == "exact") },
  { "ROUNDING", "ROUNDING_" .. model.rounding },
  { "FRACTIONAL", flag(rule.fractional) },
  { "COS_FACTOR", ("%a"):format(list.cos_factor) },
  { "SIN_FACTOR", ("%a"):format(list.sin_factor) },
  { "RUNS", flag(rule.rule == "runs") },
  { "MERGE", rule.merge or 1 },
  { "TEMPORAL_MERGE", rule.temporal_merge or 1 },
  { "SECONDS", flag(rule.tokens_per_second) },
  { "TOKENS_PER_SECOND", ("%a"):format(rule.tokens_per_second or 0) },
  { "CENTRED", flag(rule.centred) },
  { "OFFSET", rule.offset or 0 },
  { "CANVAS", rule.canvas or 0 },
  { "NORMALISED", flag(rule.normalised) },
  { "IMAGE_STRIDE", rule.image_stride or 1 },
  { "IDENTITY", identity.count },
  { "IDENTITY_ORDER", "ORDER_" .. identity.order },
  { "WINDOW_SIZE", rule.window_size or 0 },
  { "PATCH_SIZE", rule.patch_size or 0 },
  { "TEXT_RULE", "TEXT_" .. (rule.text and text.rule or "none") },
  { "TEXT_AXIS", axis_numbers[text.axis] or 0 },
  { "TEXT_START", "START_" .. (text.start or "zero") },
  { "TEXT_ORDER", "ORDER_" .. text.order },
  { "LIMIT_FRAME", limits.frame or 0 },
  { "LIMIT_IMAGE", limits.image or 0 },
  { "LIMIT_H", limits.h or 0 },
  { "LIMIT_W", limits.w or 0 },
  { "LIMIT_TEXT", limits.text or 0 },
}

print(("/* Facts of %s. */"):format(path:match("[^/]+$")))
for _, fact in ipairs(facts) do print(("#define FACT_%s %s"):format(fact[1], fact[2])) end
print("/* X(dtype, ...) */")
print("#define FACT_EACH_DTYPE(X, ...) "
  .. table.concat(arg, " ", 2):gsub("%w+", "X(%0, __VA_ARGS__)"))
print("/* X(name, scale, position_min, position_max, coordinate) */")
print("#define FACT_EACH_AXIS(X) " .. table.concat(axes, " "))
print("/* X(axis, input 0, 1, output 0, 1, theta, k, dim, listed frequency or 0) */")
print("#define FACT_EACH_PAIR(X) " .. table.concat(pairs_of, " "))
