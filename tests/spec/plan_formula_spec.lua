-- The plans of every ISA, type and rounding against the formula, and what they touch.

local accesses = require("accesses")
local dtypes = require("dtypes")
local eval = require("eval")
local formula = require("formula")
local plan = require("plan")
local rope = require("rope")
local schema = require("schema")
local seed = require("seed")
local share = require("share")
local support = require("support")

local LARGEST <const> = 256
local ISAS <const> = support.isas()
local SPECIALS <const> = { 0.0, -0.0, 1 / 0, -1 / 0, 0 / 0, 1.0,
  0x1p-149, -0x1p-149, 0x1p-126, 0x1.fffffep127, -0x1.fffffep127, -- float32
  0x1p-133, 0x1.fep127, -0x1p-24, 65504.0, 1 + 0x1p-8, 1 + 0x1p-11 } -- 16 bits, and ties

-- Of the even head dims, one in so many: all where a rounding rounds all that others do.
local ONE_IN <const> = { round_once = 8, round_twice = 8, op_by_op = 1 }

local function roundings()
  for _, field in ipairs(schema.fields) do
    if field[1] == "rounding" then return field.values end
  end
end

local function fail(isa, dtype, model, what)
  local dims = {}
  for i, axis in ipairs(model.axes) do dims[i] = 2 * axis.pairs end
  error(("%s, %s, %s, head dim %d, axes %s, first pair %d and %d: %s"):format(isa.name,
    dtype.name, model.rounding, model.head_dim, table.concat(dims, " "),
    model.pairs[1].input[1], model.pairs[1].input[2], what))
end

-- Raises unless a plan gives the bits of the formula, in place or into another array.
local function check_values(isa, dtype, model, rotation, rows, x, right, in_place)
  local y = in_place and table.move(x, 0, model.head_dim - 1, 0, {}) or {}
  eval.rotation(model, rotation, rows, in_place and y or x, y)
  if support.bits(y, model.head_dim) ~= right then
    fail(isa, dtype, model, in_place and "wrong in place" or "wrong")
  end
end

-- Checks the plans of ISAs for one rope and one type.
local function check_plans(isas, model, dtype, rows, x, in_place)
  local right = support.bits(formula.rotation(model, rows, x, dtype.name), model.head_dim)
  for _, isa in ipairs(isas) do
    local rotation = plan.rotation(model, isa, dtype)
    check_values(isa, dtype, model, rotation, rows, x, right, in_place)
    local problem = accesses.problem(model, rotation)
    if problem then fail(isa, dtype, model, problem) end
  end
end

-- The same with random rows and a random head; in place where a head's channels are all
-- turned and stay where they are.
local function check_random(isas, head_dim, axes, partial, dtype, fields)
  local model = formula.rope(head_dim, axes, partial, fields)
  check_plans(isas, model, dtype, formula.rows(model, dtype.name),
    formula.head(model, dtype.name), not (partial or fields.pairing_out))
end

-- What the blocks of a plan do to a head, each turn of a loop as a block of its own.
local function one_turn_each(blocks)
  local list = {}
  for _, block in ipairs(blocks) do
    for turn = 0, block.turns - 1 do
      local count, head = block.count // block.turns, {}
      for i, op in ipairs(block.head) do
        local offset = op.offset and op.offset + turn * op.step
        head[i] = support.with(op, { offset = offset, step = 0 })
      end
      list[#list + 1] = { lanes = block.lanes, first = block.first + turn * count,
        count = count, head = head }
    end
  end
  return list
end

describe("a plan", function()
  before_each(function() seed(20) end)

  for _, pairing in ipairs(rope.pairings) do
    for axes = 1, 3 do
      local title = "is the formula for %s pairs of %d axes, even head dims"
      it(title:format(pairing, axes), function()
        for head_dim = 2 * (axes + share.skipped()), LARGEST, 2 * share.one_in do
          local both = axes == 1 and { false, true } or { math.random(2) == 1 }
          for _, partial in ipairs(both) do
            check_random(ISAS, head_dim, axes, partial, support.f32,
              { pairing = pairing })
          end
        end
      end)
    end

    for _, dtype in ipairs(dtypes.list) do
      for _, rounding in ipairs(dtype ~= support.f32 and roundings() or {}) do
        local title = "is the formula of %s, %s, for %s pairs"
        it(title:format(dtype.name, rounding, pairing), function()
          local one_in = ONE_IN[rounding] * share.one_in
          for head_dim = 2 * math.random(one_in), LARGEST, 2 * one_in do
            local axes = math.random(math.min(3, head_dim // 2))
            local partial = math.random(2) == 1
            check_random(ISAS, head_dim, axes, partial, dtype,
              { pairing = pairing, rounding = rounding })
          end
        end)
      end

      it(("treats special values as the formula does: %s, %s pairs"):format(
        dtype.name, pairing), function()
        local function special(array, round)
          for i = 0, #array do array[i] = round(SPECIALS[math.random(#SPECIALS)]) end
          return array
        end
        for turn = 1, 10 do
          local rounding = roundings()[turn % #roundings() + 1]
          local model = formula.rope(64, 2, false,
            { pairing = pairing, rounding = rounding })
          local rows = formula.rows(model, dtype.name)
          for _, row in ipairs(rows) do special(row, support.f32.round) end
          local x = special(formula.head(model, dtype.name), dtype.round)
          check_plans(ISAS, model, dtype, rows, x, false)
        end
      end)
    end

    it("is the same with loops and without, for pairs " .. pairing, function()
      for head_dim = 6, 40, 2 do -- longer bodies are loops
        local partial, dtype = head_dim % 4 == 0, dtypes.list[head_dim % #dtypes.list + 1]
        local rounding = roundings()[head_dim // 6 % #roundings() + 1]
        local model = formula.rope(head_dim, 1 + head_dim % 3, partial,
          { pairing = pairing, rounding = rounding })
        local rows = formula.rows(model, dtype.name)
        local x = formula.head(model, dtype.name)
        local right = support.bits(formula.rotation(model, rows, x, dtype.name), head_dim)
        for _, isa in ipairs(ISAS) do
          local flat = plan.rotation(model, support.with(isa, { loops = false }), dtype)
          local loops = plan.rotation(model, support.with(isa, { loops = true }), dtype)
          local each_turn = one_turn_each(flat.blocks)
          assert.are.equal(#each_turn, #flat.blocks)
          assert.are.same(each_turn, one_turn_each(loops.blocks))
          check_values(isa, dtype, model, loops, rows, x, right, not partial)
        end
      end
    end)
  end

  for _, dtype in ipairs(dtypes.list) do
    it("is the formula where results move to other channels: " .. dtype.name, function()
      for _, pairing in ipairs(rope.pairings) do
        for _, pairing_out in ipairs(rope.pairings) do
          local one_in = 8 * share.one_in
          for head_dim = 2 * math.random(one_in), LARGEST / 2, 2 * one_in do
            local axes = math.random(math.min(3, head_dim // 2))
            check_random(ISAS, head_dim, axes, math.random(2) == 1, dtype,
              { pairing = pairing, pairing_out = pairing_out, rounding = "op_by_op" })
          end
        end
      end
    end)
  end

  it("of float32 is the same for every rounding", function()
    for _, isa in ipairs(ISAS) do
      local first
      for _, rounding in ipairs(roundings()) do
        seed(1)
        local model = formula.rope(70, 2, true, { pairing = "half", rounding = rounding })
        local rotation = plan.rotation(model, isa, support.f32)
        first = first or rotation
        assert.are.same(first, rotation)
      end
    end
  end)
end)
