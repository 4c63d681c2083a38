-- A schedule orders a plan's blocks and counts their work; it changes no value.

local dtypes = require("dtypes")
local eval = require("eval")
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local schedule = require("schedule")
local seed = require("seed")
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

local ISAS <const> = { SCALAR, AVX2, (require("isa.avx512")), (require("isa.neon")) }

describe("schedule", function()
  it("spells numbers and reads them again", function()
    for _, isa in ipairs(ISAS) do
      for _, numbers in ipairs(schedule.space(model_of(64, "half"), isa, support.f32)) do
        assert.are.same(numbers, schedule.read(schedule.spell(numbers)))
      end
    end
  end)

  it("refuses a text that is no schedule", function()
    for text, complaint in pairs({
      ["lanes=8,ahead=2560"] = "stream is missing",
      ["lanes=8,ahead=2560,stream=0,more=1"] = "has more than the knobs lanes=8",
      ["lanes=8,lanes=8,ahead=0,stream=0"] = "lanes is there twice",
      ["lanes=8,ahead=-1,stream=0"] = '"ahead=-1" is no knob=number',
      [""] = "lanes is missing",
    }) do
      local numbers, problem = schedule.read(text)
      assert.is_nil(numbers)
      assert.are.equal(complaint, problem:sub(1, #complaint))
    end
  end)

  it("tries every value that an ISA lists and a head allows, the first ones first",
    function()
      local function count(head_dim, isa, dtype)
        local space, seen = schedule.space(model_of(head_dim, "half"), isa, dtype), {}
        for _, numbers in ipairs(space) do
          assert.is_nil(schedule.problem(numbers, model_of(head_dim, "half"), isa, dtype))
          seen[schedule.spell(numbers)] = true
        end
        assert.are.equal(#space, #require("pl.tablex").keys(seen))
        return #space, schedule.spell(space[1])
      end
      local avx512, bf16 = ISAS[3], dtypes.by_name.bf16
      assert.are.same({ 1, "lanes=1,ahead=0,stream=0" },
        { count(64, SCALAR, support.f32) })
      assert.are.same({ 15, "lanes=8,ahead=2560,stream=32" },
        { count(80, AVX2, support.f32) })
      assert.are.same({ 40, "lanes=16,ahead=2560,stream=64" },
        { count(80, avx512, support.f32) })
      assert.are.same({ 30, "lanes=16,ahead=2560,stream=32" },
        { count(80, avx512, bf16) })
      assert.are.same({ 10, "lanes=16,ahead=2560,stream=0" }, { count(36, avx512, bf16) })
    end)

  it("says what a kernel cannot do", function()
    local model = model_of(36, "half")
    local function problem(text)
      return schedule.problem(schedule.read(text), model, AVX2, support.f32)
    end
    assert.is_nil(problem("lanes=8,ahead=77,stream=16"))
    assert.are.equal("stream=32 does not fit; give one of 16, 0",
      problem("lanes=8,ahead=0,stream=32"))
    assert.are.equal("lanes=16 does not fit; give one of 8",
      problem("lanes=16,ahead=0,stream=0"))
  end)

  it("changes no value", function()
    seed(31)
    for _, isa in ipairs(ISAS) do
      for _, pairing in ipairs(rope.pairings) do
        for head_dim = 8, 128, 40 do
          local model = model_of(head_dim, pairing)
          local rows, x = { support.numbers(head_dim) }, support.numbers(head_dim)
          local right
          for _, numbers in ipairs(schedule.space(model, isa, support.f32)) do
            local rotation = plan.rotation(model, isa, support.f32, numbers.lanes)
            for _, block in ipairs(rotation.blocks) do
              assert.is_true(block.lanes <= numbers.lanes)
            end
            local y = support.bits(eval.rotation(model, rotation, rows, x, {}), head_dim)
            right = right or y
            assert.are.equal(right, y)
          end
        end
      end
    end
  end)

  it("fetches each line of a head once, as many heads ahead as bytes ask", function()
    for head_dim = 2, 512, 2 do
      local rotation = rotation_of(model_of(head_dim, "half"), SCALAR)
      for _, dtype in ipairs(dtypes.list) do
        local scheduled = schedule.apply(rotation, { ahead = 2560 }, head_dim,
          dtype.bytes)
        local size = head_dim * dtype.bytes
        for base, list in pairs({ soon = scheduled.fetch.input,
          place = scheduled.fetch.output }) do
          for line, op in ipairs(list) do
            assert.are.equal("prefetch", op.op)
            assert.are.equal(base, op.base)
            assert.are.equal(64 * (line - 1), op.offset * dtype.bytes)
          end
          assert.are.equal((size + 63) // 64, #list)
        end
        local bytes = scheduled.heads_ahead * size
        assert.is_true(bytes >= 2560 and bytes < 2560 + size)
      end
    end
  end)

  it("fetches nothing ahead of 0", function()
    local rotation = rotation_of(model_of(64, "half"), AVX2)
    local scheduled = schedule.apply(rotation, { ahead = 0 }, 64, 4)
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
    assert.are.equal("vectors up to 8 floats, no prefetch",
      schedule.describe({ lanes = 8, ahead = 0, stream = 0 }))
    assert.are.equal("vectors up to 16 floats, 2560 bytes fetched ahead beyond 32 KiB,\n"
      .. "  64 bytes at a time stored past the caches out of place beyond 1024 KiB",
      schedule.describe({ lanes = 16, ahead = 2560, stream = 64 }))
    assert.are.equal("2 add, 4 load", schedule.words({ load = 4, add = 2 }))
    for _, op in pairs(ops) do
      if type(op) == "table" then assert.are.equal("string", type(op.stage)) end
    end
  end)
end)
