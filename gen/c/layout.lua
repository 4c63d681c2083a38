-- Where the pairs of a rope lie, and how C says it.
-- In: a rope.
-- Out: runs of pairs that a loop can do, offsets of rows, arrays of frequencies, and
-- small pieces of C.
-- Always: what several texts must agree on is computed here once.

local emit = require("emit")
local freq = require("freq")

local layout = {}

-- Pairs of one axis whose numbers and row columns advance by constant steps: a loop in C.
-- @return { { first, axis, index, row, count, step = columns from pair to pair, pair_step
--   } } in the order of their first pairs
function layout.pair_runs(model)
  local runs, open = {}, {}
  for j, pair in ipairs(model.pairs) do
    local run = open[pair.axis]
    local n = run and pair.index - run.index
    local function steady(value, first, step)
      return n == 1 or value - first == n * step
    end
    if run and steady(j - 1, run.first, run.pair_step)
      and steady(pair.row[1], run.row[1], run.step[1])
      and steady(pair.row[2], run.row[2], run.step[2]) then
      run.count = run.count + 1
      if n == 1 then
        run.step = { pair.row[1] - run.row[1], pair.row[2] - run.row[2] }
        run.pair_step = j - 1 - run.first
      end
    else
      run = {
        first = j - 1, axis = pair.axis, index = pair.index, row = pair.row,
        step = { 0, 0 }, count = 1, pair_step = 1,
      }
      runs[#runs + 1], open[pair.axis] = run, run
    end
  end
  return runs
end

--- offset + step * counter as C; the counter is j unless named.
function layout.index_text(offset, step, counter)
  local terms = {}
  counter = counter or "j"
  if step < 0 then
    return ("%d - %s"):format(offset, layout.index_text(0, -step, counter))
  end
  if step ~= 0 then terms[1] = step == 1 and counter
    or ("%d * %s"):format(step, counter) end
  if offset > 0 or step == 0 then terms[#terms + 1] = tostring(offset) end
  local text = table.concat(terms, " + ")
  return offset < 0 and step ~= 0 and ("%s - %d"):format(text, -offset) or text
end

-- One loop per run of pairs; body(run, cos column, sin column, pair) gives its
-- statements.
function layout.pair_loops(runs, body)
  local lines = {}
  for _, run in ipairs(runs) do
    local statements = body(run, layout.index_text(run.row[1], run.step[1]),
      layout.index_text(run.row[2], run.step[2]),
      layout.index_text(run.first, run.pair_step))
    if #statements == 1 and #statements[1] <= 50 then
      lines[#lines + 1] = ("for (size_t j = 0; j < %d; j++) %s"):format(run.count,
        statements[1])
    else
      lines[#lines + 1] = ("for (size_t j = 0; j < %d; j++) {"):format(run.count)
      for _, statement in ipairs(statements) do lines[#lines + 1] = "  " .. statement end
      lines[#lines + 1] = "}"
    end
  end
  return lines
end

function layout.row_offsets(model)
  local offsets, sum = {}, 0
  for i, axis in ipairs(model.axes) do
    offsets[i] = sum
    sum = sum + axis.columns
  end
  return offsets, sum
end

local function numbers(values, type, per_line)
  local lines, line = {}, {}
  for i, value in ipairs(values) do
    line[#line + 1] = emit.number(value, type)
    if #line == per_line or i == #values then
      lines[#lines + 1] = "  " .. table.concat(line, ", ") .. (i < #values and "," or "")
      line = {}
    end
  end
  return lines
end

local owners_of = setmetatable({}, { __mode = "k" })

-- Axes of the same frequencies and the same shape of a row share an array and a row
-- function: the axis whose own is used. Whole turns count: they change angles, if no cos
-- and sin.
function layout.owners(model)
  if owners_of[model] then return owners_of[model] end
  local list, by_text, entries = {}, {}, {}
  for i in ipairs(model.axes) do entries[i] = {} end
  for _, pair in ipairs(model.pairs) do
    local axis = model.axes[pair.axis]
    local turns = axis.turns and axis.turns[pair.index + 1]
    table.insert(entries[pair.axis], ("%s at %d %d"):format(
      turns and ("%x.%x of %a"):format(table.unpack(turns))
        or axis.inv_freq[pair.index + 1],
      pair.row[1], pair.row[2]))
  end
  for i, axis in ipairs(model.axes) do
    local text = ("%d:%a:%s"):format(axis.columns, axis.scale,
      table.concat(entries[i], ","))
    by_text[text] = by_text[text] or i
    list[i] = by_text[text]
  end
  owners_of[model] = list
  return list
end

--- The definition of an array of frequency_arrays.
function layout.array(declaration, item)
  local lines = numbers(item.values, item.number, item.per_line)
  table.insert(lines, 1, declaration .. " = {")
  lines[#lines + 1] = "};"
  return lines
end

function layout.plus(base, offset)
  return offset == 0 and base or ("%s + %d"):format(base, offset)
end

function layout.append(lines, more)
  return table.move(more, 1, #more, #lines + 1, lines)
end

--- The arrays of an axis's frequencies: { name, type, values, number, per_line }; number
-- is how emit spells a value. A kernel reads all but `frequency`.
function layout.frequency_arrays(axis, kind)
  if kind == "hf" then
    return { { name = "inv_freq", type = "float", number = "f32", per_line = 6,
      values = axis.inv_freq } }
  end
  local high, low, radians = {}, {}, {}
  for k, turns in ipairs(axis.turns) do
    high[k], low[k] = turns[1], turns[2]
    radians[k] = turns[3] * (2 * math.pi)
  end
  return {
    { name = "turns_high", type = "uint64_t", number = "u64", per_line = 4,
      values = high },
    { name = "turns_low", type = "uint64_t", number = "u64", per_line = 6, values = low },
    { name = "frequency", type = "double", number = "f64", per_line = 4,
      values = radians },
  }
end

--- Calls body(array, axis) for the arrays of each axis that does not share another's.
function layout.each_array(model, body)
  for i, owner in ipairs(layout.owners(model)) do
    if owner == i then
      for _, item in ipairs(layout.frequency_arrays(model.axes[i], model.tables)) do
        body(item, model.axes[i])
      end
    end
  end
end

--- How far a value is above a least one, as C: the value itself above 0.
function layout.above(value, least)
  if least == 0 then return value end
  return ("(%s %s %d)"):format(value, least < 0 and "+" or "-", math.abs(least))
end

--- Where each axis's rows begin in the tables, and the size of the tables, in floats.
function layout.table_offsets(model)
  local offsets, sum = {}, 0
  for i, axis in ipairs(model.axes) do
    offsets[i] = sum
    sum = sum + (axis.position_max - axis.position_min + 1) * axis.columns
  end
  return offsets, sum
end

--- The names of the axes that use an axis's frequencies.
function layout.sharing(model, axis_index)
  local names = {}
  for i, owner in ipairs(layout.owners(model)) do
    if owner == axis_index then names[#names + 1] = model.axes[i].name end
  end
  return names
end

-- The sine of the hard angle, or of its negative, as C.
local function hard_sine(model, negative)
  local sine = freq.f32(freq.HARD_SINE * model.sin_factor)
  return emit.number(negative and -sine or sine, "f32")
end

-- The positions of an axis and of those that share its rows.
local function reach(model, axis_index)
  local low, high = math.huge, -math.huge
  for i, owner in ipairs(layout.owners(model)) do
    if owner == axis_index then
      low = math.min(low, model.axes[i].position_min)
      high = math.max(high, model.axes[i].position_max)
    end
  end
  return low, high
end

-- Lines for a fractional axis: any position may be the one.
local function hard_fractions(model, axis_index, line)
  local lines, axis = {}, model.axes[axis_index]
  local low, high = reach(model, axis_index)
  local furthest = math.max(-low, high)
  for _, pair in ipairs(model.pairs) do
    local f = axis.inv_freq[pair.index + 1]
    if pair.axis == axis_index
      and freq.angle(furthest, axis.scale, f) >= freq.HARD_ANGLE then
      for _, negative in ipairs({ false, true }) do
        local angle = negative and -freq.HARD_ANGLE or freq.HARD_ANGLE
        lines[#lines + 1] = line(("%s * %s == %s"):format(layout.scaled("at", axis),
          emit.number(f, "f32"), emit.number(angle, "f32")), pair,
          hard_sine(model, negative))
      end
    end
  end
  return lines
end

--- A position times its axis's scale, as C.
function layout.scaled(position, axis)
  return axis.scale == 1 and position
    or ("%s * %s"):format(position, emit.number(axis.scale, "f32"))
end

--- Lines for the table entries that the polynomial rounds wrongly, where an axis, or one
-- that shares its rows, reaches them.
-- @param line(condition, pair, value) gives the C of one
function layout.hard_angles(model, axis_index, line)
  local lines = {}
  if model.tables ~= "hf" then return lines end
  if model.fractional then return hard_fractions(model, axis_index, line) end
  local low, high = reach(model, axis_index)
  for _, pair in ipairs(model.pairs) do
    if pair.axis == axis_index then
      local axis = model.axes[axis_index]
      local f = axis.inv_freq[pair.index + 1]
      for _, at in ipairs(freq.hard_positions(f, axis.scale, low, high)) do
        lines[#lines + 1] = line(("at == %d"):format(at), pair, hard_sine(model, at < 0))
      end
    end
  end
  return lines
end

return layout
