-- The C that is the same on every ISA: the entries that check, find each token's rows and
-- call a kernel.
-- In: a context of sources.lua.
-- Out: the texts of files.

local layout = require("c.layout")
local schedule = require("schedule")

local entries_c = {}

local function defined_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    layout.append(lines, layout.array(("const %s %s%s_%s[%d]"):format(
      item.type, context.names.m, item.name, axis.name, axis.pairs), item))
  end)
  return lines
end

local function angle_lines(context)
  local model = context.model
  local owner = layout.owners(model)
  local hf = model.tables == "hf"
  return layout.pair_loops(layout.pair_runs(model), function(run, _, _, pair)
    local axis = model.axes[owner[run.axis]]
    local position = ("position[%d]"):format(run.axis - 1)
    if hf then
      if not model.fractional then position = "(float)" .. position end
      position = layout.scaled(position, axis)
    end
    local k = layout.index_text(run.index, 1)
    return { (hf and "angle[%s] = %s * %sinv_freq_%s[%s];"
      or "angle[%s] = (float)((double)%s * %sfrequency_%s[%s]);"):format(
        pair, position, context.names.m, axis.name, k) }
  end)
end

-- Conditions of a position that is outside its limits.
local function within_lines(context)
  local lines = {}
  for i, axis in ipairs(context.model.axes) do
    lines[i] = (context.model.fractional
      and "if (!(position[%d] >= %d && position[%d] <= %d)) return 0; /* or NaN */"
      or "if (position[%d] < %d || position[%d] > %d) return 0;"):format(
      i - 1, axis.position_min, i - 1, axis.position_max)
  end
  return lines
end

-- Copies a token's cos and sin from its rows to c and s: what lies side by side at once.
local function cos_sin_lines(model)
  local lines = {}
  for _, run in ipairs(layout.pair_runs(model)) do
    if run.step[1] == 1 and run.step[2] == 1 and run.pair_step == 1 then
      local row = ("row[%d]"):format(run.axis - 1)
      for which, to in ipairs({ "c", "s" }) do
        lines[#lines + 1] = ("memcpy(%s, %s, %d * sizeof *%s);"):format(
          layout.plus(to, run.first), layout.plus(row, run.row[which]), run.count, to)
      end
    else
      local loops = {}
      for which, to in ipairs({ "c", "s" }) do
        layout.append(loops, layout.pair_loops({ run }, function(_, cos, sin, pair)
          return { ("%s[%s] = r[%s];"):format(to, pair, which == 1 and cos or sin) }
        end))
      end
      layout.append(lines, {
        "{",
        ("  float r[%d]; /* what c and s cannot overlap */"):format(
          model.axes[run.axis].columns),
        ("  memcpy(r, row[%d], sizeof r);"):format(run.axis - 1),
        "  " .. table.concat(loops, "\n  "),
        "}",
      })
    end
  end
  return lines
end

local function row_sources(context)
  if context.model.ready_only then return "" end
  return context.fill("tables/row_entries.c", {
    within_limits = within_lines(context),
    frequencies = defined_arrays(context), angles = angle_lines(context),
    cos_sin = cos_sin_lines(context.model),
  })
end

--- <model>.c: choice of the ISA, tables, angles, cos and sin.
function entries_c.model(context)
  local names = context.names
  local kernels = { names.M .. "##NAME" }
  if not context.model.ready_only then kernels[2] = names.m .. "rows__##name" end
  if context.has_tables then kernels[3] = names.m .. "tables__##name" end
  for _, dtype in ipairs(context.dtypes) do
    kernels[#kernels + 1] = ("%srotate_%s__##name"):format(names.m, dtype.name)
  end
  return context.fill("model.c", {
    banner = context.banner("Choice of the ISA, tables, angles, cos and sin."),
    kernels = table.concat(kernels, ", \\\n    "),
    tables_entry = context.optional(context.has_tables, "tables/entry.c", {}),
    row_entries = row_sources(context),
  })
end

-- The rows of ready cos and sin, and of rows with their sines negated.
local function copied_rows(context)
  local model = context.model
  local offsets = layout.row_offsets(model)
  local runs = layout.pair_runs(model)
  local own_rows = {}
  for i, offset in ipairs(offsets) do own_rows[i] = layout.plus("own", offset) end
  local function own(run, which)
    return ("own[%s]"):format(
      layout.index_text(offsets[run.axis] + run.row[which], run.step[which]))
  end
  local turn_back = layout.pair_loops(runs, function(run, cos, sin)
    return {
      ("%s = row[%d][%s];"):format(own(run, 1), run.axis - 1, cos),
      ("%s = -row[%d][%s];"):format(own(run, 2), run.axis - 1, sin),
    }
  end)
  for i, own_row in ipairs(own_rows) do
    turn_back[#turn_back + 1] = ("row[%d] = %s;"):format(i - 1, own_row)
  end
  local of_cos_sin = layout.pair_loops(runs, function(run, _, _, pair)
    return {
      ("%s = c[%s];"):format(own(run, 1), pair),
      ("%s = sign * s[%s];"):format(own(run, 2), pair),
    }
  end)
  return table.concat(own_rows, ", "), turn_back, of_cos_sin
end

--- <model>_rotate_<dtype>.c: the entries of the rotation.
function entries_c.rotation(context, dtype)
  local own_rows, turn_back, rows_of_cos_sin = copied_rows(context)
  return context.fill("rotate/entries.c", {
    banner = context.banner(
      "Rotation: checks, finds each token's rows, calls the kernel of an ISA."),
    dtype = dtype.name, ctype = dtype.ctype,
    l1_bytes = schedule.L1_BYTES, l2_bytes = schedule.L2_BYTES,
    own_rows = own_rows, rows_of_cos_sin = rows_of_cos_sin,
    turn_back = context.optional(context.cis or not context.model.ready_only,
      "rotate/turn_back.c", { dtype = dtype.name, turn_back = turn_back }),
    wrong_direction = context.permutes and "direction != 1"
      or "(direction != 1 && direction != -1)",
    rotate_positioned = context.model.ready_only and ""
      or context.fill("rotate/entries_positioned.c", {
        dtype = dtype.name, rotate_grid = context.optional(context.positions.sequence,
          "rotate/entry_grid.c", { dtype = dtype.name }),
      }),
    rotate_cis = context.optional(context.cis, "rotate/entry_cis.c",
      { dtype = dtype.name, own_rows = own_rows }),
  })
end

return entries_c
