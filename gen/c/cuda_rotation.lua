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

-- What a ladder's statements, one per name, decide: declared before it, or as constants
-- where all pairs have the same.
local function decided(names, lines)
  local declared = {}
  for i, name in ipairs(names) do
    if #lines == #names then
      lines[i] = name.constant .. lines[i]
    else
      declared[i] = name.declared
    end
  end
  return layout.append(declared, lines)
end

local function named(type, name)
  return { declared = ("%s %s;"):format(type, name),
    constant = ("const %s "):format(type) }
end

-- Where a pair's cos and sin stand in the tables.
local function where_lines(model)
  local in_tables = layout.table_offsets(model)
  return decided({
    { declared = "const float *row;", constant = "const float *" },
    named("unsigned", "cos_at"), named("unsigned", "sin_at"),
  }, cuda_c.ladder(layout.pair_runs(model), "pair", function(run)
    local axis = model.axes[run.axis]
    return {
      ("row = tables + %s%s * %d;"):format(
        in_tables[run.axis] == 0 and "" or in_tables[run.axis] .. "ll + ",
        cuda_c.row_index("at_" .. axis.name, axis.position_min), axis.columns),
      ("cos_at = %s;"):format(cuda_c.along(run, run.row[1], run.step[1], "pair")),
      ("sin_at = %s;"):format(cuda_c.along(run, run.row[2], run.step[2], "pair")),
    }
  end))
end

-- cos and sin of a pair: one call where all axes share their frequencies.
local function compute_lines(model, id)
  local owner = layout.owners(model)
  local shared = true
  for i = 1, #model.axes do shared = shared and owner[i] == 1 end
  local call = "cos_sin_%s(%s, %s, cos, sin);"
  local lines = cuda_c.ladder(layout.pair_runs(model), "pair", function(run)
    local at = "at_" .. model.axes[run.axis].name
    local k = cuda_c.along(run, run.index, 1, "pair")
    if not shared then return { call:format(model.axes[owner[run.axis]].name, at, k) } end
    return { ("at = %s;"):format(at), ("k = %s;"):format(k) }
  end)
  if not shared then return lines end
  lines = decided({ named(id, "at"), named("unsigned", "k") }, lines)
  lines[#lines + 1] = call:format(model.axes[1].name, "at", "k")
  return lines
end

-- A token's positions, read before anything is decided, so that none is picked by its
-- address.
local function axis_positions(model, id)
  local items = {}
  for i, axis in ipairs(model.axes) do
    items[i] = ("at_%s = position[%d]"):format(axis.name, i - 1)
  end
  return ("const %s %s;"):format(id, table.concat(items, ", "))
end

-- Elements of a pair in one access.
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
  for i, item in ipairs(names) do declared[i] = named("unsigned", item.name) end
  return decided(declared, cuda_c.ladder(blocks, "pair", function(block)
    local statements = {}
    for i, item in ipairs(names) do
      local op = block.head[item.at]
      statements[i] = ("%s = %s;"):format(item.name,
        cuda_c.along(block, op.offset, op.step, "pair"))
    end
    return statements
  end))
end

-- Whether threads can hold so many pairs and reach them in wide accesses: the channels of
-- a thread's pairs, whichever blocks they are of, must follow each other, and begin at a
-- multiple of an access.
local function wide_fits(blocks, held)
  local pairs_before, first_of = 0, {}
  for _, block in ipairs(blocks) do
    for turn = 0, block.count - 1 do
      local lane = pairs_before % held
      for at, op in ipairs(block.head) do
        local elements = MEMORY[op.op]
        if elements then
          local channel = op.offset + turn * op.step
          if lane == 0 then first_of[at] = channel end
          if first_of[at] % (held * elements) ~= 0
            or channel ~= first_of[at] + lane * elements then
            return false
          end
        end
      end
      pairs_before = pairs_before + 1
    end
  end
  return pairs_before % held == 0
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

-- Whether cos and sin are rounded to the type of x.
local function rounds_rows(blocks)
  for _, this in ipairs(blocks[1].row) do
    if this.op == "round" then return true end
  end
  return false
end

-- @param per_pair elements of an access that are of one pair
local function head_lines(blocks, name_of, isa, passed, per_pair)
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
    lines[#lines + 1] = ("pass<%s, WIDE>(x, y, %d, %d, thread, threads_per_token);")
      :format(per_pair == 2 and "2 * N" or "N", range.offset, range.offset + range.count)
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
  local id, where = context.names.id, where_lines(model)
  local at = axis_positions(model, id)
  local pair = table.concat(where):find("%f[%w]pair%f[%W]") and "unsigned pair"
    or "unsigned"
  local compute =
    "for (int i = 0; i < N; i++) compute(pair + i, &c->lane[i], &s->lane[i]);"
  return context.fill("cuda/positioned.cu", {
    axes = #model.axes, within_limits = within,
    at = at, compute = compute_lines(model, id),
    placed = context.positions.cuda.source, job = context.has_tables and "job" or "",
    find = context.has_tables
      and context.fill("cuda/find.cu", { at = at, where = where, pair = pair }) or "",
    rows = context.has_tables and {
      "if (job.tables) {",
      "  for (int i = 0; i < N; i++) {",
      "    find(job.tables, pair + i, &c->lane[i], &s->lane[i]);",
      "  }",
      "} else {", "  " .. compute, "}",
    } or compute,
  })
end

--- <model>_rotate_<dtype>__cuda.cu.
function cuda_rotation.rotation(context, isa, dtype)
  local model = context.model
  local rotation = plan.rotation(model, isa, dtype)
  local blocks = rotation.blocks
  local dealt = blocks[1].head[1].op == "ld2"
  local per_pair = dealt and 2 or 1
  local widest, launches = launch_lines(blocks, isa.widest // dtype.bytes,
    per_pair)
  local names, name_of = name_channels(blocks)
  local sincos, cos_sin, frequencies = "", "", ""
  if not model.ready_only then
    sincos, cos_sin = cuda_c.frequency_functions(context, isa)
    frequencies = cuda_c.frequency_arrays(context)
  end
  return context.fill("cuda/rotation.cu", {
    banner = context.banner(words.rotate_kernel(model, isa, dtype, rotation,
      schedule.apply(rotation, context.schedule_of(isa, dtype), model.head_dim,
        dtype.bytes))),
    dtype = dtype.name, ctype = dtype.ctype, pairs = #model.pairs,
    include = isa.includes[dtype.name],
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
      convert = template.read(isa.conversions[dtype.name]) })
      .. (dealt and template.read("cuda/deal.h") or "")
      .. context.optional(rotation.passed[1], "cuda/pass.h", { ctype = dtype.ctype }),
    round_rows = rounds_rows(blocks) and { "c = rounded(c);", "s = rounded(s);" } or "",
    channels = channel_lines(blocks, names),
    head = head_lines(blocks, name_of, isa, rotation.passed, per_pair),
    widest = widest, launches = launches,
  })
end

return cuda_rotation
