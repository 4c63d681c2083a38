-- The headers of a model: what its users see, and what its own sources share.
-- In: a context of sources.lua.
-- Out: the texts of files.

local dtypes = require("dtypes")
local layout = require("c.layout")

local header_c = {}

local function declared_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    lines[#lines + 1] = ("extern const %s %s%s_%s[%d];"):format(
      item.type, context.names.m, item.name, axis.name, axis.pairs)
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

-- Where the rows of a position are, in the tables or computed.
local function find_rows(context)
  local model = context.model
  local row_offsets = layout.row_offsets(model)
  local table_offsets = layout.table_offsets(model)
  local in_computed, in_tables = {}, {}
  for i, axis in ipairs(model.axes) do
    in_computed[i] = ("row[%d] = %s;"):format(i - 1,
      layout.plus("computed", row_offsets[i]))
    local at = ("position[%d]"):format(i - 1)
    if axis.position_min ~= 0 then at = "(int64_t)" .. at end
    in_tables[i] = ("row[%d] = %s + (size_t)%s * %d;"):format(i - 1,
      layout.plus("tables", table_offsets[i]), layout.above(at, axis.position_min),
      axis.columns)
  end
  if not context.has_tables then
    return context.fill("row_computed.h", { in_computed = in_computed })
  end
  return context.fill("row_of.h", { in_computed = in_computed, in_tables = in_tables })
end

local function limits_text(context)
  local model, names = context.model, context.names
  local lines = {}
  if model.ready_only then return lines end
  lines[1] = "/* Inclusive limits of a position on each axis, in the order of an id's "
    .. "columns. */"
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

local function row_entries(context)
  if context.model.ready_only then return "" end
  return context.fill("tables/row_entries.h", {
    tables_entry = context.optional(context.has_tables, "tables/entry.h", {}),
    angles_note = context.model.tables == "hf"
      and ": position times inv_freq, each float32"
      or ": position times frequency, rounded once",
  })
end

local DIRECTION <const> = "direction is 1, or -1\n   for the inverse (the backward pass)."
local ONE_DIRECTION <const> = "direction is 1:\n   results stand in other channels than "
  .. "they are read from, so that the inverse is another model."

-- What a rotation is declared with, for each type: from every source of cos and sin that
-- the model has.
local function rotate_entries(context)
  local has_ids = not context.model.ready_only
  local function declared(condition, template_name, declaration)
    return condition
      and context.fill(template_name, { declarations = context.each_dtype(declaration) })
      or ""
  end
  return context.fill("rotate/entries.h", {
    direction_note = context.permutes and ONE_DIRECTION or DIRECTION,
    rotate_sequence = declared(has_ids and context.positions.sequence,
      "rotate/note_sequence.h", "rotate/entry_sequence.h"),
    rotate_ids = declared(has_ids, "rotate/note_ids.h", "rotate/entry_ids.h"),
    rotate_cos_sin = context.each_dtype("rotate/entry_cos_sin.h"),
    rotate_cis = declared(context.cis, "rotate/note_cis.h", "rotate/entry_cis.h"),
  })
end

local function cuda_entries(context)
  local has_ids = not context.model.ready_only
  local function declared(condition, declaration)
    return condition and context.each_dtype(declaration) or ""
  end
  return context.fill("cuda/entries.h", {
    ids_note = has_ids and " Position ids cannot be checked\n   "
      .. "from here: a token with one outside the limits is left as it is." or "",
    in_place_note = context.permutes and "\n   in must not equal out: threads would "
      .. "read what others have written." or "",
    tables = context.optional(context.has_tables, "cuda/tables.h", {}),
    rotate_sequence = declared(has_ids and context.positions.sequence, "cuda/sequence.h"),
    rotate_ids = declared(has_ids, "cuda/ids.h"),
    rotate_cos_sin = declared(true, "cuda/cos_sin.h"),
    rotate_cis = declared(context.cis, "cuda/cis.h"),
  })
end

-- A view for each type.
local function view_types(context)
  local views = {}
  for i, dtype in ipairs(context.dtypes) do
    views[i] = context.fill("rotate/view.h", { dtype = dtype.name, ctype = dtype.ctype,
      words = dtype.words })
  end
  return table.concat(views)
end

