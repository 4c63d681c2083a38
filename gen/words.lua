-- What a banner and `explain` say of a model in words.
-- In: config, rope, plan and schedule.
-- Out: text.
-- Always: no date, host, user or path.

local schedule = require("schedule")
local seal = require("seal")

local words = {}

local LICENCE = [[
SPDX-License-Identifier: 0BSD
Permission to use, copy, modify, and/or distribute this file for any purpose with or
without fee is hereby granted. It is provided "as is", without warranty of any kind.]]

-- A value as text that is the same for equal values: a list's items, then what has a
-- name, sorted; floats exact.
local function canonical(value)
  if type(value) ~= "table" then
    return math.type(value) == "float" and ("%a"):format(value) or tostring(value)
  end
  local parts, names = {}, {}
  for i, item in ipairs(value) do parts[i] = canonical(item) end
  for key in pairs(value) do
    if type(key) == "string" then names[#names + 1] = key end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    parts[#parts + 1] = name .. "=" .. canonical(value[name])
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

--- The hash of a value: equal for equal values, 16 hex digits.
function words.hash(value)
  return seal.hash(canonical(value))
end

-- The numbers from, from + step ... as text.
local function series(from, step, count)
  if count == 1 then return tostring(from) end
  if count == 2 then return ("%d, %d"):format(from, from + step) end
  return ("%d, %d .. %d"):format(from, from + step, from + step * (count - 1))
end

-- Pairs of one axis whose numbers and channels advance by constant steps.
local function channel_runs(model)
  local runs, open = {}, {}
  for j, pair in ipairs(model.pairs) do
    local numbers = { j - 1, pair.input[1], pair.input[2], pair.output[1],
      pair.output[2] }
    local run = open[pair.axis]
    local steady = run ~= nil
    for i, number in ipairs(numbers) do
      steady = steady and (run.count == 1
        or number - run.first[i] == run.count * run.step[i])
    end
    if steady then
      if run.count == 1 then
        for i, number in ipairs(numbers) do run.step[i] = number - run.first[i] end
      end
      run.count = run.count + 1
    else
      run = { axis = pair.axis, first = numbers, step = {}, count = 1 }
      runs[#runs + 1], open[pair.axis] = run, run
    end
  end
  return runs
end

--- The pair list in lines: "pairs 0..19 by h: channels 0, 1 .. 19 with 40, 41 .. 59".
function words.pairs(model)
  local lines = {}
  for _, run in ipairs(channel_runs(model)) do
    local function text(which)
      return series(run.first[which], run.step[which], run.count)
    end
    local numbers = run.count > 1 and run.step[1] == 1
      and ("%d..%d"):format(run.first[1], run.first[1] + run.count - 1) or text(1)
    lines[#lines + 1] = ("pairs %s by %s: channels %s with %s"):format(numbers,
      model.axes[run.axis].name, text(2), text(3))
    if text(2) ~= text(4) or text(3) ~= text(5) then
      lines[#lines + 1] = ("  written to %s and %s"):format(text(4), text(5))
    end
  end
  return lines
end

--- The angle of each axis, in lines, and the factors of cos and sin.
function words.frequencies(model)
  if model.ready_only then return { "cos and sin come ready from the caller" } end
  local lines = {}
  for i, axis in ipairs(model.axes) do
    lines[i] = ("angle of %s: position * %s%s; %d to %d"):format(axis.name,
      axis.scale ~= 1 and ("%.9g * "):format(axis.scale) or "", axis.words,
      axis.position_min, axis.position_max)
  end
  if model.cos_factor ~= 1 or model.sin_factor ~= 1 then
    lines[#lines + 1] = ("cos times %.9g, sin times %.9g"):format(
      model.cos_factor, model.sin_factor)
  end
  return lines
end

local CONTRACT = {
  hf = "Tables: correctly rounded cos and sin of the reference's float32 angle.",
  exact = "Tables: cos and sin of position times frequency, as real numbers, within "
    .. "0.5 ulp + 2^-50.",
}

local ROTATION <const> = [[
Rotation: product, product, sum, each rounded, never fused: the same bits on every ISA,
under round-to-nearest with subnormals kept. NaN is one class.]]

local ROUNDING <const> = {
  round_once = "bf16 and f16 are widened, turned in float32 and rounded to nearest, ties "
    .. "to even.",
  round_twice = "bf16 and f16 are widened and turned in float32; cos and sin, and the "
    .. "result, are\nrounded to their type, to nearest, ties to even.",
  op_by_op = "bf16 and f16 are widened and turned in float32; cos and sin, each product "
    .. "and each sum\nare rounded to their type, to nearest, ties to even.",
}

--- What the banners of all files of a model say.
-- @param types of q and k, of dtypes.list
function words.facts(config, model, types)
  local lines = {
    config.name .. ": out[c0] = x[c0] cos - x[c1] sin, out[c1] = x[c1] cos + x[c0] sin",
  }
  for _, line in ipairs(words.pairs(model)) do lines[#lines + 1] = "  " .. line end
  for _, line in ipairs(words.frequencies(model)) do lines[#lines + 1] = "  " .. line end
  lines[#lines + 1] = ""
  if not model.ready_only then lines[#lines + 1] = CONTRACT[model.tables] end
  lines[#lines + 1] = ROTATION
  local narrow = false
  for _, dtype in ipairs(types) do narrow = narrow or dtype.bytes < 4 end
  if narrow then lines[#lines + 1] = ROUNDING[model.rounding] end
  lines[#lines + 1] = ("Config %s, pairs %s,\n%s"):format(words.hash(config),
    words.hash(model.pairs), seal.place)
  lines[#lines + 1] = ""
  for line in LICENCE:gmatch("[^\n]+") do lines[#lines + 1] = line end
  return table.concat(lines, "\n")
end

--- The comment that every file begins with.
-- @param what the file's own lines; facts the model's
function words.banner(what, facts, command, version)
  local all = ("Generated by ropewalk %s. Do not edit; this makes it again:\n  %s\n\n%s"
    .. "\n\n%s\n"):format(version, command, what, facts)
  local text = {}
  for line in all:gmatch("(.-)\n") do
    text[#text + 1] = line == "" and " *" or " * " .. line
  end
  text[1] = "/*" .. text[1]:sub(3)
  return table.concat(text, "\n") .. "\n */"
end

-- What a plan's hash covers, of each kind of its records.
local BLOCK <const> = { "first", "count", "lanes", "turns" }
local OP <const> = { "op", "type", "dst", "a", "b", "base", "offset", "step",
  "apart" }
local COPY <const> = { "from", "offset", "to", "count", "turns", "offset_step",
  "to_step" }

-- A plan as text: what canonical would say, in a third of the time.
local function plan_text(rotation)
  local parts = {}
  local function add(record, fields)
    for _, name in ipairs(fields) do parts[#parts + 1] = tostring(record[name]) end
  end
  for _, block in ipairs(rotation.blocks) do
    add(block, BLOCK)
    for _, op in ipairs(block.row) do add(op, OP) end
    for _, op in ipairs(block.head) do add(op, OP) end
  end
  for _, copy in ipairs(rotation.mix.copies) do add(copy, COPY) end
  for _, range in ipairs(rotation.passed) do add(range, { "offset", "count" }) end
  return table.concat(parts, ",")
end

--- A rotation kernel's name, without the prefix of its functions.
function words.kernel(config, isa, dtype)
  return ("%s_rotate_%s__%s"):format(config.name, dtype.name, isa.name)
end

--- A schedule in words, with the CPU that it is chosen for, if it is.
function words.schedule(numbers)
  local text = schedule.describe(numbers)
  if not numbers.cpu then return text end
  return text .. (numbers.cpu == "any" and ", chosen for any CPU"
    or ", chosen on " .. numbers.cpu)
end

--- What a rotation kernel's banner says of itself.
function words.rotate_kernel(model, isa, dtype, rotation, scheduled)
  local counts = scheduled.counts
  local per_head = schedule.words(counts.head)
  local loops = schedule.loops(rotation.blocks)
  local bytes = dtype.bytes * model.head_dim
  return ("Rotation of %s in %s, plan %s.\nSchedule: %s.\n%s: %s.\n"
    .. "Per head: %s;\n  %d bytes read, %d written."):format(
    dtype.words, isa.words, words.hash(plan_text(rotation)),
    words.schedule(scheduled.numbers),
    loops and "Loops over pairs" or ("%d blocks, unrolled"):format(#rotation.blocks),
    "per token " .. (next(counts.row) and schedule.words(counts.row) or "nothing"),
    per_head, bytes, bytes)
end

--- What a table kernel's banner says of itself.
function words.tables_kernel(isa)
  return ("Tables in %s."):format(isa.words)
end

return words
