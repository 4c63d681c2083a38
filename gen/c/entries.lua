-- The C that is the same on every ISA: header, registry, and the entries that check, find
-- each token's rows and call a kernel.
-- In: a context of sources.lua.
-- Out: the texts of files.

local layout = require("c.layout")
local schedule = require("schedule")

local entries_c = {}

local function declared_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    lines[#lines + 1] = ("extern const %s %s%s_%s[%d];"):format(
      item.type, context.names.m, item.name, axis.name, axis.pairs)
  end)
  return lines
end

local function defined_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    layout.append(lines, layout.array(("const %s %s%s_%s[%d]"):format(
      item.type, context.names.m, item.name, axis.name, axis.pairs), item))
  end)
  return lines
end

-- The kernels' registry: which ISAs, under which guards.
local function registry(isas, names)
  local lines, calls = {}, {}
  for _, isa in ipairs(isas) do
    if isa.frame then goto continue end
    local upper = isa.name:upper()
    if isa.guard then
      local macro = ("%sISA_%s"):format(names.M, upper)
      layout.append(lines, {
        "#if " .. isa.guard,
        ("#define %s(X) X(%s, %s, %s)"):format(macro, isa.name, upper, isa.available),
        "#else", ("#define %s(X)"):format(macro), "#endif",
      })
      calls[#calls + 1] = macro .. "(X)"
    else
      calls[#calls + 1] = ("X(%s, %s, 1)"):format(isa.name, upper)
    end
    ::continue::
  end
  lines[#lines + 1] = ("#define %sISAS(X) %s"):format(
    names.M, table.concat(calls, " \\\n  "))
  return lines
end

local function offsets_text(context)
  local model, names = context.model, context.names
  local offsets, floats = layout.row_offsets(model)
  local lines = { ("#define %sROW_FLOATS %d"):format(names.M, floats) }
  local in_tables, minima, columns = layout.table_offsets(model), {}, {}
  for i, axis in ipairs(model.axes) do
    minima[i], columns[i] = axis.position_min, axis.columns
  end
  layout.append(lines, { context.fill("row_of.h", {
    in_rows = layout.joined(offsets, "%d"), in_tables = layout.joined(in_tables, "%d"),
    minima = layout.joined(minima, "%d"), columns = layout.joined(columns, "%d"),
  }) })
  return lines
end

local function limits_text(model, names)
  local lines = {}
  for _, axis in ipairs(model.axes) do
    for _, limit in ipairs({ "min", "max" }) do
      local value = axis["position_" .. limit]
      lines[#lines + 1] = (value < 0 and "#define %sPOSITION_%s_%s (%d)"
        or "#define %sPOSITION_%s_%s %d"):format(
        names.M, limit:upper(), axis.name:upper(), value)
    end
  end
  return lines
end

--- <model>.h: what users of the model see.
function entries_c.header(context)
  local names, model = context.names, context.model
  local _, floats = layout.table_offsets(model)
  local holes = { dtype = "f32" }
  local sequence = context.positions.sequence
  return context.fill("model.h", {
    banner = context.banner("Interface: what a program that uses the model includes."),
    head_dim = model.head_dim, pairs = #model.pairs, axes = #model.axes,
    limits = limits_text(model, names), table_floats = floats,
    angles_note = model.tables == "hf" and ": position times inv_freq, each float32"
      or ": position times frequency, rounded once",
    sequence_types = context.positions.types,
    sequence_entries = context.positions.entries,
    view_types = context.fill("rotate/view.h", { dtype = "f32", ctype = "float" }),
    rotate_entries = context.fill("rotate/entries.h", {
      dtype = "f32",
      rotate_grid = context.optional(sequence, "rotate/entry_grid.h", holes),
      rotate_cis = context.optional(context.cis, "rotate/entry_cis.h", holes),
    }),
    cuda_entries = context.optional(context.cuda, "cuda/entries.h", {
      dtype = "f32",
      rotate_grid = context.optional(sequence, "cuda/grid.h", holes),
      rotate_cis = context.optional(context.cis, "cuda/cis.h", holes),
    }),
  })
end

-- What this model has of what a model can have, for code that serves all models.
local function features(context)
  local rule = context.config.positions
  local has = {
    { "CIS", context.cis }, { "CUDA", context.cuda },
    { "EXACT", context.model.tables == "exact" }, { "GRID", context.positions.sequence },
    { "CU_SEQLENS", context.positions.sequence and not rule.text },
    { "PATCH", rule.patch_size }, { "TEXT", rule.text }, { "WINDOW", rule.window },
  }
  local lines = {}
  for i, feature in ipairs(has) do
    lines[i] = ("#define %sHAS_%s %d"):format(
      context.names.M, feature[1], feature[2] and 1 or 0)
  end
  local axes = {}
  for i, axis in ipairs(context.model.axes) do
    axes[i] = ("X(%s, %d, %d, %d)"):format(
      axis.name, axis.pairs, axis.position_min, axis.position_max)
  end
  lines[#lines + 1] = "/* X(name, pairs, position_min, position_max) */"
  lines[#lines + 1] = ("#define %sEACH_AXIS(X) %s"):format(
    context.names.M, table.concat(axes, " \\\n  "))
  return lines
end

--- <model>_kernels.h: what its own sources, tests and benchmarks see.
function entries_c.kernels_header(context)
  local names = context.names
  return context.fill("kernels.h", {
    banner = context.banner("Internal: what the model's own sources share."),
    registry = registry(context.isas, names),
    features = features(context),
    row_offsets = offsets_text(context),
    frequencies = declared_arrays(context),
    rotate_types = context.fill("rotate/type.h", { dtype = "f32" }),
    rotate_declarations = ("%srotate_kernel_f32 %srotate_f32__##isa;"):format(
      names.m, names.m),
    rotate_pointers = names.m .. "rotate_kernel_f32 *rotate_f32;",
    rotate_check = context.fill("rotate/check.h", { dtype = "f32" }),
    positions_declarations = context.positions.declarations,
  })
end

local function angle_lines(context)
  local model = context.model
  local owner = layout.owners(model)
  local hf = model.tables == "hf"
  return layout.pair_loops(layout.pair_runs(model), function(run, _, _, pair)
    local axis = model.axes[owner[run.axis]]
    local position = ("position[%d]"):format(run.axis - 1)
    local k = layout.index_text(run.index, 1)
    return { (hf and "angle[%s] = (float)%s * %sinv_freq_%s[%s];"
      or "angle[%s] = (float)((double)%s * %sfrequency_%s[%s]);"):format(
        pair, position, context.names.m, axis.name, k) }
  end)
end

--- <model>.c: choice of the ISA, tables, angles, cos and sin.
function entries_c.model(context)
  local names, model = context.names, context.model
  local within = {}
  for i, axis in ipairs(model.axes) do
    within[i] = ("if (position[%d] < %d || position[%d] > %d) return 0;"):format(
      i - 1, axis.position_min, i - 1, axis.position_max)
  end
  return context.fill("model.c", {
    banner = context.banner("Choice of the ISA, tables, angles, cos and sin."),
    entry_rotate = names.m .. "rotate_f32__##name",
    within_limits = within,
    frequencies = defined_arrays(context),
    angles = angle_lines(context),
    cos_sin = layout.pair_loops(layout.pair_runs(model), function(run, cos, sin, pair)
      return {
        ("c[%s] = row[%d][%s];"):format(pair, run.axis - 1, cos),
        ("s[%s] = row[%d][%s];"):format(pair, run.axis - 1, sin),
      }
    end),
  })
end

--- <model>_rotate_<dtype>.c: the entries of the rotation.
function entries_c.rotation(context)
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
  local rows_of_cos_sin = layout.pair_loops(runs, function(run, _, _, pair)
    return {
      ("%s = c[%s];"):format(own(run, 1), pair),
      ("%s = sign * s[%s];"):format(own(run, 2), pair),
    }
  end)
  own_rows = table.concat(own_rows, ", ")
  return context.fill("rotate/entries.c", {
    banner = context.banner(
      "Rotation: checks, finds each token's rows, calls the kernel of an ISA."),
    dtype = "f32", ctype = "float", cached_bytes = schedule.CACHED_BYTES,
    own_rows = own_rows, turn_back = turn_back, rows_of_cos_sin = rows_of_cos_sin,
    rotate_grid = context.optional(context.positions.sequence, "rotate/entry_grid.c",
      { dtype = "f32" }),
    rotate_cis = context.optional(context.cis, "rotate/entry_cis.c",
      { dtype = "f32", own_rows = own_rows }),
  })
end

return entries_c
