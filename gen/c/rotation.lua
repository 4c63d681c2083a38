-- The C of rotation kernels on a CPU.
-- In: a context of sources.lua, an ISA and a type.
-- Out: the text of a file.
-- Always: what is emitted once per model is a plan's; the frame around it is templates'.

local emit = require("emit")
local helpers = require("c.helpers")
local layout = require("c.layout")
local plan = require("plan")
local schedule = require("schedule")
local words = require("words")

local rotation_c = {}

local function block_title(model, block)
  local first, last = model.pairs[block.first + 1], model.pairs[block.first + block.count]
  local axes = model.axes[first.axis].name
  if first.axis ~= last.axis then axes = axes .. " to " .. model.axes[last.axis].name end
  return ("pairs %d..%d, %s"):format(block.first, block.first + block.count - 1, axes)
end

-- A copy of a plan's mix, done once or in a loop.
local function copy_line(copy)
  if copy.turns == 1 then
    return ("memcpy(%s, %s, %d * sizeof *mix);"):format(
      layout.plus("mix", copy.to), layout.plus(copy.from, copy.offset), copy.count)
  end
  local to = layout.index_text(copy.to, copy.to_step, "i")
  local from = layout.index_text(copy.offset, copy.offset_step, "i")
  return (copy.count == 1
    and "for (size_t i = 0; i < %d; i++) mix[%s] = %s[%s];"
    or "for (size_t i = 0; i < %d; i++) memcpy(mix + %s, %s + %s, %d * sizeof *mix);")
    :format(copy.turns, to, copy.from, from, copy.count)
end

-- What a token's heads are turned with: its rows, and what is copied out of several.
local function row_lines(model, rotation)
  local rows, mix = {}, {}
  for i, axis in ipairs(model.axes) do
    rows[i] = ("*row_%s = rows[%d]"):format(axis.name, i - 1)
  end
  if rotation.mix.floats > 0 then
    mix[1] = ("float mix[%d]; /* cos and sin out of several rows */"):format(
      rotation.mix.floats)
    for _, copy in ipairs(rotation.mix.copies) do mix[#mix + 1] = copy_line(copy) end
  end
  return "const float " .. table.concat(rows, ", ") .. ";", mix
end

-- A token's sides and heads around the plan's operations.
local function heads_text(context, isa, dtype, rotation, scheduled)
  local numbers, fetch = scheduled.numbers, scheduled.fetch
  local streams = numbers.stream > 0
  local row, head = {}, {}
  for _, block in ipairs(rotation.blocks) do
    local title = block_title(context.model, block)
    layout.append(row, emit.block(block, "row", isa, title))
    layout.append(head, emit.block(block, "head", isa, title))
  end
  for _, range in ipairs(rotation.passed) do
    head[#head + 1] = ("if (x != y) memcpy(y + %d, x + %d, %d * sizeof *y);"):format(
      range.offset, range.offset, range.count)
  end
  return context.fill("rotate/heads.c", {
    dtype = dtype.name, ctype = dtype.ctype, row = row, head = head,
    hold = context.optional(context.permutes, "rotate/hold.c", { ctype = dtype.ctype }),
    ahead = context.optional(fetch, "rotate/ahead.c", { ahead = scheduled.heads_ahead }),
    fetch = fetch and context.fill("rotate/fetch.c", {
      ahead = scheduled.heads_ahead, ctype = dtype.ctype,
      fetch = emit.lines(fetch.input, isa, fetch.lanes, ""),
      fetch_out = emit.lines(fetch.output, isa, fetch.lanes, ""),
      apart = streams and "apart && !past" or "apart",
    }) or "",
    past = context.optional(streams, "rotate/past.c",
      { ctype = dtype.ctype, bytes = numbers.stream }),
    y = ("%s *y = %s;"):format(dtype.ctype, streams and "past ? turned : out" or "out"),
    stream = context.optional(streams, "rotate/stream.c", { bytes = numbers.stream }),
  })
end

--- <model>_rotate_<dtype>__<isa>.c.
function rotation_c.kernel(context, isa, dtype)
  local model = context.model
  local numbers = context.schedule_of(isa, dtype)
  local rotation = plan.rotation(model, isa, dtype, numbers.lanes)
  local scheduled = schedule.apply(rotation, numbers, model.head_dim, dtype.bytes)
  local open, close = helpers.guards(isa)
  local rows, mix = row_lines(model, rotation)
  local holes = { isa = isa.name, dtype = dtype.name, attribute = isa.attribute,
    rows = rows, mix = mix,
    heads = heads_text(context, isa, dtype, rotation, scheduled) }
  local frame = "rotate/token.c"
  if numbers.ahead + numbers.stream > 0 then
    frame, holes.inlined = "rotate/token_apart.c", isa.inlined
    holes.fence = context.optional(numbers.stream > 0, "rotate/fence.c", {})
  end
  local kernel = context.fill(frame, holes)
  return context.fill("rotate/kernel.c", {
    banner = context.banner(words.rotate_kernel(model, isa, dtype, rotation, scheduled)),
    open = open, close = close, includes = isa.includes,
    helpers = helpers.text(isa, "rotation", kernel), kernel = kernel,
  })
end

return rotation_c
