-- The C++ of CUDA: the rotation, from ids, grids and ready cos and sin, with its
-- launchers.
-- In: a context of sources.lua and the ISA table.
-- Out: the text of a file.
-- Always: a thread holds a few pairs of one token; the operations are those of the scalar
-- plan, whose loop's turn is the thread's pair.

local cuda_c = require("c.cuda")
local emit = require("emit")
local layout = require("c.layout")
local plan = require("plan")
local schedule = require("schedule")
local template = require("template")
local words = require("words")

local cuda_rotation = {}

-- cos and sin of a pair: out of the tables, or computed.
local function row_of_pair(context)
  local model = context.model
  local owner = layout.owners(model)
  local in_tables = context.has_tables and layout.table_offsets(model) or {}
  return cuda_c.ladder(layout.pair_runs(model), "pair", function(run)
    local axis = model.axes[run.axis]
    local position = ("position[%d]"):format(run.axis - 1)
    local computed = ("cos_sin_%s(%s, %s, cos, sin);"):format(
      model.axes[owner[run.axis]].name, position,
      cuda_c.along(run, run.index, 1, "pair"))
    if not context.has_tables then return { computed } end
    return {
      "if (!job.tables) return " .. computed,
      ("const float *row = job.tables + %s%s * %d; /* %s */"):format(
        in_tables[run.axis] == 0 and "" or in_tables[run.axis] .. "ll + ",
        cuda_c.row_index(position, axis.position_min), axis.columns, axis.name),
      ("*cos = row[%s];"):format(cuda_c.along(run, run.row[1], run.step[1], "pair")),
      ("*sin = row[%s];"):format(cuda_c.along(run, run.row[2], run.step[2], "pair")),
    }
  end)
end

-- Floats of a pair in one access.
local MEMORY <const> = { ld = 1, ld2 = 2, st = 1, st2 = 2 }

