-- Runs a plan in Lua: the oracle that plans and kernels are held to.
-- In: a plan's blocks, and memory as arrays that start at 0.
-- Out: what the plan writes there.
-- Always: what an operation does is its meaning in ops.lua; this only walks blocks, turns
-- and operations in their order.

local f32 = require("freq").f32
local ops = require("ops")

local eval = {}

--- Runs operations on values by name; a value is a list with one number per lane.
-- @param memory arrays by base, and `lanes`, the width of a value
-- @param turn of the block's loop, from 0
-- @return value, with what the operations wrote
function eval.run(list, value, memory, turn)
  for _, op in ipairs(list) do ops[op.op].meaning(op, value, memory, turn) end
  return value
end

-- Each turn of each block starts from the scalars alone, spread over its lanes: where
-- these are several, `position` is `positions4`.
local function run_blocks(blocks, memory, scalars)
  for _, block in ipairs(blocks) do
    memory.lanes = block.lanes
    for turn = 0, block.turns - 1 do
      local value = {}
      for name, scalar in pairs(scalars) do
        if block.lanes > 1 then name = ("%ss%d"):format(name, block.lanes) end
        value[name] = {}
        for lane = 1, block.lanes do value[name][lane] = scalar end
      end
      eval.run(block.row, value, memory, turn)
      eval.run(block.head, value, memory, turn)
    end
  end
end

-- `count` elements of an array from `offset` on, to another from `to` on.
local function copy(from, offset, count, into, to)
  table.move(from, offset, offset + count - 1, to, into)
end

--- Turns one head by a plan of plan.rotation.
-- @param rows per axis the cos and sin of a token, shaped as rope.build says
-- @param x the head; y gets the result and may be x
-- @return y
function eval.rotation(rope, plan, rows, x, y)
  local memory = { x = x, y = y, mix = {} }
  for i, axis in ipairs(rope.axes) do memory["row_" .. axis.name] = rows[i] end
  for _, part in ipairs(plan.mix.copies) do
    for turn = 0, part.turns - 1 do
      copy(memory[part.from], part.offset + turn * part.offset_step, part.count,
        memory.mix, part.to + turn * part.to_step)
    end
  end
  run_blocks(plan.blocks, memory, {})
  for _, range in ipairs(plan.passed) do
    copy(x, range.offset, range.count, y, range.offset)
  end
  return y
end

local function from_zero(list)
  return table.move(list, 1, #list, 0, {})
end

--- cos and sin by a list of tables.sincos.
-- @param arguments its `angle`, or its `phase` and `sign`: one number per lane
-- @return two lists
function eval.sincos(list, arguments)
  local lanes = #(arguments.angle or arguments.phase)
  local value = eval.run(list, arguments, { lanes = lanes }, 0)
  return value.c, value.s
end

--- One row of an axis's table by a plan of tables.row.
-- @param sincos a list of tables.sincos
-- @return the row: cos and sin of position times each frequency
function eval.row(axis, plan, sincos, position)
  local memory = { row = {}, turns_high = {}, turns_low = {} }
  memory.inv_freq = from_zero(axis.inv_freq)
  for k, turns in ipairs(axis.turns or {}) do
    memory.turns_high[k - 1], memory.turns_low[k - 1] = turns[1], turns[2]
  end
  function memory.sincos(a, sign)
    local arguments = axis.turns and { phase = a, sign = sign } or { angle = a }
    return eval.sincos(sincos, arguments)
  end
  local size = axis.turns and math.abs(position)
    or f32(f32(position) * axis.scale)
  local sign = position < 0 and math.mininteger or 0
  run_blocks(plan.blocks, memory, { position = size, sign = sign })
  return memory.row
end

return eval
