-- The C that is the same on every ISA: header, registry, and the entries that check, find
-- each token's rows and call a kernel. In: a context of sources.lua. Out: the texts of
-- files.

local layout = require("c.layout")

local entries_c = {}

local function declared_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    lines[#lines + 1] = ("extern const %s %s%s_%s[%d];"):format(
      item[2], context.names.m, item[1], axis.name, axis.pairs)
  end)
  return lines
end

local function defined_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    layout.append(lines, layout.array(("const %s %s%s_%s[%d]"):format(
      item[2], context.names.m, item[1], axis.name, axis.pairs), item[3], item[4],
        item[5]))
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
  local in_tables, minima, columns, at = {}, {}, {}, 0
  for i, axis in ipairs(model.axes) do
    in_tables[i], minima[i], columns[i] = at, axis.position_min, axis.columns
    at = at + (axis.position_max - axis.position_min + 1) * axis.columns
  end
  layout.append(lines, { context.fill("row_of.h", {
    in_rows = layout.joined(offsets, "%d"), in_tables = layout.joined(in_tables, "%d"),
    minima = layout.joined(minima, "%d"), columns = layout.joined(columns, "%d"),
  }) })
  return lines, at
end

local function limits_text(model, names)
  local lines = {}
  for _, axis in ipairs(model.axes) do
    for _, limit in ipairs({ "min", "max" }) do
      lines[#lines + 1] = ("#define %sPOSITION_%s_%s %d"):format(
        names.M, limit:upper(), axis.name:upper(), axis["position_" .. limit])
    end
  end
  return lines
end

--- <model>.h: what users of the model see.
function entries_c.header(context)
  local names, model = context.names, context.model
  local _, floats = offsets_text(context)
  local holes = { dtype = "f32" }
  local rotate = context.fill("rotate/entries.h", {
    dtype = "f32",
    rotate_grid = context.positions.sequence and context.fill("rotate/entry_grid.h", holes)
      or "",
    rotate_cis = context.cis and context.fill("rotate/entry_cis.h", holes) or "",
  })
  return context.fill("model.h", {
    banner = context.banner("Interface: what a program that uses the model includes."),
    head_dim = model.head_dim, pairs = #model.pairs, axes = #model.axes,
    limits = limits_text(model, names), table_floats = floats,
    angles_note = model.tables == "hf" and ": position times inv_freq, each float32"
      or ": position times frequency, rounded once",
    sequence_types = context.positions.types,
      sequence_entries = context.positions.entries,
    view_types = context.fill("rotate/view.h", { dtype = "f32", ctype = "float" }),
    rotate_entries = rotate,
    cuda_entries = context.cuda and context.fill("cuda/entries.h", {
      dtype = "f32",
      rotate_grid = context.positions.sequence and context.fill("cuda/grid.h", holes)
        or "",
      rotate_cis = context.cis and context.fill("cuda/cis.h", holes) or "",
    }) or "",
  })
end

-- What this model has of what a model can have, for code that serves all models.
local function features(context)
  local rule = context.config.positions
  local has = {
    GRID = context.positions.sequence, WINDOW = rule.window, TEXT = rule.text,
      CIS = context.cis,
    CUDA = context.cuda, PATCH = rule.patch_size, EXACT = context.model.tables == "exact",
  }
  local lines = {}
  for _, name in ipairs({ "CIS", "CUDA", "EXACT", "GRID", "PATCH", "TEXT", "WINDOW" }) do
    lines[#lines + 1] = ("#define %sHAS_%s %d"):format(context.names.M, name, has[name]
      and 1 or 0)
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
  local holes = { dtype = "f32" }
  local own_rows = {}
  for i, offset in ipairs(offsets) do own_rows[i] = offset == 0 and "own" or "own + "
    .. offset end
  local turn_back = layout.pair_loops(runs, function(run, cos, sin)
    local own = offsets[run.axis] == 0 and "own"
      or ("(own + %d)"):format(offsets[run.axis])
    return {
      ("%s[%s] = row[%d][%s];"):format(own, cos, run.axis - 1, cos),
      ("%s[%s] = -row[%d][%s];"):format(own, sin, run.axis - 1, sin),
    }
  end)
  for i in ipairs(offsets) do
    turn_back[#turn_back + 1] = ("row[%d] = %s;"):format(i - 1, own_rows[i])
  end
  holes.own_rows = table.concat(own_rows, ", ")
  local cis = context.cis and context.fill("rotate/entry_cis.c", holes) or ""
  holes.own_rows = nil
  local grid = context.positions.sequence and context.fill("rotate/entry_grid.c", holes)
    or ""
  holes.own_rows = table.concat(own_rows, ", ")
  holes.banner, holes.ctype = context.banner(
    "Rotation: checks, finds each token's rows, calls the kernel of an ISA."), "float"
  holes.turn_back = turn_back
  holes.rows_of_cos_sin = layout.pair_loops(runs, function(run, cos, sin, pair)
    local own = offsets[run.axis] == 0 and "own"
      or ("(own + %d)"):format(offsets[run.axis])
    return {
      ("%s[%s] = c[%s];"):format(own, cos, pair),
      ("%s[%s] = sign * s[%s];"):format(own, sin, pair),
    }
  end)
  holes.rotate_grid, holes.rotate_cis = grid, cis
  return context.fill("rotate/entries.c", holes)
end

return entries_c
