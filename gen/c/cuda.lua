-- The C++ of CUDA: kernels for tables and rotation, with their launchers.
-- In: a context of sources.lua and the ISA table. Out: the texts of files. Always: one thread
-- holds a few pairs of one token; the operations are those of the scalar plan, whose loop's turn
-- is the thread's pair.

local emit = require("emit")
local kernels_c = require("c.kernels")
local layout = require("c.layout")
local plan = require("plan")
local schedule = require("schedule")
local table_plans = require("tables")
local template = require("template")
local words = require("words")

local cuda_c = {}

local append = layout.append

-- if (counter < end of the first run) { ... } else if ... : each run's own statements; one set of
-- statements where all runs have the same.
local function ladder(runs, counter, statements)
  local texts, same = {}, true
  for i, run in ipairs(runs) do
    texts[i] = statements(run)
    same = same and table.concat(texts[i]) == table.concat(texts[1])
  end
  if same then return texts[1] end
  local lines = {}
  for i, run in ipairs(runs) do
    lines[#lines + 1] = i == #runs and "} else {"
      or ("%sif (%s < %d) {"):format(i > 1 and "} else " or "", counter, run.first + run.count)
    for _, line in ipairs(texts[i]) do lines[#lines + 1] = "  " .. line end
  end
  lines[#lines + 1] = "}"
  return lines
end

-- What stands at `offset` for a run's first pair and advances by `step`, by the counter.
local function along(run, offset, step, counter)
  return layout.index_text(offset - step * run.first, step, counter)
end

-- A position as its row's index in a table.
local function row_index(text, position_min)
  local wide = "(int64_t)" .. text
  if position_min == 0 then return wide end
  return ("(%s %s %d)"):format(wide, position_min < 0 and "+" or "-", math.abs(position_min))
end

local function frequency_arrays(context)
  local lines = {}
  layout.each_array(context.model, function(item, axis)
    if item[1] ~= "frequency" then
      append(lines, layout.array(("static __device__ const %s %s_%s[%d]"):format(
        item[2], item[1], axis.name, axis.pairs), item[3], item[4], item[5]))
    end
  end)
  return lines
end

-- cos and sin of one frequency: the polynomial, and a function per set of frequencies.
local function frequency_functions(context, isa)
  local model = context.model
  local functions = {}
  for i, owner in ipairs(layout.owners(model)) do
    local axis = model.axes[i]
    if owner == i then
      local entry = table_plans.entry(model.tables)
      for _, op in ipairs(entry) do
        if op.op == "ld_const" then op.base = op.base .. "_" .. axis.name end
      end
      functions[#functions + 1] = context.fill("cuda_frequency.c", {
        axes = table.concat(layout.sharing(model, i), " and "), axis = axis.name,
        scalars = kernels_c.row_scalars(model, isa, 1),
        body = emit.lines(entry, isa, 1, "", "k"),
        fix = layout.hard_angles(model, i, function(at, pair, value)
          return ("if (at == %d && k == %d) *sin = %s; /* its double lies on a tie */"):format(
            at, pair.index, value)
        end),
      })
    end
  end
  return kernels_c.sincos(context, isa, { [1] = true }), functions
end

-- The runs of one axis, counted by its own frequencies.
local function axis_runs(model, axis_index)
  local runs = {}
  for _, run in ipairs(layout.pair_runs(model)) do
    if run.axis == axis_index then
      runs[#runs + 1] = { first = run.index, count = run.count, row = run.row, step = run.step }
    end
  end
  return runs
end

-- Entries of the tables, axis after axis: which position, which frequency, where it stands.
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
        row_index(("(entry / %d)"):format(axis.pairs), -axis.position_min)),
      ("  cos_sin_%s(at, k, &cos, &sin);"):format(model.axes[owner[i]].name),
    })
    for _, line in ipairs(ladder(axis_runs(model, i), "k", function(run)
      return {
        ("row[%s] = cos;"):format(along(run, run.row[1], run.step[1], "k")),
        ("row[%s] = sin;"):format(along(run, run.row[2], run.step[2], "k")),
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
  local sincos, cos_sin = frequency_functions(context, isa)
  return context.fill("tables__cuda.cu", {
    banner = context.banner(words.tables_kernel(context.model, isa)),
    frequencies = frequency_arrays(context), sincos = sincos, cos_sin = cos_sin,
    axes = table_entries(context.model),
  })
end

-- cos and sin of a pair: out of the tables, or computed.
local function row_of_pair(model)
  local owner = layout.owners(model)
  local in_tables, at = {}, 0
  for i, axis in ipairs(model.axes) do
    in_tables[i] = at
    at = at + (axis.position_max - axis.position_min + 1) * axis.columns
  end
  return ladder(layout.pair_runs(model), "pair", function(run)
    local axis = model.axes[run.axis]
    local position = ("position[%d]"):format(run.axis - 1)
    return {
      ("if (!job.tables) return cos_sin_%s(%s, %s, cos, sin);"):format(
        model.axes[owner[run.axis]].name, position, along(run, run.index, 1, "pair")),
      ("const float *row = job.tables + %s%s * %d; /* %s */"):format(
        in_tables[run.axis] == 0 and "" or in_tables[run.axis] .. "ll + ",
        row_index(position, axis.position_min), axis.columns, axis.name),
      ("*cos = row[%s];"):format(along(run, run.row[1], run.step[1], "pair")),
      ("*sin = row[%s];"):format(along(run, run.row[2], run.step[2], "pair")),
    }
  end)
end

-- The channels that a block of the plan touches, by name: loads first and second, stores the
-- same unless the pairing writes elsewhere.
local MEMORY <const> = { ld = true, ld2 = true, st = true, st2 = true }

local function name_channels(blocks)
  local names, seen = {}, {}
  for at, op in ipairs(blocks[1].head) do
    if MEMORY[op.op] then
      local key = {}
      for i, block in ipairs(blocks) do key[i] = block.head[at].offset end
      key = table.concat(key, ",")
      local load = op.op == "ld" or op.op == "ld2"
      if not seen[key] then
        names[#names + 1] = { at = at, name = load and (#names == 0 and "first" or "second")
          or "out_" .. (#names == 0 and "first" or "second") }
        seen[key] = names[#names].name
      end
      names[at .. ":"] = seen[key]
    end
  end
  return names
end

local function channel_lines(blocks, names)
  local declared = {}
  for i, item in ipairs(names) do declared[i] = item.name end
  local lines = ladder(blocks, "pair", function(block)
    local statements = {}
    for i, item in ipairs(names) do
      local op = block.head[item.at]
      statements[i] = ("%s = %s;"):format(item.name,
        along(block, op.offset, op.step, "pair"))
    end
    return statements
  end)
  if #lines == #names then -- the same for all pairs
    return { "const unsigned " .. table.concat(lines, " "):gsub("; ", ", ") }
  end
  table.insert(lines, 1, ("unsigned %s;"):format(table.concat(declared, ", ")))
  return lines
end

-- The most pairs a thread can hold: they must divide every run, and every run's channels must
-- begin at multiples of an access.
local function widest(blocks, most, per_pair)
  local pairs_held = most
  for _, block in ipairs(blocks) do
    for _, op in ipairs(block.head) do
      while MEMORY[op.op] and (op.offset % (pairs_held * per_pair) ~= 0
          or block.count > 1 and op.step ~= per_pair) and pairs_held > 1 do
        pairs_held = pairs_held // 2
      end
    end
    while block.first % pairs_held ~= 0 or block.count % pairs_held ~= 0 do
      pairs_held = pairs_held // 2
    end
  end
  return pairs_held
end

-- One launch per width, widest first.
local function launch_lines(most, per_pair)
  local lines, held = {}, most
  while held * per_pair > 1 do
    lines[#lines + 1] = ("if (floats == %d) return launch_n<Source, %d, true>(job, s);"):format(
      held * per_pair, held)
    if held == 1 then break end
    held = held // 2
  end
  lines[#lines + 1] = "return launch_n<Source, 1, false>(job, s);"
  return lines
end

local function head_lines(blocks, names, isa, passed, threads)
  local head = {}
  for i, op in ipairs(blocks[1].head) do
    local copy = {}
    for key, value in pairs(op) do copy[key] = value end
    if MEMORY[op.op] then
      copy.base, copy.offset, copy.step = op.base .. " + " .. names[i .. ":"], 0, 0
    end
    head[i] = copy
  end
  local lines = emit.lines(head, isa, "N", "")
  for _, range in ipairs(passed) do
    lines[#lines + 1] = ("for (unsigned i = %d + thread; x != y && i < %d; i += %s) y[i] = x[i];")
      :format(range.offset, range.offset + range.count, threads)
  end
  return lines
end

local function grid_texts(context)
  local positions = context.positions
  if not positions.sequence then return { fields = "", source = "", launcher = "" } end
  local cuda = positions.cuda
  local axes = #context.model.axes
  return {
    fields = context.fill("cuda_grid_fields.cu", {
      order_field = cuda.order_field,
      text_fields = cuda.text and "unsigned long long text_begin, text_tokens;\nint64_t text_start;"
        or "",
    }),
    source = context.fill("cuda_grid_source.cu", {
      place = cuda.place, ids = cuda.ids, order_argument = cuda.order_argument,
      text = cuda.text and context.fill("cuda_grid_text.cu", { axes = axes }) or "",
      image = cuda.counts_frames
        and "const unsigned long long image = job.first_image + (unsigned)i;" or "",
    }),
    launcher = context.fill("cuda_grid_launcher.cu", {
      dtype = "f32", order = cuda.order_assignment,
      text = cuda.text and context.fill("cuda_launcher_text.cu", cuda.text)
        or "size_t first = 0;",
    }),
  }
end

--- <model>_rotate_<dtype>__cuda.cu.
function cuda_c.rotation(context, isa)
  local model = context.model
  local rotation = plan.rotation(model, isa)
  local blocks = rotation.blocks
  local form = blocks[1].head[1].op == "ld2" and "deal" or "split"
  local per_pair = form == "deal" and 2 or 1
  local most = widest(blocks, isa.widest[form], per_pair)
  local names = name_channels(blocks)
  local sincos, cos_sin = frequency_functions(context, isa)
  local grid = grid_texts(context)
  local within = {}
  for i, axis in ipairs(model.axes) do
    within[i] = ("if (position[%d] < %d || position[%d] > %d) return false;"):format(
      i - 1, axis.position_min, i - 1, axis.position_max)
  end
  return context.fill("rotate__cuda.cu", {
    banner = context.banner(words.rotate_kernel(model, isa, rotation,
      schedule.apply(rotation, isa.schedule, model.head_dim, 4))),
    dtype = "f32", ctype = "float", axes = #model.axes, pairs = #model.pairs,
    types = context.positions.types,
    frequencies = frequency_arrays(context), sincos = sincos, cos_sin = cos_sin,
    within_limits = within, row_of_pair = row_of_pair(model),
    grid_fields = grid.fields, grid_source = grid.source, grid_launcher = grid.launcher,
    cis_source = context.cis and template.read("cuda_cis_source.cu") or "",
    cis_launcher = context.cis and context.fill("cuda_cis_launcher.cu", { dtype = "f32" }) or "",
    vec = template.read("cuda_vec.h") .. (form == "deal" and template.read("cuda_deal.h") or ""),
    channels = channel_lines(blocks, names),
    head = head_lines(blocks, names, isa, rotation.passed, "threads_per_token"),
    widest_floats = most * per_pair, launches = launch_lines(most, per_pair),
  })
end

return cuda_c
