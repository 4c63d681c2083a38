-- The C of one ISA: the kernels of the rotation and of the tables.
-- In: a context of sources.lua and an ISA table.
-- Out: the texts of files.
-- Always: the operations come from plans, the frame around them from templates.

local emit = require("emit")
local layout = require("c.layout")
local plan = require("plan")
local schedule = require("schedule")
local table_plans = require("tables")
local template = require("template")
local words = require("words")

local kernels_c = {}

-- The helpers that a text names, with those that they name in turn, in the order of their
-- files. A helper is a piece of a file between blank lines; its guard lets several files
-- be one unit.
local function helper_text(isa, kind, text)
  local pieces, needed = {}, {}
  for _, file_name in ipairs(isa.helpers[kind]) do
    for piece in (template.read("helpers/" .. file_name) .. "\n"):gmatch("(.-\n)\n") do
      local name = piece:match("#define (ROPEWALK_[%w_]+)")
        or piece:match("^[^\n]*\n?typedef .* ([%w_]+);")
        or piece:match("([%w_]+)%([^()]*%)\n{")
      if not name then error(file_name .. ": no helper is named by: " .. piece) end
      pieces[#pieces + 1] = { name = name, text = piece }
    end
  end
  for i = #pieces, 1, -1 do
    local piece = pieces[i]
    if text:find("%f[%w_]" .. piece.name .. "%f[^%w_]") then
      text = text .. piece.text
      local guard = "ROPEWALK_" .. piece.name:upper():gsub("^ROPEWALK_", "")
      table.insert(needed, 1, ("#ifndef %s\n%s%s#endif\n"):format(guard,
        guard == piece.name and "" or ("#define %s\n"):format(guard), piece.text))
    end
  end
  return table.concat(needed, "\n")
end

local function guards(isa)
  if not isa.guard then return "", "" end
  return "#if " .. isa.guard, (isa.closing and isa.closing .. "\n" or "") .. "#endif"
end

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
      fetch = emit.lines(fetch.ops, isa, fetch.lanes, ""),
    }) or "",
    past = context.optional(streams, "rotate/past.c",
      { ctype = dtype.ctype, bytes = numbers.stream }),
    y = ("%s *y = %s;"):format(dtype.ctype, streams and "past ? turned : out" or "out"),
    stream = context.optional(streams, "rotate/stream.c", { bytes = numbers.stream }),
  })
end

--- <model>_rotate_<dtype>__<isa>.c.
function kernels_c.rotation(context, isa, dtype)
  local model = context.model
  local numbers = context.schedule_of(isa, dtype)
  local rotation = plan.rotation(model, isa, dtype, numbers.lanes)
  local scheduled = schedule.apply(rotation, numbers, model.head_dim, dtype.bytes)
  local open, close = guards(isa)
  local rows, mix = row_lines(model, rotation)
  local holes = { isa = isa.name, dtype = dtype.name, attribute = isa.attribute,
    rows = rows, mix = mix,
    heads = heads_text(context, isa, dtype, rotation, scheduled) }
  local frame = "rotate/token.c"
  if numbers.stream > 0 then
    frame, holes.inlined = "rotate/token_past.c", isa.inlined
  end
  local kernel = context.fill(frame, holes)
  return context.fill("rotate/kernel.c", {
    banner = context.banner(words.rotate_kernel(model, isa, dtype, rotation, scheduled)),
    open = open, close = close, includes = isa.includes,
    helpers = helper_text(isa, "rotation", kernel), kernel = kernel,
  })
end

