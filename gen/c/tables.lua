-- The C of table kernels on a CPU: cos and sin, rows, tables.
-- In: a context of sources.lua and an ISA.
-- Out: the text of a file, and functions that CUDA's has too.
-- Always: axes of the same rows share a function.

local emit = require("emit")
local helpers = require("c.helpers")
local layout = require("c.layout")
local table_plans = require("tables")
local words = require("words")

local tables_c = {}

-- One function cos-and-sin, of one or several vectors.
local function sincos_function(context, isa, name, width, text)
  local kind, lanes = context.model.tables, width.lanes
  local f32 = isa["f32x" .. lanes].type
  local input = kind == "exact" and isa["u64x" .. lanes].type or f32
  local argument = kind == "exact" and "phase" or "angle"
  local parameters, results, stores = {}, {}, {}
  for number = 1, width.together do
    local n = table_plans.suffix(number)
    parameters[number] = ("%s %s%s"):format(input, argument, n)
    for _, result in ipairs({ "c" .. n, "s" .. n }) do
      results[#results + 1] = ("%s *to_%s"):format(f32, result)
      stores[#stores + 1] = ("*to_%s = %s;"):format(result, result)
    end
  end
  if kind == "exact" then parameters[#parameters + 1] = input .. " sign" end
  layout.append(parameters, results)
  return context.fill("tables/sincos.c", {
    words = text, attribute = isa.attribute, name = name,
    parameters = table.concat(parameters, ", "), stores = stores,
    body = emit.lines(table_plans.sincos(context.model, width.together), isa, lanes,
      ""),
  })
end

--- The functions cos-and-sin that rows use, widest first.
-- @param widths list of { lanes, together }, as of a row's blocks
function tables_c.sincos(context, isa, widths)
  local functions, known = {}, {}
  table.sort(widths, function(a, b)
    return a.lanes * a.together > b.lanes * b.together
  end)
  for _, width in ipairs(widths) do
    local lanes, together = width.lanes, width.together
    local name = ("sincos%s_f64%s__%s"):format(together > 1 and together or "",
      lanes > 1 and "x" .. lanes or "", isa.name)
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
function tables_c.row_scalars(model, axis, isa, lanes)
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
      layout.append(scalars, tables_c.row_scalars(model, axis, isa, block.lanes))
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

-- An earlier axis of the same rows whose positions are this one's and maybe more.
local function axis_to_copy(model, owner, i)
  local axis = model.axes[i]
  for j = 1, i - 1 do
    local other = model.axes[j]
    if owner[j] == owner[i] and other.position_min <= axis.position_min
      and other.position_max >= axis.position_max then
      return j, axis.position_min - other.position_min
    end
  end
end

-- The table of each axis: computed row by row, or copied.
local function table_lines(model, isa, owner)
  local offsets, lines = layout.table_offsets(model), {}
  for i, axis in ipairs(model.axes) do
    local to = layout.plus("tables", offsets[i])
    local other, later = axis_to_copy(model, owner, i)
    if other then
      local count = (axis.position_max - axis.position_min + 1) * axis.columns
      local from = layout.plus("tables", offsets[other] + later * axis.columns)
      lines[#lines + 1] = ("memcpy(%s, %s, %d * sizeof *tables); /* %s as %s */"):format(
        to, from, count, axis.name, model.axes[other].name)
    else
      layout.append(lines, {
        ("for (int64_t at = %d; at <= %d; at++) {"):format(axis.position_min,
          axis.position_max),
        ("  row_%s__%s((int32_t)at, %s + %s * %d);"):format(model.axes[owner[i]].name,
          isa.name, to, layout.above("at", axis.position_min), axis.columns),
        "}",
      })
    end
  end
  return lines
end

--- <model>_tables__<isa>.c.
function tables_c.kernel(context, isa)
  local model = context.model
  local offsets = layout.row_offsets(model)
  local owner = layout.owners(model)
  local open, close = helpers.guards(isa)
  local widths, rows, calls = {}, {}, {}
  for i in ipairs(model.axes) do
    if owner[i] == i then
      rows[#rows + 1] = row_function(context, isa, i, widths)
    end
    local name = model.axes[owner[i]].name
    local changed = ("!before || position[%d] != before[%d]"):format(i - 1, i - 1)
    calls[i] = ("if (%s) row_%s__%s(position[%d], %s);"):format(
      changed, name, isa.name, i - 1, layout.plus("rows", offsets[i]))
  end
  local sincos = tables_c.sincos(context, isa, widths)
  return context.fill("tables/kernel.c", {
    banner = context.banner(words.tables_kernel(isa)),
    isa = isa.name,
    open = open, close = close, includes = isa.includes, attribute = isa.attribute,
    helpers = helpers.text(isa, "tables", table.concat(sincos) .. table.concat(rows)),
    sincos = sincos,
    rows = rows, rows_calls = calls,
    all_tables = context.optional(context.has_tables, "tables/all.c",
      { isa = isa.name, attribute = isa.attribute,
        tables = table_lines(model, isa, owner) }),
  })
end

return tables_c