-- Names for the channels that the blocks touch: `first` and `second` where they are read,
-- and `out_first`, `out_second` where they are written elsewhere.
-- @return a list of { at, name }, and the name of each operation by its place in a block
local function name_channels(blocks)
  local names, name_of, by_offsets = {}, {}, {}
  local count = { [""] = 0, out_ = 0 }
  for at, op in ipairs(blocks[1].head) do
    if MEMORY[op.op] then
      local offsets = {}
      for i, block in ipairs(blocks) do
        offsets[i] = ("%d by %d"):format(block.head[at].offset, block.head[at].step)
      end
      local key = table.concat(offsets, ",")
      if not by_offsets[key] then
        local prefix = (op.op == "ld" or op.op == "ld2") and "" or "out_"
        by_offsets[key] = prefix .. (count[prefix] == 0 and "first" or "second")
        count[prefix] = count[prefix] + 1
        names[#names + 1] = { at = at, name = by_offsets[key] }
      end
      name_of[at] = by_offsets[key]
    end
  end
  return names, name_of
end

local function channel_lines(blocks, names)
  local declared = {}
  for i, item in ipairs(names) do declared[i] = item.name end
  local lines = cuda_c.ladder(blocks, "pair", function(block)
    local statements = {}
    for i, item in ipairs(names) do
      local op = block.head[item.at]
      statements[i] = ("%s = %s;"):format(item.name,
        cuda_c.along(block, op.offset, op.step, "pair"))
    end
    return statements
  end)
  if #lines == #names then -- the same for all pairs
    return { "const unsigned " .. table.concat(lines, " "):gsub("; ", ", ") }
  end
  table.insert(lines, 1, ("unsigned %s;"):format(table.concat(declared, ", ")))
  return lines
end

-- Whether threads can hold so many pairs and reach them in wide accesses: they must
-- divide every run, whose channels must begin at multiples of an access.
local function wide_fits(blocks, held)
  for _, block in ipairs(blocks) do
    if block.first % held ~= 0 or block.count % held ~= 0 then return false end
    for _, op in ipairs(block.head) do
      local floats = MEMORY[op.op]
      if floats and (op.offset % (held * floats) ~= 0
        or held > 1 and op.step ~= floats) then
        return false
      end
    end
  end
  return true
end

-- The pairs a thread may hold, widest first, each with its launch; at last one by one.
-- @param most elements of an access; per_pair how many of them are of one pair
-- @return the elements of the widest access, and lines
local function launch_lines(blocks, most, per_pair)
  local widest, lines, held = 1, {}, most // per_pair
  while held >= 1 and held * per_pair > 1 do
    if wide_fits(blocks, held) then
      widest = math.max(widest, held * per_pair)
      lines[#lines + 1] =
        ("if (elements == %d) return launch_n<Source, %d, true>(job, s);")
        :format(held * per_pair, held)
    end
    held = held // 2
  end
  lines[#lines + 1] = "return launch_n<Source, 1, false>(job, s);"
  return widest, lines
end

-- What makes an element in memory a float, and a float an element.
local CONVERSIONS <const> = { f32 = "cuda/f32.h", bf16 = "cuda/bf16.h",
  f16 = "cuda/f16.h" }
local INCLUDES <const> = { f32 = "", bf16 = "#include <cuda_bf16.h>",
  f16 = "#include <cuda_fp16.h>" }

-- Whether cos and sin are rounded to the type of x.
local function rounds_rows(blocks)
  for _, this in ipairs(blocks[1].row) do
    if this.op == "round" then return true end
  end
  return false
end

local function head_lines(blocks, name_of, isa, passed)
  local head = {}
  for i, op in ipairs(blocks[1].head) do
    local copy = {}
    for key, value in pairs(op) do copy[key] = value end
    if MEMORY[op.op] then
      copy.base, copy.offset, copy.step = op.base .. " + " .. name_of[i], 0, 0
    end
    head[i] = copy
  end
  local lines = emit.lines(head, isa, "N", "")
  for _, range in ipairs(passed) do
    layout.append(lines, {
      ("for (unsigned i = %d + thread; x != y && i < %d; i += threads_per_token) {")
        :format(range.offset, range.offset + range.count),
      "  y[i] = x[i];", "}",
    })
  end
  return lines
end

-- The sources of rows that begin with a position; nothing where cos and sin come ready.
local function positioned_sources(context)
  local model = context.model
  if model.ready_only then return "" end
  local within = {}
  for i, axis in ipairs(model.axes) do
    within[i] = (model.fractional
      and "if (!(position[%d] >= %d && position[%d] <= %d)) return false;"
      or "if (position[%d] < %d || position[%d] > %d) return false;"):format(
      i - 1, axis.position_min, i - 1, axis.position_max)
  end
  return context.fill("cuda/positioned.cu", {
    axes = #model.axes, within_limits = within, row_of_pair = row_of_pair(context),
    placed = context.positions.cuda.source, job = context.has_tables and "job" or "",
  })
end

--- <model>_rotate_<dtype>__cuda.cu.
function cuda_rotation.rotation(context, isa, dtype)
  local model = context.model
  local rotation = plan.rotation(model, isa, dtype)
  local blocks = rotation.blocks
  local dealt = blocks[1].head[1].op == "ld2"
  local widest, launches = launch_lines(blocks, isa.widest // dtype.bytes,
    dealt and 2 or 1)
  local names, name_of = name_channels(blocks)
  local sincos, cos_sin, frequencies = "", "", ""
  if not model.ready_only then
    sincos, cos_sin = cuda_c.frequency_functions(context, isa)
    frequencies = cuda_c.frequency_arrays(context)
  end
  return context.fill("cuda/rotation.cu", {
    banner = context.banner(words.rotate_kernel(model, isa, dtype, rotation,
      schedule.apply(rotation, isa.schedule, model.head_dim, dtype.bytes))),
    dtype = dtype.name, ctype = dtype.ctype, pairs = #model.pairs,
    include = INCLUDES[dtype.name],
    types = context.positions.types,
    frequencies = frequencies, sincos = sincos, cos_sin = cos_sin,
    positioned_sources = positioned_sources(context),
    placed_fields = context.positions.cuda.fields,
    positioned_launchers = context.optional(not model.ready_only,
      "cuda/positioned_launchers.cu",
      { dtype = dtype.name,
        placed_launcher = context.positions.cuda.launcher(dtype.name) }),
    in_place_check = context.optional(context.permutes, "cuda/in_place_check.cu", {}),
    cis_source = context.cis and template.read("cuda/cis_source.cu") or "",
    cis_launcher = context.optional(context.cis, "cuda/cis_launcher.cu",
      { dtype = dtype.name }),
    vec = context.fill("cuda/vec.h", { ctype = dtype.ctype,
      convert = template.read(CONVERSIONS[dtype.name]) })
      .. (dealt and template.read("cuda/deal.h") or ""),
    round_rows = rounds_rows(blocks) and { "c = rounded(c);", "s = rounded(s);" } or "",
    channels = channel_lines(blocks, names),
    head = head_lines(blocks, name_of, isa, rotation.passed),
    widest = widest, launches = launches,
  })
end

return cuda_rotation
