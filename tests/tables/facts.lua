-- What a config's tables must hold, for check.c.
-- In: the path of a config, how many positions a window has, a seed. Out: a C header on
-- standard output. Always: every position of a config is in a window, or where they are
-- too many those around 0 and 2^20, at both ends and at a place that the seed chooses;
-- float32 frequencies are the pair list's and as near to the catalogue's slow reference
-- as their roundings allow, real ones are left to MPFR as base and exponent.

local config = require("config")
local reference = require("catalogue.reference")
local rope = require("rope")

local MOST_POSITIONS <const> = 1 << 20
local FRACTIONS <const> = 4093 -- a prime: quotients by it fill a float's bits

local path = assert(arg[1], "usage: lua5.4 tests/tables/facts.lua CONFIG WINDOW SEED")
local window = assert(math.tointeger(tonumber(arg[2])))
math.randomseed(assert(math.tointeger(tonumber(arg[3]))))

local given = config.read(path)
local model, slow = rope.build(given), reference.of(given)
local exact = given.tables == "exact"

-- freq_index -> k of the i-th pair of axis n, pair j of all, all 0-based
local EXPONENTS = {
  axis = function(_, _, i) return i end,
  global = function(j) return j end,
  strided = function(_, n, i) return n + i * #given.axes end,
}

-- The frequency of an exact pair is theta^(-2k / dim).
local function power_of(j, pair)
  local axis, index = given.axes[pair.axis], given.freq_index
  assert(not given.pairs and given.freq.kind == "inv_power" and not given.rope_scaling
    and not given.freq.active_pairs and not axis.ntk_factor and not axis.scale,
    "check.c knows no such exact frequency")
  return axis.theta or given.theta, EXPONENTS[index](j - 1, pair.axis - 1, pair.index),
    axis.freq_dim or given.freq.dim or (index == "axis" and axis.dim or given.rotary_dim)
end

local function check_frequency(j, f, scale)
  local want = slow.pairs[j]
  local allowed = (want.doubt + 1) * 0x1p-24 * want.frequency
  assert(math.abs(f * scale - want.frequency) <= allowed,
    ("pair %d: frequency %.9g, want %.9g"):format(j - 1, f * scale, want.frequency))
end

local pairs_of = {}
for j, pair in ipairs(model.pairs) do
  local axis = model.axes[pair.axis]
  local f = axis.inv_freq[pair.index + 1]
  check_frequency(j, f, axis.scale)
  local theta, k, dim = 1, 0, 1
  if exact then theta, k, dim = power_of(j, pair) end
  pairs_of[j] = ("  { %d, %a, %a, %d, %d },"):format(pair.axis - 1, f, theta, k, dim)
end

local axes, least, most = {}, math.huge, -math.huge
for n, axis in ipairs(model.axes) do
  axes[n] = ("  { %d, %d, %a },"):format(axis.position_min, axis.position_max, axis.scale)
  least = math.min(least, axis.position_min)
  most = math.max(most, axis.position_max)
end

local whole = model.fractional or most - least < MOST_POSITIONS

local function windows()
  if model.fractional then return { { 0, FRACTIONS } } end
  if whole then return { { least, most } } end
  local half = window // 2
  local anywhere = math.random(least, most - window + 1)
  return { { least, least + window - 1 }, { most - window + 1, most },
    { -half, half - 1 }, { (1 << 20) - half, (1 << 20) + half - 1 },
    { anywhere, anywhere + window - 1 } }
end

local ranges = {}
for i, range in ipairs(windows()) do
  ranges[i] = ("  { %d, %d },"):format(range[1], range[2])
end

local function flag(value) return value and 1 or 0 end

local factor, sin_factor = slow.cos_factor, slow.sin_factor
assert(not exact or factor == 1, "check.c knows no attention factor of exact tables")

print(([[
/* What the tables of %s must hold: see check.c. */
enum { EXACT = %d, WHOLE = %d, FRACTIONAL = %d, FRACTIONS = %d };
static const float cos_factor = (float)%a, sin_factor = (float)%a;
static const axis_fact axis_facts[] = {
%s
};
static const pair_fact pair_facts[] = {
%s
};
static const range ranges[] = {
%s
};]]):format(path:match("[^/]+$"), flag(exact), flag(whole), flag(model.fractional),
  FRACTIONS, factor, sin_factor, table.concat(axes, "\n"), table.concat(pairs_of, "\n"),
  table.concat(ranges, "\n")))
