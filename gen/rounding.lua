-- What the type of q and k and a config's rounding make of a block's operations.
-- In: the operations of a form, in float32 throughout.
-- Out: the same with loads and stores of the type, and with what is rounded to it.
-- Always: a type of 4 bytes changes nothing; a value that is rounded keeps its name, what
-- it is rounded from is named with a w, and a quiet one between them with a q.

local op = require("forms").op

local rounding = {}

-- Passes each value that operations of some kinds write through further operations, whose
-- last result takes its name.
-- @param kinds set of names; steps a list of { op, letter after its operand's name }
local function pass_through(list, kinds, steps, type)
  local passed, waiting = {}, {}
  local function settle()
    for i, step in ipairs(steps) do
      local name, letter = table.unpack(step)
      local next_letter = steps[i + 1] and steps[i + 1][2] or ""
      for _, value in ipairs(waiting) do
        passed[#passed + 1] = op(name, { type = type, dst = value .. next_letter,
          a = value .. letter })
      end
    end
    waiting = {}
  end
  for _, this in ipairs(list) do
    if kinds[this.op] then
      waiting[#waiting + 1] = this.dst
      this.dst = this.dst .. steps[1][2]
    elseif #waiting > 0 and this.op ~= "ld2" then
      settle()
    end
    passed[#passed + 1] = this
  end
  settle()
  return passed
end

-- What is done to cos and sin once they are loaded.
local function row_steps(dtype, rule)
  local steps = {}
  if dtype.by_bits then steps[1] = { "quiet", "w" } end
  if rule ~= "round_once" then
    steps[#steps + 1] = { "round", steps[1] and "q" or "w" }
  end
  return steps
end

-- Operations whose results are cos and sin as a row has them.
local OUT_OF_ROW <const> = { ld_row = true, ld_ends = true, first = true, second = true }

--- Makes the operations of a block those of a type.
-- @param dtype of dtypes.list: what x and y are in memory
-- @param rule the config's rounding
-- @return the operations for one token and for one head
function rounding.apply(row, head, dtype, rule)
  for _, this in ipairs(head) do
    if this.base then this.type = dtype.name end
  end
  if dtype.bytes == 4 then return row, head end
  local steps = row_steps(dtype, rule)
  if steps[1] then row = pass_through(row, OUT_OF_ROW, steps, dtype.name) end
  if rule == "op_by_op" then
    head = pass_through(head, { mul = true }, { { "round", "w" } }, dtype.name)
  end
  return row, head
end

return rounding
