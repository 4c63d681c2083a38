-- What `ropewalk explain` says of a model.
-- In: a checked config, ISA tables and types of q and k.
-- Out: lines: the picture in text, the config, the pairs, and for each ISA and type the
-- plan, the schedule and the counts.
-- Always: the same lines for the same input.

local plan = require("plan")
local rope = require("rope")
local schedule = require("schedule")
local sources = require("sources")
local words = require("words")

local explain = {}

local function add_table(lines, value, indent)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    if type(value[key]) == "table" then
      lines[#lines + 1] = ("%s%s:"):format(indent, key)
      add_table(lines, value[key], indent .. "  ")
    else
      lines[#lines + 1] = ("%s%s = %s"):format(indent, key, value[key])
    end
  end
end

local function block_line(number, block)
  return ("  block %d: pairs %d..%d, %d lanes%s, rows from %s"):format(number,
    block.first, block.first + block.count - 1, block.lanes,
    block.turns > 1 and (", a loop of %d"):format(block.turns) or "", block.row[1].base)
end

local function copy_line(copy)
  return ("  copy %d floats of %s from %d to mix %d%s"):format(
    copy.count, copy.from, copy.offset, copy.to, copy.turns == 1 and ""
      or (", %d times in steps of %d and %d"):format(
        copy.turns, copy.offset_step, copy.to_step))
end

-- A plan with its schedule, the chosen one or the rule's, on one ISA, for one type.
local function add_plan(lines, model, isa, dtype, numbers)
  local rotation = plan.rotation(model, isa, dtype, numbers.lanes)
  local scheduled = schedule.apply(rotation, numbers, model.head_dim, dtype.bytes)
  local function add(...) lines[#lines + 1] = (...) end
  add(("%s, %s: %s"):format(isa.name, dtype.name, isa.words))
  for i, block in ipairs(rotation.blocks) do add(block_line(i - 1, block)) end
  for _, copy in ipairs(rotation.mix.copies) do add(copy_line(copy)) end
  for _, range in ipairs(rotation.passed) do
    add(("  channels %d..%d pass through"):format(range.offset,
      range.offset + range.count - 1))
  end
  add("  schedule: " .. words.schedule(scheduled.numbers))
  add("  per token: " .. schedule.words(scheduled.counts.row))
  add("  per head: " .. schedule.words(scheduled.counts.head))
  add(("  values alive at once in a block: %d"):format(scheduled.counts.live))
end

--- The lines for a config.
-- @param chosen as for sources.schedule_of
function explain.lines(config, isas, types, chosen)
  local model = rope.build(config)
  local lines = { "config, with defaults:" }
  add_table(lines, config, "  ")
  lines[#lines + 1] = "pairs:"
  for _, line in ipairs(words.pairs(model)) do lines[#lines + 1] = "  " .. line end
  for _, line in ipairs(words.frequencies(model)) do lines[#lines + 1] = "  " .. line end
  for _, isa in ipairs(isas) do
    for _, dtype in ipairs(types) do
      add_plan(lines, model, isa, dtype,
        sources.schedule_of(config, model, isa, dtype, chosen))
    end
  end
  return lines
end

return explain