--- <model>.h: what users of the model see.
function header_c.model(context)
  local model = context.model
  local limits = limits_text(context)
  if context.has_tables then
    local _, floats = layout.table_offsets(model)
    limits[#limits + 1] = context.fill("tables/size.h", { table_floats = floats })
  end
  return context.fill("model.h", {
    banner = context.banner("Interface: what a program that uses the model includes."),
    head_dim = model.head_dim, pairs = #model.pairs, axes = #model.axes,
    limits = limits,
    sequence_types = context.positions.types,
    sequence_entries = context.positions.entries,
    row_entries = row_entries(context),
    view_types = view_types(context),
    rotate_entries = rotate_entries(context),
    cuda_entries = context.cuda and cuda_entries(context) or "",
  })
end

-- What this model has of what a model can have, for code that serves all models.
local function features(context)
  local rule = context.config.positions or {}
  local has = {
    { "CIS", context.cis }, { "CUDA", context.cuda },
    { "CU_SEQLENS", rule.rule == "grid" and not rule.text },
    { "EXACT", context.model.tables == "exact" },
    { "GRID", rule.rule == "grid" }, { "IDS", not context.model.ready_only },
    { "PATCH", rule.patch_size }, { "PERMUTES", context.permutes },
    { "ROPE_DELTA", rule.rule == "runs" and not rule.centred },
    { "SEQUENCE", context.positions.sequence }, { "TABLES", context.has_tables },
    { "TEXT", rule.text }, { "TEXT_START", rule.text and rule.text.rule ~= "zero" },
    { "WINDOW", rule.window },
  }
  for _, dtype in ipairs(dtypes.list) do
    has[#has + 1] = { dtype.name:upper(), false }
    for _, own in ipairs(context.dtypes) do
      if own == dtype then has[#has][2] = true end
    end
  end
  local lines = {}
  for i, feature in ipairs(has) do
    lines[i] = ("#define %sHAS_%s %d"):format(
      context.names.M, feature[1], feature[2] and 1 or 0)
  end
  if context.model.ready_only then return lines end
  local axes = {}
  for i, axis in ipairs(context.model.axes) do
    axes[i] = ("X(%s, %d, %d, %d)"):format(
      axis.name, axis.pairs, axis.position_min, axis.position_max)
  end
  layout.append(lines, {
    ("#define %sRULE %s"):format(context.names.M, context.positions.word),
    ("typedef %s %sposition;"):format(context.names.id, context.names.m),
    "/* X(name, pairs, position_min, position_max) */",
    ("#define %sEACH_AXIS(X) %s"):format(context.names.M, table.concat(axes, " \\\n  ")),
  })
  return lines
end

-- The kernels' declarations and the pointers to them.
local function kernel_lists(context)
  local m = context.names.m
  local declarations, pointers = {}, {}
  local function add(kernel, name)
    declarations[#declarations + 1] = ("%s%s %s%s__##isa;"):format(m, kernel, m, name)
    pointers[#pointers + 1] = ("%s%s *%s;"):format(m, kernel, name)
  end
  if not context.model.ready_only then add("rows_kernel", "rows") end
  if context.has_tables then add("tables_kernel", "tables") end
  for _, dtype in ipairs(context.dtypes) do
    add("rotate_kernel_" .. dtype.name, "rotate_" .. dtype.name)
  end
  return table.concat(declarations, " \\\n  "), pointers
end

--- <model>_kernels.h: what its own sources, tests and benchmarks see.
function header_c.kernels(context)
  local names, positioned_model = context.names, not context.model.ready_only
  local _, row_floats = layout.row_offsets(context.model)
  local declarations, pointers = kernel_lists(context)
  return context.fill("kernels.h", {
    banner = context.banner("Internal: what the model's own sources share."),
    registry = registry(context.isas, names),
    features = features(context), row_floats = row_floats,
    frequencies = positioned_model and declared_arrays(context) or "",
    row_types = context.optional(positioned_model, "tables/row_type.h", {})
      .. context.optional(context.has_tables, "tables/type.h", {}),
    declarations = declarations, pointers = pointers,
    rotate_types = context.each_dtype("rotate/type.h"),
    within_limits = context.optional(positioned_model, "within_limits.h",
      { find_rows = positioned_model and find_rows(context) }),
    rotate_check = context.each_dtype("rotate/check.h"),
    positions_declarations = context.positions.declarations,
  })
end

return header_c
