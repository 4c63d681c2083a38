-- The order of a plan's work, in a few numbers that cannot change a value.
-- In: a plan and numbers, one per knob.
-- Out: passes with their operations, and counts of what they do.
-- Always: every block is in one pass, and a block's operations keep their order.

local forms = require("forms")
local ops = require("ops")

local schedule = {}

local CACHE_LINE <const> = 64

--- The numbers of a schedule: name, meaning, and the values worth a try.
schedule.knobs = {
  { name = "pass", words = "blocks per sweep over a token's heads; 0: all of them",
    values = { 0, 2, 4 } },
  { name = "ahead",
    words = "bytes between the head that is turned and the head that is fetched; 0: none",
    values = { 0, 1280, 2560, 4096, 8192 } },
}

--- Numbers as one text without spaces in the order of the knobs: "pass=0,ahead=2560".
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

--- The schedules worth a try for a kernel, its rule's own first.
function schedule.space(model, isa, dtype)
  local list, seen = {}, {}
  local function add(numbers)
    local text = schedule.spell(numbers)
    if not seen[text] then list[#list + 1], seen[text] = numbers, true end
  end
  add(schedule.rule(model, isa, dtype))
  local function extend(numbers, at)
    local knob = schedule.knobs[at]
    if not knob then return add(numbers) end
    for _, value in ipairs(knob.values) do
      local more = {}
      for name, number in pairs(numbers) do more[name] = number end
      more[knob.name] = value
      extend(more, at + 1)
    end
  end
  extend({}, 1)
  return list
end

--- The schedule of a kernel that nobody has tuned.
function schedule.rule(_, isa, _)
  return isa.schedule
end

--- A range of q and k up to this size is taken to lie in the L2 cache: nothing is
-- fetched.
schedule.CACHED_BYTES = 1 << 20

--- The numbers of a schedule with their meaning, for `explain` and banners.
function schedule.describe(numbers)
  return ("%s per sweep over a token's heads, %s"):format(
    numbers.pass == 0 and "all blocks" or numbers.pass .. " blocks",
    numbers.ahead == 0 and "no prefetch"
      or ("%d bytes fetched ahead beyond %d KiB"):format(
        numbers.ahead, schedule.CACHED_BYTES // 1024))
end

-- Fetches each cache line of the head that comes later.
local function fetch_head(lanes, head_dim, bytes)
  local list = {}
  for offset = 0, head_dim - 1, CACHE_LINE // bytes do
    list[#list + 1] = forms.op("prefetch", { base = "soon", offset = offset })
  end
  return { ops = list, lanes = lanes }
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
-- @return { passes = { { blocks } }, counts, numbers, heads_ahead,
--   fetch = { ops, lanes } or nil }
function schedule.apply(plan, numbers, head_dim, bytes)
  local blocks = {}
  for i, block in ipairs(plan.blocks) do
    local copy = {}
    for key, value in pairs(block) do copy[key] = value end
    copy.number = i - 1
    blocks[i] = copy
  end
  local per_pass = numbers.pass == 0 and #blocks or numbers.pass
  local passes = {}
  for i = 1, #blocks, per_pass do
    passes[#passes + 1] = { blocks = table.move(blocks, i,
      math.min(i + per_pass - 1, #blocks), 1, {}) }
  end
  return {
    passes = passes, counts = schedule.counts(blocks), numbers = numbers,
    heads_ahead = -(-numbers.ahead // (head_dim * bytes)), -- rounded up
    fetch = numbers.ahead > 0 and fetch_head(blocks[1].lanes, head_dim, bytes) or nil,
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
