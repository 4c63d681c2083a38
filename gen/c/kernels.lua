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

-- One function cos-and-sin, of a vector or of two at once.
local function sincos_function(context, isa, name, width, text)
  local kind, lanes = context.model.tables, width.lanes
  local f32 = isa["f32x" .. lanes].type
  local input = kind == "exact" and isa["u64x" .. lanes].type or f32
  local argument = kind == "exact" and "phase" or "angle"
  local parameters, results = { input .. " " .. argument }, { "c", "s" }
  if width.together == 2 then
    parameters[2], results = parameters[1] .. "n", { "c", "s", "cn", "sn" }
  end
  if kind == "exact" then parameters[#parameters + 1] = input .. " sign" end
  local stores = {}
  for i, result in ipairs(results) do
    parameters[#parameters + 1] = ("%s *to_%s"):format(f32, result)
    stores[i] = ("*to_%s = %s;"):format(result, result)
  end
  return context.fill("tables/sincos.c", {
    words = text, attribute = isa.attribute, name = name,
    parameters = table.concat(parameters, ", "), stores = stores,
    body = emit.lines(table_plans.sincos(context.model, width.together), isa, lanes, ""),
  })
end

--- The functions cos-and-sin that rows use, widest first.
-- @param widths list of { lanes, together }, as of a row's blocks
function kernels_c.sincos(context, isa, widths)
  local functions, known = {}, {}
  table.sort(widths, function(a, b)
    return a.lanes * a.together > b.lanes * b.together
  end)
  for _, width in ipairs(widths) do
    local name = ("sincos%s_f64%s__%s"):format(width.together == 2 and "2" or "",
      width.lanes == 1 and "" or "x" .. width.lanes, isa.name)
    if not known[name] then
      known[name] = true
      functions[#functions + 1] = sincos_function(context, isa, name, width,
        functions[1] and "The same, fewer at a time."
          or context.model.tables == "hf"
          and "cos and sin of angles below 2^20 radians, correctly rounded."
          or "cos and sin of phases, fractions of a turn; sign flips the sine.")
    end
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

local function row_function(context, isa, axis_index, widths)
  local model = context.model
  local axis = model.axes[axis_index]
  local row = table_plans.row(model, axis_index, isa)
  local body, scalars, own_lanes = {}, {}, {}
  for _, block in ipairs(row.blocks) do
    widths[#widths + 1] = block
    if not own_lanes[block.lanes] then
      own_lanes[block.lanes] = true
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
  local widths, rows, calls, loops = {}, {}, {}, {}
  for i, axis in ipairs(model.axes) do
    if owner[i] == i then
      rows[#rows + 1] = row_function(context, isa, i, widths)
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
  local sincos = kernels_c.sincos(context, isa, widths)
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
