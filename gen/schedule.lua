-- How a plan is carried out, in a few numbers that cannot change a value.
-- In: a plan, an ISA and numbers, one per knob.
-- Out: counts of what the plan does, and what is fetched ahead.
-- Always: every ISA lists the values worth a try, the best by experience first.

local forms = require("forms")
local ops = require("ops")

local schedule = {}

local CACHE_LINE <const> = 64

--- A range of q and k up to this size is taken to lie in the L1 cache: nothing is
-- fetched.
schedule.L1_BYTES = 1 << 15

--- A range of q and k up to this size is taken to lie in the L2 cache: nothing is written
-- past it.
schedule.L2_BYTES = 1 << 20

--- The numbers of a schedule: name and meaning.
schedule.knobs = {
  { name = "lanes", words = "floats of the widest vector" },
  { name = "ahead",
    words = "bytes from the head that is turned to the one that is fetched (0: none)" },
  { name = "stream",
    words = "bytes of a store past the caches, out of place beyond L2 (0: none)" },
}

--- Numbers as one text without spaces: "lanes=8,ahead=2560,stream=32".
function schedule.spell(numbers)
  local words = {}
  for i, knob in ipairs(schedule.knobs) do
    words[i] = ("%s=%d"):format(knob.name, numbers[knob.name])
  end
  return table.concat(words, ",")
end

--- The numbers that a text spells.
-- @return numbers, or nil and what is wrong
function schedule.read(text)
  local numbers, count = {}, 0
  for word in text:gmatch("[^,]+") do
    local name, value = word:match("^(%l+)=(%d+)$")
    if not name then return nil, ("%q is no knob=number"):format(word) end
    if numbers[name] then return nil, name .. " is there twice" end
    numbers[name], count = math.tointeger(tonumber(value)), count + 1
  end
  for _, knob in ipairs(schedule.knobs) do
    if not numbers[knob.name] then return nil, knob.name .. " is missing" end
  end
  if count > #schedule.knobs then
    return nil, ("has more than the knobs %s"):format(schedule.spell(numbers))
  end
  return numbers
end

-- The values of a knob that an ISA lists and a head allows: it is stored past the caches
-- in whole pieces.
local function values_of(knob, model, isa, dtype)
  local values = {}
  for _, value in ipairs(isa.knobs[knob.name]) do
    local fits = knob.name ~= "stream" or value == 0
      or model.head_dim * dtype.bytes % value == 0
    if fits then values[#values + 1] = value end
  end
  return values
end

--- The schedules worth a try for a kernel; the first is the rule, for kernels that nobody
-- has tuned.
function schedule.space(model, isa, dtype)
  local list = { {} }
  for _, knob in ipairs(schedule.knobs) do
    local longer = {}
    for _, numbers in ipairs(list) do
      for _, value in ipairs(values_of(knob, model, isa, dtype)) do
        local more = { [knob.name] = value }
        for name, number in pairs(numbers) do more[name] = number end
        longer[#longer + 1] = more
      end
    end
    list = longer
  end
  return list
end

--- What a kernel cannot do of a schedule, as text; nil where it can do all.
function schedule.problem(numbers, model, isa, dtype)
  for _, knob in ipairs(schedule.knobs) do
    local fits, values = knob.name == "ahead", values_of(knob, model, isa, dtype)
    for _, value in ipairs(values) do fits = fits or value == numbers[knob.name] end
    if not fits then
      return ("%s=%d does not fit; give one of %s"):format(knob.name, numbers[knob.name],
        table.concat(values, ", "))
    end
  end
end

--- The numbers of a schedule with their meaning, for `explain` and banners.
function schedule.describe(numbers)
  local words = ("vectors up to %d floats, "):format(numbers.lanes)
    .. (numbers.ahead > 0 and ("%d bytes fetched ahead beyond %d KiB"):format(
      numbers.ahead, schedule.L1_BYTES // 1024) or "no prefetch")
  return numbers.stream == 0 and words
    or ("%s,\n  %d bytes at a time stored past the caches out of place beyond %d KiB")
      :format(words, numbers.stream, schedule.L2_BYTES // 1024)
end

-- Fetches each cache line of a head that comes later, or of where it goes.
local function fetch_head(base, head_dim, bytes)
  local list = {}
  for offset = 0, head_dim - 1, CACHE_LINE // bytes do
    list[#list + 1] = forms.op("prefetch", { base = base, offset = offset })
  end
  return list
end

--- Whether any block is a loop.
function schedule.loops(blocks)
  for _, block in ipairs(blocks) do
    if block.turns > 1 then return true end
  end
  return false
end

--- Applies the numbers to a plan.
-- @param bytes size of an element of x
-- @return { counts, numbers, heads_ahead, fetch = { lanes, input, output } or nil }, the
--   last two lists of operations
function schedule.apply(plan, numbers, head_dim, bytes)
  return {
    counts = schedule.counts(plan.blocks), numbers = numbers,
    heads_ahead = -(-numbers.ahead // (head_dim * bytes)), -- rounded up
    fetch = numbers.ahead > 0 and {
      lanes = plan.blocks[1].lanes, input = fetch_head("soon", head_dim, bytes),
      output = fetch_head("place", head_dim, bytes),
    } or nil,
  }
end

--- What a plan does per token and per head: operations by stage, in lanes-wide steps, and
-- the most values of a head alive at once in a block.
function schedule.counts(blocks)
  local counts = { row = {}, head = {}, live = 0 }
  for _, block in ipairs(blocks) do
    for _, section in ipairs({ "row", "head" }) do
      for _, op in ipairs(block[section]) do
        local stage = ops[op.op].stage
        counts[section][stage] = (counts[section][stage] or 0) + block.turns
      end
    end
    local last_use, live, written = {}, 0, {}
    for at, op in ipairs(block.head) do
      for _, field in ipairs(ops[op.op].reads) do last_use[op[field]] = at end
    end
    for at, op in ipairs(block.head) do
      if op.dst then live, written[op.dst] = live + 1, true end
      counts.live = math.max(counts.live, live)
      local ended = {}
      for _, field in ipairs(ops[op.op].reads) do
        local value = op[field]
        if written[value] and last_use[value] == at then ended[value] = true end
      end
      for _ in pairs(ended) do live = live - 1 end
    end
  end
  return counts
end

--- Counts as words: "5 load, 2 store".
function schedule.words(stages)
  local names, list = {}, {}
  for stage in pairs(stages) do names[#names + 1] = stage end
  table.sort(names)
  for i, stage in ipairs(names) do list[i] = ("%d %s"):format(stages[stage], stage) end
  return table.concat(list, ", ")
end

return schedule
