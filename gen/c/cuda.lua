-- The C++ of CUDA: kernels for tables and rotation, with their launchers.
-- In: a context of sources.lua and the ISA table.
-- Out: the texts of files.
-- Always: one thread holds a few pairs of one token; the operations are those of the
-- scalar plan, whose loop's turn is the thread's pair.

local emit = require("emit")
local layout = require("c.layout")
local table_plans = require("tables")
local tables_c = require("c.tables")
local words = require("words")

local cuda_c = {}

local append = layout.append

-- Whether the counter is in a run, if it is in none before it; runs are in the order of
-- their first pairs.
local function is_in(run, counter)
  local step = run.pair_step or 1
  local last = ("%s < %d"):format(counter, run.first + (run.count - 1) * step + 1)
  return step == 1 and last
    or ("%s %% %d == %d && %s"):format(counter, step, run.first % step, last)
end

-- if (counter is in the first run) { ... } else if ... : each run's own statements; one
-- set of statements where all runs have the same.
function cuda_c.ladder(runs, counter, statements)
  local texts, same = {}, true
  for i, run in ipairs(runs) do
    texts[i] = statements(run)
    same = same and table.concat(texts[i]) == table.concat(texts[1])
  end
  if same then return texts[1] end
  local lines = {}
  for i, run in ipairs(runs) do
    lines[#lines + 1] = i == #runs and "} else {"
      or ("%sif (%s) {"):format(i > 1 and "} else " or "", is_in(run, counter))
    for _, line in ipairs(texts[i]) do lines[#lines + 1] = "  " .. line end
  end
  lines[#lines + 1] = "}"
  return lines
end

-- What stands at `offset` for a run's first pair and advances by `step`, by the counter.
function cuda_c.along(run, offset, step, counter)
  local every = run.pair_step or 1
  if every > 1 and step ~= 0 then counter = ("(%s / %d)"):format(counter, every) end
  return layout.index_text(offset - step * (run.first // every), step, counter)
end

-- A position as its row's index in a table.
function cuda_c.row_index(text, position_min)
  local wide = "(int64_t)" .. text
  if position_min == 0 then return wide end
  return ("(%s %s %d)"):format(wide, position_min < 0 and "+" or "-",
    math.abs(position_min))
end

function cuda_c.frequency_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    if item.name ~= "frequency" then
      append(lines, layout.array(("static __device__ const %s %s_%s[%d]"):format(
        item.type, item.name, axis.name, axis.pairs), item))
    end
  end)
  return lines
end

-- cos and sin of one frequency: the polynomial, and a function per set of frequencies.
function cuda_c.frequency_functions(context, isa)
  local model = context.model
  local functions = {}
  for i, owner in ipairs(layout.owners(model)) do
    local axis = model.axes[i]
    if owner == i then
      local entry = table_plans.entry(model.tables)
      for _, op in ipairs(entry) do
        if op.op == "ld_const" then op.base = op.base .. "_" .. axis.name end
      end
      functions[#functions + 1] = context.fill("cuda/frequency.c", {
        axes = table.concat(layout.sharing(model, i), " and "), axis = axis.name,
        scalars = tables_c.row_scalars(model, axis, isa, 1),
        body = emit.lines(entry, isa, 1, "", "k"),
        fix = layout.hard_angles(model, i, function(condition, pair, value)
          return ("if (%s && k == %d) *sin = %s; /* on a double's tie */"):format(
            condition, pair.index, value)
        end),
      })
    end
  end
  return tables_c.sincos(context, isa, { { lanes = 1, together = 1 } }), functions
end

-- The runs of one axis, counted by its own frequencies.
local function axis_runs(model, axis_index)
  local runs = {}
  for _, run in ipairs(layout.pair_runs(model)) do
    if run.axis == axis_index then
      runs[#runs + 1] = { first = run.index, count = run.count, row = run.row,
        step = run.step, pair_step = 1 }
    end
  end
  return runs
end

-- Entries of the tables, axis after axis: which position, which frequency, where it
-- stands.
local function table_entries(model)
  local owner = layout.owners(model)
  local lines = {}
  for i, axis in ipairs(model.axes) do
    local positions = axis.position_max - axis.position_min + 1
    lines[#lines + 1] = ("if (entry < %dull) { /* %s */"):format(
      positions * axis.pairs, axis.name)
    append(lines, {
      ("  const unsigned k = (unsigned)(entry %% %d);"):format(axis.pairs),
      ("  float *row = tables + entry / %d * %d;"):format(axis.pairs, axis.columns),
      ("  const int32_t at = (int32_t)%s;"):format(
        cuda_c.row_index(("(entry / %d)"):format(axis.pairs), -axis.position_min)),
      ("  cos_sin_%s(at, k, &cos, &sin);"):format(model.axes[owner[i]].name),
    })
    for _, line in ipairs(cuda_c.ladder(axis_runs(model, i), "k", function(run)
      return {
        ("row[%s] = cos;"):format(cuda_c.along(run, run.row[1], run.step[1], "k")),
        ("row[%s] = sin;"):format(cuda_c.along(run, run.row[2], run.step[2], "k")),
      }
    end)) do
      lines[#lines + 1] = "  " .. line
    end
    append(lines, { "  return;", "}" })
    if i < #model.axes then
      append(lines, {
        ("entry -= %dull;"):format(positions * axis.pairs),
        ("tables += %dull;"):format(positions * axis.columns),
      })
    end
  end
  return lines
end

--- <model>_tables__cuda.cu.
function cuda_c.tables(context, isa)
  local sincos, cos_sin = cuda_c.frequency_functions(context, isa)
  return context.fill("cuda/tables.cu", {
    banner = context.banner(words.tables_kernel(isa)),
    frequencies = cuda_c.frequency_arrays(context), sincos = sincos, cos_sin = cos_sin,
    axes = table_entries(context.model),
  })
end

return cuda_c