--- The functions cos-and-sin of every width that the rows use, widest first.
-- @param lanes_used set of widths
function kernels_c.sincos(context, isa, lanes_used)
  local model = context.model
  local exact = model.tables == "exact"
  local functions = {}
  local lanes_list = {}
  for lanes in pairs(lanes_used) do lanes_list[#lanes_list + 1] = lanes end
  table.sort(lanes_list, function(a, b) return a > b end)
  for i, lanes in ipairs(lanes_list) do
    local f32, u64 = isa["f32x" .. lanes].type, isa["u64x" .. lanes].type
    functions[i] = context.fill("tables/sincos.c", {
      words = i > 1 and "The same, one at a time."
        or exact and "cos and sin of a phase, a fraction of a turn; sign flips the sine."
        or "cos and sin of an angle below 2^20 radians, correctly rounded.",
      attribute = isa.attribute,
      name = ("sincos_%s__%s"):format(lanes == 1 and "f64" or "f64x" .. lanes, isa.name),
      parameters = exact and ("%s phase, %s sign"):format(u64, u64) or f32 .. " angle",
      type = f32,
      body = emit.lines(table_plans.sincos(model), isa, lanes, ""),
    })
  end
  return functions
end

--- The position `at` (and its sign) of an axis as every lane of a block sees it.
function kernels_c.row_scalars(model, axis, isa, lanes)
  local position, sign = table_plans.scalars(lanes)
  local float = layout.scaled(model.fractional and "at" or "(float)at", axis)
  local list = model.tables == "hf"
    and { { op = "spread", type = "f32", dst = position, scalar = float } }
    or {
      { op = "spread", type = "u64", dst = position,
        scalar = "(uint64_t)(at < 0 ? -(int64_t)at : at)" },
      { op = "spread", type = "u64", dst = sign, scalar = "((uint64_t)(at < 0) << 63)" },
    }
  return emit.lines(list, isa, lanes, "")
end

-- The axis's frequencies under the names that its plan uses.
local function frequency_pointers(context, axis)
  local lines = {}
  for _, item in ipairs(layout.frequency_arrays(axis, context.model.tables)) do
    if item.name ~= "frequency" then
      lines[#lines + 1] = ("const %s *%s = %s%s_%s;"):format(
        item.type, item.name, context.names.m, item.name, axis.name)
    end
  end
  return lines
end

local function row_function(context, isa, axis_index, lanes_used)
  local model = context.model
  local axis = model.axes[axis_index]
  local row = table_plans.row(model, axis_index, isa)
  local body, scalars, own_lanes = {}, {}, {}
  for _, block in ipairs(row.blocks) do
    if not own_lanes[block.lanes] then
      own_lanes[block.lanes], lanes_used[block.lanes] = true, true
      layout.append(scalars, kernels_c.row_scalars(model, axis, isa, block.lanes))
    end
    layout.append(body, emit.block(block, "head", isa,
      ("frequencies %d..%d"):format(block.first, block.first + block.count - 1)))
  end
  return context.fill("tables/row.c", {
    axes = table.concat(layout.sharing(model, axis_index), " and "), count = axis.pairs,
    attribute = isa.attribute, name = ("row_%s__%s"):format(axis.name, isa.name),
    scalars = layout.append(frequency_pointers(context, axis), scalars), body = body,
    fix = layout.hard_angles(model, axis_index, function(condition, pair, value)
      return ("if (%s) row[%d] = %s; /* on a double's tie */"):format(
        condition, pair.row[2], value)
    end),
  })
end

--- <model>_tables__<isa>.c.
function kernels_c.tables(context, isa)
  local model = context.model
  local offsets = layout.row_offsets(model)
  local owner = layout.owners(model)
  local open, close = guards(isa)
  local lanes_used, rows, calls, loops = {}, {}, {}, {}
  for i, axis in ipairs(model.axes) do
    if owner[i] == i then
      rows[#rows + 1] = row_function(context, isa, i, lanes_used)
    end
    local name = model.axes[owner[i]].name
    local changed = ("!before || position[%d] != before[%d]"):format(i - 1, i - 1)
    calls[i] = ("if (%s) row_%s__%s(position[%d], %s);"):format(
      changed, name, isa.name, i - 1, layout.plus("rows", offsets[i]))
    layout.append(loops, {
      ("for (int64_t at = %d; at <= %d; at++, tables += %d) {"):format(
        axis.position_min, axis.position_max, axis.columns),
      ("  row_%s__%s((int32_t)at, tables);"):format(name, isa.name), "}",
    })
  end
  local sincos = kernels_c.sincos(context, isa, lanes_used)
  return context.fill("tables/kernel.c", {
    banner = context.banner(words.tables_kernel(isa)),
    isa = isa.name,
    open = open, close = close, includes = isa.includes, attribute = isa.attribute,
    helpers = helper_text(isa, "tables", table.concat(sincos) .. table.concat(rows)),
    sincos = sincos,
    rows = rows, rows_calls = calls,
    all_tables = context.optional(context.has_tables, "tables/all.c",
      { isa = isa.name, attribute = isa.attribute, tables_loops = loops }),
  })
end

return kernels_c
