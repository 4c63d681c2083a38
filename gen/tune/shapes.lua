-- The jobs that a schedule is timed on, as options of tests/bench/job.h.
-- In: a checked config, a type. Out: options, one text a shape.
-- Always: what the model's limits allow; without other word q and k have 16 heads each.

local schedule = require("schedule")

local shapes = {}

local HEADS <const> = 16

-- Bytes of q and k: in a core's L2 with room to spare; several times what an L2 holds.
local INSIDE <const> = schedule.L2_BYTES // 2
local BEYOND <const> = schedule.L2_BYTES * 16

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

-- A grid of one frame near to a square of so many tokens.
local function grid(rule, tokens)
  local merge = rule.merge or 1
  local function side(wanted, most)
    return math.max(1, math.min(wanted, most) // merge) * merge
  end
  local h = side(math.floor(math.sqrt(tokens)), rule.limits.h)
  local w = side(tokens // h, rule.limits.w)
  return ("--grid 1x%dx%d"):format(h, w), h * w
end

-- Tokens one after the other.
local function sequence(rule, tokens)
  tokens = math.min(tokens, rule.limits.positions)
  return ("--tokens %d"):format(tokens), tokens
end

local RULES <const> = { grid = grid, sequence = sequence }

-- A job with about so many bytes of q and k; where limits are small it is a batch.
local function job(config, dtype, bytes)
  local rule = config.positions
  local make = rule and RULES[rule.rule]
  if not make then
    fail(config.name, "its positions come ready or in runs, for which nothing is timed; "
      .. "tune a model with the rule grid or sequence of the same head")
  end
  local wanted = math.max(1, bytes // (2 * HEADS * config.head_dim * dtype.bytes))
  local options, tokens = make(rule, wanted)
  local batch = math.min(32, (wanted + tokens // 2) // tokens)
  return batch > 1 and ("%s --batch %d"):format(options, batch) or options
end

--- Shapes inside L2, beyond it, and beyond it with the results elsewhere.
function shapes.default(config, dtype)
  local beyond = job(config, dtype, BEYOND)
  return { job(config, dtype, INSIDE), beyond, beyond .. " --out-of-place" }
end

--- The shapes of an option's value, separated by semicolons.
function shapes.read(text)
  local list = {}
  for shape in text:gmatch("[^;]+") do
    shape = shape:gsub("^%s+", ""):gsub("%s+$", ""):gsub("%s+", " ")
    if shape ~= "" then list[#list + 1] = shape end
  end
  if not list[1] then fail("--shapes", "give options such as \"--tokens 2048\"") end
  return list
end

return shapes
