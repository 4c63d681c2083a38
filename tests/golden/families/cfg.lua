-- Reads a case's cfg lines, and makes a job of what they mean.
-- In: a case as verify.rwg reads it, with the type that it is about. Out: numbers, lists
-- and words of its keys; jobs. Always: a missing or senseless value raises one line.

local rwg = require("verify.rwg")

local cfg = {}

local INT32_MAX <const> = 0x7fffffff

local function fail(...) error(string.format(...), 0) end

local function check_int32(key, whole)
  if math.type(whole) ~= "integer" or whole > INT32_MAX or whole < -INT32_MAX then
    fail("cfg %s: %s is no int32", key, whole)
  end
end

--- The one value of a key; `default` where the case has none.
function cfg.value(case, key, default)
  local values = case.cfg[key]
  if not values then
    if default == nil then fail("cfg %s is missing", key) end
    return default
  end
  if #values ~= 1 then fail("cfg %s has %d values, not one", key, #values) end
  return values[1]
end

--- The same of a whole number.
function cfg.integer(case, key, default)
  local whole = cfg.value(case, key, default)
  if whole ~= default then check_int32(key, whole) end
  return whole
end

--- All values of a key.
function cfg.values(case, key)
  return case.cfg[key] or fail("cfg %s is missing", key)
end

--- The whole numbers of a key, a multiple of `divisor` of them.
function cfg.integers(case, key, divisor)
  local values = cfg.values(case, key)
  for _, whole in ipairs(values) do check_int32(key, whole) end
  if #values == 0 or #values % divisor ~= 0 then
    fail("cfg %s has %d values, no multiple of %d", key, #values, divisor)
  end
  return values
end

--- Three whole numbers, one per axis.
function cfg.three(case, key)
  local values = cfg.integers(case, key, 3)
  if #values ~= 3 then fail("cfg %s has %d values, not three", key, #values) end
  return values
end

--- What a key's word stands for; `default` is the word where the case has none.
function cfg.choice(case, key, meanings, default)
  local word = cfg.value(case, key, default)
  return meanings[word] or fail("cfg %s: %s is unknown", key, word)
end

--- The base of the frequencies.
function cfg.theta(case)
  return cfg.value(case, "theta", 10000)
end

--- A limit that holds a count: a power of two, so that cases share a model.
function cfg.room(count)
  local limit = 64
  while limit < count do limit = limit * 2 end
  return limit
end

--- The least and the greatest of the positions in an i32 tensor; 0 and 1 are within, as
-- the frequencies are the angles of position 1.
function cfg.position_range(case, tensor)
  local first, last = 0, 1
  for _, position in ipairs(rwg.integers(case, tensor)) do
    first, last = math.min(first, position), math.max(last, position)
  end
  return first, last
end

-- A case's word for a pairing -> a config's
local PAIRINGS = {
  half = "half",
  half_in_half = "half_per_axis",
  interleaved = "adjacent",
}

-- A case's word for what 16-bit types round -> a config's
local ROUNDINGS = {
  fp32_math_round_once = "round_once",
  fp32_math_round_twice = "round_twice",
  op_by_op = "op_by_op",
}

-- In f32 all roundings are one, and cases share a model.
local function rounding_of(case, given)
  if case.dtype == "f32" then return nil end
  return given or cfg.choice(case, "mode", ROUNDINGS)
end

--- A job: a model, paired as the case says or else as `pair` does, and the steps whose
-- tensors, marked with $, the case has. A case may say besides where results are written.
-- @param columns the pairing by which a case's wide tables stand, if not the model's
function cfg.job(case, pair, config, steps, columns)
  config.name = "golden"
  config.theta = cfg.theta(case)
  config.rounding = rounding_of(case, config.rounding)
  config.pairing = cfg.choice(case, "pair", PAIRINGS, pair)
  config.pairing_out = case.cfg.pair_out and cfg.choice(case, "pair_out", PAIRINGS)
  pair = cfg.value(case, "pair", pair)
  local due = { ("pairing %s %s"):format(pair, columns or pair) }
  for _, step in ipairs(steps) do
    local complete = true
    for name in step:gmatch("%$(%S+)") do complete = complete and case.tensors[name] end
    if complete then due[#due + 1] = step:gsub("%$", "") end
  end
  return { config = config, dtype = case.dtype, steps = due }
end

return cfg
