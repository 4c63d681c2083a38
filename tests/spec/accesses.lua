-- What a plan touches in memory, and what of that is out of place.
-- In: a model and a plan of its rotation. Out: a complaint, or nothing.
-- Always: an operation touches as many elements as its lanes hold; those of two ends lie
-- in two places.

local ops = require("ops")

local accesses = {}

local ELEMENTS_A_LANE <const> = { ld = 1, ld_row = 1, st = 1, ld2 = 2, st2 = 2,
  ld_ends = 1, st_ends = 1 }

-- How many elements an operation touches; nil of one that touches none.
local function full_of(op, lanes)
  return op.base and ELEMENTS_A_LANE[op.op] * lanes
end

-- Sizes of what a plan's bases name, in elements.
local function sizes_of(model, rotation)
  local sizes = { x = model.head_dim, y = model.head_dim, mix = rotation.mix.floats }
  for _, axis in ipairs(model.axes) do sizes["row_" .. axis.name] = axis.columns end
  return sizes
end

-- Each element that operations and copies touch, as visit(base, element, writes).
local function each_element(rotation, visit)
  local function range(base, first, count, writes)
    for element = first, first + count - 1 do visit(base, element, writes) end
  end
  for _, copy in ipairs(rotation.mix.copies) do
    for turn = 0, copy.turns - 1 do
      range(copy.from, copy.offset + turn * copy.offset_step, copy.count, false)
      range("mix", copy.to + turn * copy.to_step, copy.count, true)
    end
  end
  for _, passed in ipairs(rotation.passed) do
    range("x", passed.offset, passed.count, false)
    range("y", passed.offset, passed.count, true)
  end
  for _, block in ipairs(rotation.blocks) do
    for _, section in ipairs({ "row", "head" }) do
      for _, op in ipairs(block[section]) do
        local writes, full = ops[op.op].stage == "store", full_of(op, block.lanes)
        for turn = 0, full and block.turns - 1 or -1 do
          local first = op.offset + turn * op.step
          if op.apart then
            range(op.base, first, full // 2, writes)
            range(op.base, first + op.apart, full // 2, writes)
          else
            range(op.base, first, full, writes)
          end
        end
      end
    end
  end
end

-- How often each element is read and written, by base and element.
-- @return counts of reads, counts of writes, and the first complaint
local function count(model, rotation)
  local sizes, reads, writes, problem = sizes_of(model, rotation), {}, {}, nil
  for base in pairs(sizes) do reads[base], writes[base] = {}, {} end
  each_element(rotation, function(base, element, written)
    local size, counts = sizes[base], (written and writes or reads)[base]
    if not size or element < 0 or element >= size then
      problem = problem or ("%s[%d] is outside"):format(base, element)
    else
      counts[element] = (counts[element] or 0) + 1
    end
  end)
  return reads, writes, problem
end

-- The first block that reads after it wrote.
local function block_problem(rotation)
  for i, block in ipairs(rotation.blocks) do
    local stored = false
    for _, section in ipairs({ "row", "head" }) do
      for _, op in ipairs(block[section]) do
        local stage = ops[op.op].stage
        if stored and stage == "load" then
          return ("block %d: a load follows a store"):format(i - 1)
        end
        stored = stored or stage == "store"
      end
    end
  end
end

-- The first element that is not touched once, or not at least once.
local function uneven(counts, base, size, or_more)
  for element = 0, size - 1 do
    local times = counts[base][element] or 0
    if times < 1 or times > 1 and not or_more then
      return ("%s[%d]: %d times"):format(base, element, times)
    end
  end
end

--- What is wrong with the memory that a plan touches, in words; nil if nothing is.
-- A head's channels are each read and written once, mix is filled once and all of it is
-- read, nothing else is written, and nothing lies outside head, rows and mix.
function accesses.problem(model, rotation)
  local reads, writes, problem = count(model, rotation)
  if problem then return problem end
  for base in pairs(writes) do
    if base ~= "y" and base ~= "mix" and next(writes[base]) then
      return base .. " is written"
    end
  end
  local mix = rotation.mix.floats
  return uneven(writes, "y", model.head_dim) or uneven(reads, "x", model.head_dim)
    or uneven(writes, "mix", mix) or uneven(reads, "mix", mix, true)
    or block_problem(rotation)
end

return accesses
