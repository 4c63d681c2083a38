-- Every rotation plan against the formula, for every even head dim and every pairing.

local config = require("config")
local eval = require("eval")
local f32 = require("freq").f32
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local support = require("support")

local LARGEST <const> = 256
local SPECIALS <const> = { 0.0, -0.0, 1 / 0, -1 / 0, 0 / 0, 0x1p-149, -0x1p-149, 0x1p-126,
  0x1.fffffep127, -0x1.fffffep127, 1.0 }

-- A rope with axes of random widths; a partial one turns some of a head's channels.
local function random_rope(head_dim, pairing, axes, partial)
  local rotary_dim, offset = head_dim, 0
  if partial then
    rotary_dim = 2 * math.random(axes, head_dim // 2)
    offset = math.random(0, head_dim - rotary_dim)
  end
  local list = {}
  for i, dim in ipairs(support.split(rotary_dim, axes)) do
    list[i] = { name = "axis_" .. i, dim = dim, position_max = 1 }
  end
  return rope.build(support.config({
    head_dim = head_dim, rotary_dim = rotary_dim, rotary_offset = offset,
    pairing = pairing, axes = list,
  }))
end

-- Numbers in place of cos and sin, all different, so that a misplaced one shows.
local function random_rows(model)
  local rows = {}
  for i, axis in ipairs(model.axes) do rows[i] = support.numbers(axis.columns) end
  return rows
end

-- The rotation as its formula stands, product, product, sum, each rounded.
local function formula(model, rows, x)
  local y = table.move(x, 0, model.head_dim - 1, 0, {})
  for _, pair in ipairs(model.pairs) do
    local a, b = x[pair.input[1]], x[pair.input[2]]
    local c, s = rows[pair.axis][pair.row[1]], rows[pair.axis][pair.row[2]]
    y[pair.output[1]] = f32(f32(a * c) - f32(b * s))
    y[pair.output[2]] = f32(f32(b * c) + f32(a * s))
  end
  return y
end

local function fail(isa, model, what)
  local dims = {}
  for i, axis in ipairs(model.axes) do dims[i] = axis.dim end
  error(("%s, head dim %d, axes %s, first pair %d and %d: %s"):format(isa.name,
    model.head_dim, table.concat(dims, " "), model.pairs[1].input[1],
    model.pairs[1].input[2], what))
end

-- Raises unless a plan gives the bits of the formula, in place or into another array.
local function check_values(isa, model, rotation, rows, x, right, in_place)
  local y = in_place and table.move(x, 0, model.head_dim - 1, 0, {}) or {}
  eval.rotation(model, rotation, rows, in_place and y or x, y)
  if support.bits(y, model.head_dim) ~= right then
    fail(isa, model, in_place and "wrong in place" or "wrong")
  end
end

-- How often a plan writes each channel; raises where a block reads after it wrote.
local function writes_of(isa, model, rotation)
  local writes = {}
  local function count(channel, n)
    for i = channel, channel + n - 1 do writes[i] = (writes[i] or 0) + 1 end
  end
  for _, range in ipairs(rotation.passed) do count(range.offset, range.count) end
  for _, block in ipairs(rotation.blocks) do
    local stored = false
    for _, op in ipairs(block.head) do
      local stage = ops[op.op].stage
      if stored and stage == "load" then fail(isa, model, "a load follows a store") end
      if stage == "store" then
        stored = true
        for turn = 0, block.turns - 1 do
          count(op.offset + op.step * turn, block.lanes * (op.op == "st2" and 2 or 1))
        end
      end
    end
  end
  return writes
end

-- Raises unless a plan writes each channel of the head once, and nothing else.
local function check_writes(isa, model, rotation)
  local writes, channels = writes_of(isa, model, rotation), 0
  for channel, times in pairs(writes) do
    if times > 1 or channel < 0 or channel >= model.head_dim then
      fail(isa, model, ("writes channel %d, %d times"):format(channel, times))
    end
    channels = channels + 1
  end
  if channels < model.head_dim then fail(isa, model, "leaves channels out") end
end

-- Checks the plans of all ISAs for one rope.
local function check_plans(model, rows, x, in_place)
  local right = support.bits(formula(model, rows, x), model.head_dim)
  for _, isa in ipairs(support.isas()) do
    local rotation = plan.rotation(model, isa)
    check_values(isa, model, rotation, rows, x, right, in_place)
    check_writes(isa, model, rotation)
  end
end

-- The blocks of a plan, each turn of a loop as a block of its own.
local function one_turn_each(blocks)
  local list = {}
  for _, block in ipairs(blocks) do
    for turn = 0, block.turns - 1 do
      local count = block.count // block.turns
      local first = block.first + turn * count
      local one = { lanes = block.lanes, first = first, count = count }
      for _, section in ipairs({ "row", "head" }) do
        one[section] = {}
        for i, op in ipairs(block[section]) do
          one[section][i] = support.with(op, {
            offset = op.offset and op.offset + turn * op.step, step = 0,
          })
        end
      end
      list[#list + 1] = one
    end
  end
  return list
end

describe("plan", function()
  before_each(function() math.randomseed(20) end)

  for _, pairing in ipairs(rope.pairings) do
    for axes = 1, 3 do
      local title = "is the formula for %s pairs of %d axes, every even head dim"
      it(title:format(pairing, axes), function()
        for head_dim = 2 * axes, LARGEST, 2 do
          for _, partial in ipairs({ false, true }) do
            local model = random_rope(head_dim, pairing, axes, partial)
            local rows, x = random_rows(model), support.numbers(head_dim)
            check_plans(model, rows, x, not partial)
          end
        end
      end)
    end

    it("treats special values as the formula does, for pairs " .. pairing, function()
      local function special(array)
        for i = 0, #array do array[i] = SPECIALS[math.random(#SPECIALS)] end
        return array
      end
      local model = random_rope(64, pairing, 2, false)
      for _ = 1, 20 do
        local rows = random_rows(model)
        for _, row in ipairs(rows) do special(row) end
        check_plans(model, rows, special(support.numbers(64)), false)
      end
    end)

    it("is the same with loops and without, for pairs " .. pairing, function()
      for head_dim = 6, 54, 2 do
        local partial = head_dim % 4 == 0
        local model = random_rope(head_dim, pairing, 1 + head_dim % 3, partial)
        local rows, x = random_rows(model), support.numbers(head_dim)
        local right = support.bits(formula(model, rows, x), head_dim)
        for _, isa in ipairs(support.isas()) do
          local flat = plan.rotation(model, support.with(isa, { loops = false }))
          local loops = plan.rotation(model, support.with(isa, { loops = true }))
          local each_turn = one_turn_each(flat.blocks)
          assert.are.equal(#each_turn, #flat.blocks)
          assert.are.same(each_turn, one_turn_each(loops.blocks))
          check_values(isa, model, loops, rows, x, right, not partial)
        end
      end
    end)
  end

  it("names each value of a block once", function()
    for _, isa in ipairs(support.isas()) do
      for _, pairing in ipairs(rope.pairings) do
        local model = random_rope(70, pairing, 2, true)
        for _, block in ipairs(plan.rotation(model, isa).blocks) do
          local seen = {}
          for _, section in ipairs({ "row", "head" }) do
            for _, op in ipairs(block[section]) do
              if op.dst then
                assert.is_nil(seen[op.dst])
                seen[op.dst] = true
              end
            end
          end
        end
      end
    end
  end)

  it("covers the pairs in order, as wide as the ISA allows", function()
    local model = random_rope(128, "half", 1, false)
    local rotation = plan.rotation(model, require("isa.avx2"))
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
    local small = plan.rotation(random_rope(128, "half", 1, false), avx2)
    for _, block in ipairs(small.blocks) do assert.are.equal(1, block.turns) end
    local large = plan.rotation(random_rope(512, "half", 1, false), avx2)
    assert.are.equal(1, #large.blocks)
    assert.are.equal(32, large.blocks[1].turns)
  end)

  it("copies rows only where a vector wants several axes' or a dealt row", function()
    local one_axis = plan.rotation(random_rope(64, "half", 1, false), require("isa.avx2"))
    assert.are.equal(0, one_axis.mix.floats)
    local axes = {
      { name = "h", dim = 8, position_max = 1 },
      { name = "w", dim = 8, position_max = 1 },
    }
    local model = rope.build(support.config({ head_dim = 16, axes = axes }))
    local two_axes = plan.rotation(model, require("isa.avx2"))
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
      axis_layout = "round_robin", axes = axes })), require("isa.avx2"))
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
    local fields = support.fields({ head_dim = 32, axes = axes, pairs = list })
    fields.pairing = nil
    local model = rope.build(config.check("a.lua", fields))
    local rows, x = { support.numbers(16), support.numbers(16) }, support.numbers(32)
    local scalar = plan.rotation(model, require("isa.scalar"))
    local right = eval.rotation(model, scalar, rows, x, {})
    for _, pair in ipairs(model.pairs) do
      local row, a, b = rows[pair.axis], x[pair.input[1]], x[pair.input[2]]
      local c, s = row[pair.row[1]], row[pair.row[2]]
      assert.are.equal(f32(f32(a * c) - f32(b * s)), right[pair.output[1]])
    end
    for _, name in ipairs({ "avx2", "neon" }) do
      local other = plan.rotation(model, require("isa." .. name))
      assert.are.equal(support.bits(right, 32),
        support.bits(eval.rotation(model, other, rows, x, {}), 32), name)
    end
  end)

  it("does axes that take turns in one loop", function()
    local axes = { { name = "h", dim = 32, position_max = 1 },
      { name = "w", dim = 32, position_max = 1 } }
    for _, pairing in ipairs({ "half", "adjacent" }) do
      local model = rope.build(support.config({ head_dim = 64, pairing = pairing,
        axis_layout = "round_robin", axes = axes }))
      local rotation = plan.rotation(model, require("isa.scalar"))
      assert.are.equal(1, #rotation.blocks)
      assert.are.equal(64, rotation.mix.floats)
    end
  end)
end)
