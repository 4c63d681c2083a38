-- A schedule orders a plan's blocks and counts their work; it changes no value.

local dtypes = require("dtypes")
local eval = require("eval")
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local schedule = require("schedule")
local support = require("support")

local AVX2 <const> = require("isa.avx2")
local SCALAR <const> = require("isa.scalar")

local function model_of(head_dim, pairing)
  return rope.build(support.config({
    head_dim = head_dim, pairing = pairing,
    axes = { { name = "h", dim = head_dim, position_max = 9 } },
  }))
end

local function rotation_of(model, isa)
  return plan.rotation(model, isa, support.f32)
end

local function joined(scheduled)
  local blocks = {}
  for _, pass in ipairs(scheduled.passes) do
    table.move(pass.blocks, 1, #pass.blocks, #blocks + 1, blocks)
  end
  return blocks
end

describe("schedule", function()
  before_each(function() math.randomseed(31) end)

  it("cuts the blocks into passes, in order, each once", function()
    local rotation = rotation_of(model_of(112, "half"), AVX2)
    assert.are.equal(7, #rotation.blocks)
    for pass, sizes in pairs({ [0] = { 7 }, [1] = { 1, 1, 1, 1, 1, 1, 1 },
      [3] = { 3, 3, 1 }, [7] = { 7 }, [9] = { 7 } }) do
      local scheduled = schedule.apply(rotation, { pass = pass, ahead = 0 }, 112, 4)
      for i, size in ipairs(sizes) do
        assert.are.equal(size, #scheduled.passes[i].blocks)
      end
      assert.are.equal(#sizes, #scheduled.passes)
      for i, block in ipairs(joined(scheduled)) do
        assert.are.equal(i - 1, block.number)
        assert.are.equal(rotation.blocks[i].first, block.first)
        assert.are.same(rotation.blocks[i].head, block.head)
      end
    end
  end)

  it("changes no value", function()
    for _, pairing in ipairs(rope.pairings) do
      for head_dim = 8, 128, 24 do
        local model = model_of(head_dim, pairing)
        local rotation = rotation_of(model, AVX2)
        local rows, x = { support.numbers(head_dim) }, support.numbers(head_dim)
        local right = support.bits(eval.rotation(model, rotation, rows, x, {}), head_dim)
        for pass = 0, 4 do
          for ahead = 0, 2 do
            local scheduled = schedule.apply(
              rotation_of(model, AVX2), { pass = pass, ahead = ahead }, head_dim, 4)
            local same = { blocks = joined(scheduled), mix = rotation.mix,
              passed = rotation.passed }
            local y = eval.rotation(model, same, rows, x, {})
            assert.are.equal(right, support.bits(y, head_dim))
          end
        end
      end
    end
  end)

  it("fetches each line of a head once, as many heads ahead as bytes ask", function()
    for _, dtype in ipairs(dtypes.list) do
      for head_dim = 2, 512, 2 do
        local rotation = rotation_of(model_of(head_dim, "half"), SCALAR)
        local scheduled = schedule.apply(rotation, { pass = 0, ahead = 2560 }, head_dim,
          dtype.bytes)
        for line, op in ipairs(scheduled.fetch.ops) do
          assert.are.equal("prefetch", op.op)
          assert.are.equal("soon", op.base)
          assert.are.equal(64 * (line - 1), op.offset * dtype.bytes)
        end
        local size = head_dim * dtype.bytes
        assert.are.equal((size + 63) // 64, #scheduled.fetch.ops)
        local bytes = scheduled.heads_ahead * size
        assert.is_true(bytes >= 2560 and bytes < 2560 + size)
      end
    end
  end)

  it("fetches nothing ahead of 0", function()
    local rotation = rotation_of(model_of(64, "half"), AVX2)
    local scheduled = schedule.apply(rotation, { pass = 0, ahead = 0 }, 64, 4)
    assert.is_nil(scheduled.fetch)
    assert.are.equal(0, scheduled.heads_ahead)
  end)

  it("counts what is done, turn by turn", function()
    local vector = schedule.counts(rotation_of(model_of(64, "half"), AVX2).blocks)
    assert.are.same({ load = 8 }, vector.row)
    assert.are.same({ load = 8, multiply = 16, add = 8, store = 8 }, vector.head)
    local scalar = schedule.counts(rotation_of(model_of(64, "half"), SCALAR).blocks)
    assert.are.same({ load = 64 }, scalar.row)
    assert.are.same({ load = 64, multiply = 128, add = 64, store = 64 }, scalar.head)
  end)

  it("counts the values alive at once", function()
    local function op(name, dst, a, b) return { op = name, dst = dst, a = a, b = b } end
    local function live(head)
      return schedule.counts({ { turns = 1, row = {}, head = head } }).live
    end
    local load_a, load_b = op("ld", "a"), op("ld", "b")
    assert.are.equal(1, live({ load_a, op("st", nil, "a") }))
    assert.are.equal(3, live({ load_a, load_b, op("add", "c", "a", "b"),
      op("st", nil, "c") }))
    assert.are.equal(2, live({ load_a, op("add", "c", "a", "a"), op("st", nil, "c") }))
  end)

  it("counts a value of the row neither when it is read nor when it ends", function()
    local head = {
      { op = "ld", dst = "a" }, { op = "mul", dst = "t", a = "a", b = "c" },
      { op = "ld", dst = "b" }, { op = "ld", dst = "d" },
      { op = "add", dst = "e", a = "b", b = "d" },
      { op = "add", dst = "f", a = "t", b = "e" }, { op = "st", a = "f" },
    }
    local row = { { op = "ld_row", dst = "c" } }
    assert.are.equal(4, schedule.counts({ { turns = 1, row = row, head = head } }).live)
  end)

  it("says its numbers and counts in words", function()
    assert.are.equal("all blocks per sweep over a token's heads, no prefetch",
      schedule.describe({ pass = 0, ahead = 0 }))
    assert.are.equal("4 blocks per sweep over a token's heads, "
      .. "2560 bytes fetched ahead beyond 1024 KiB",
      schedule.describe({ pass = 4, ahead = 2560 }))
    assert.are.equal("2 add, 4 load", schedule.words({ load = 4, add = 2 }))
    for _, op in pairs(ops) do
      if type(op) == "table" then assert.are.equal("string", type(op.stage)) end
    end
  end)
end)
