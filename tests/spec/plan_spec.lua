-- How plans cut pairs into blocks, copy rows and keep loops.

local accesses = require("accesses")
local config = require("config")
local dtypes = require("dtypes")
local eval = require("eval")
local formula = require("formula")
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local seed = require("seed")
local support = require("support")

-- Raises unless each operation's operands were written before, and each value once.
local function check_names(block)
  local seen = {}
  for _, section in ipairs({ "row", "head" }) do
    for _, op in ipairs(block[section]) do
      for _, field in ipairs(ops[op.op].reads) do
        assert.is_truthy(seen[op[field]], op[field])
      end
      if op.dst then
        assert.is_nil(seen[op.dst], op.dst)
        seen[op.dst] = true
      end
    end
  end
end

-- A rope whose pairs are given one by one.
local function model_of_pairs(head_dim, axes, list)
  local fields = support.fields({ head_dim = head_dim, axes = axes, pairs = list })
  fields.pairing = nil
  return rope.build(config.check("a.lua", fields))
end

describe("plan", function()
  before_each(function() seed(20) end)

  it("writes each value of a block once, before it is read", function()
    for _, isa in ipairs(support.isas()) do
      for _, pairing in ipairs(rope.pairings) do
        for _, dtype in ipairs(dtypes.list) do
          local model = formula.rope(70, 2, true,
            { pairing = pairing, rounding = "op_by_op" })
          for _, block in ipairs(plan.rotation(model, isa, dtype).blocks) do
            check_names(block)
          end
        end
      end
    end
  end)

  it("covers the pairs in order, as wide as the ISA allows", function()
    local model = formula.rope(128, 1, false, { pairing = "half" })
    local rotation = plan.rotation(model, require("isa.avx2"), support.f32)
    local first = 0
    for _, block in ipairs(rotation.blocks) do
      assert.are.equal(first, block.first)
      assert.are.equal(8, block.lanes)
      first = first + block.count
    end
    assert.are.equal(64, first)
  end)

  it("keeps loops where the body would be long, else none", function()
    local avx2 = require("isa.avx2")
    local function blocks_of(head_dim)
      local model = formula.rope(head_dim, 1, false, { pairing = "half" })
      return plan.rotation(model, avx2, support.f32).blocks
    end
    for _, block in ipairs(blocks_of(512)) do assert.are.equal(1, block.turns) end
    assert.are.equal(1, #blocks_of(528))
    assert.are.equal(33, blocks_of(528)[1].turns)
  end)

  it("copies rows only where a vector wants several axes' or a dealt row", function()
    local one_axis = plan.rotation(formula.rope(64, 1, false, { pairing = "half" }),
      require("isa.avx2"), support.f32)
    assert.are.equal(0, one_axis.mix.floats)
    local axes = {
      { name = "h", dim = 8, position_max = 1 },
      { name = "w", dim = 8, position_max = 1 },
    }
    local model = rope.build(support.config({ head_dim = 16, axes = axes }))
    local two_axes = plan.rotation(model, require("isa.avx2"), support.f32)
    local function copy(from, offset, to, count, turns, offset_step, to_step)
      return { from = from, offset = offset, to = to, count = count, turns = turns or 1,
        offset_step = offset_step or 0, to_step = to_step or 0 }
    end
    assert.are.same({
      copy("row_h", 0, 0, 4), copy("row_w", 0, 4, 4), copy("row_h", 4, 8, 4),
      copy("row_w", 4, 12, 4),
    }, two_axes.mix.copies)
    assert.are.equal(16, two_axes.mix.floats)
    local in_turn = plan.rotation(rope.build(support.config({ head_dim = 16,
      axis_layout = "round_robin", axes = axes })), require("isa.avx2"), support.f32)
    assert.are.same({
      copy("row_h", 0, 0, 1, 8, 1, 2), copy("row_w", 0, 1, 1, 8, 1, 2),
    }, in_turn.mix.copies)
  end)

  it("mixes rows of adjacent and of split pairs in one model", function()
    local axes = { { name = "h", position_max = 9 }, { name = "w", position_max = 9 } }
    local list = {}
    for j = 0, 15 do
      list[j + 1] = { axis = j % 2 == 0 and "h" or "w", inv_freq = 1 / (j + 1),
        input = j < 8 and { 2 * j, 2 * j + 1 } or { j + 8, j + 16 } }
    end
    local model = model_of_pairs(32, axes, list)
    for _, dtype in ipairs(dtypes.list) do
      local rows = formula.rows(model, dtype.name)
      local x = formula.head(model, dtype.name)
      local right = support.bits(formula.rotation(model, rows, x, dtype.name), 32)
      for _, isa in ipairs(support.isas()) do
        local rotation = plan.rotation(model, isa, dtype)
        local y = eval.rotation(model, rotation, rows, x, {})
        assert.are.equal(right, support.bits(y, 32), isa.name .. " " .. dtype.name)
        assert.is_nil(accesses.problem(model, rotation))
      end
    end
  end)

  it("makes no loop of blocks whose channels are not equally far apart", function()
    local list, channel = {}, 0
    for _, apart in ipairs({ 4, 8, 4 }) do -- by so much in each four pairs
      for k = channel, channel + 3 do
        list[#list + 1] = { axis = "h", inv_freq = 1, input = { k, k + apart } }
      end
      channel = channel + 2 * apart
    end
    local model = model_of_pairs(channel, { { name = "h", position_max = 9 } }, list)
    for _, dtype in ipairs(dtypes.list) do
      for _, isa in ipairs(support.isas()) do
        local loops = plan.rotation(model, support.with(isa, { loops = true }), dtype)
        assert.is_nil(accesses.problem(model, loops))
      end
    end
  end)

  it("does axes that take turns in one loop", function()
    local axes = { { name = "h", dim = 32, position_max = 1 },
      { name = "w", dim = 32, position_max = 1 } }
    for _, pairing in ipairs({ "half", "adjacent" }) do
      local model = rope.build(support.config({ head_dim = 64, pairing = pairing,
        axis_layout = "round_robin", axes = axes }))
      local rotation = plan.rotation(model, require("isa.scalar"), support.f32)
      assert.are.equal(1, #rotation.blocks)
      assert.are.equal(64, rotation.mix.floats)
    end
  end)
end)
