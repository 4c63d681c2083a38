-- Each operation's meaning, by examples.

local dtypes = require("dtypes")
local freq = require("freq")
local ops = require("ops")
local seed = require("seed")

local float_bits = (string.unpack("<i8", string.pack("<d", -1.5)))

-- Operation, type, other fields, values by name, and the result.
local EXAMPLES <const> = {
  { "mul", "f32", {}, { a = { 3.0, -2.0 }, b = { 0.5, 4.0 } }, { 1.5, -8.0 } },
  { "mul", "f32", {}, { a = { 1 + 0x1p-23 }, b = { 1 + 0x1p-23 } }, { 1 + 0x1p-22 } },
  { "mul", "f64", {}, { a = { 1 + 0x1p-23 }, b = { 1 + 0x1p-23 } },
    { (1 + 0x1p-23) * (1 + 0x1p-23) } },
  { "add", "f32", {}, { a = { 1.0 }, b = { 0x1p-24 } }, { 1.0 } },
  { "add", "f64", {}, { a = { 1.0 }, b = { 0x1p-24 } }, { 1 + 0x1p-24 } },
  { "add", "u64", {}, { a = { -1 }, b = { 3 } }, { 2 } },
  { "sub", "f32", {}, { a = { 1.0 }, b = { 0x1p-25 } }, { 1.0 } },
  { "sub", "u64", {}, { a = { 0 }, b = { 1 } }, { -1 } },
  { "swap", "f32", {}, { a = { 1, 2, 3, 4 } }, { 2, 1, 4, 3 } },
  { "dup_even", "f32", {}, { a = { 1, 2, 3, 4 } }, { 1, 1, 3, 3 } },
  { "dup_odd_alternating", "f32", {}, { a = { 1, 2, 3, 4 } }, { -2, 2, -4, 4 } },
  { "swap_ends", "f32", {}, { a = { 1, 2, 3, 4 } }, { 3, 4, 1, 2 } },
  { "negate_first", "f32", {}, { a = { 1, 2, 3, 4 } }, { -1, -2, 3, 4 } },
  { "zip_low", "f32", {}, { a = { 1, 2, 3, 4 }, b = { 5, 6, 7, 8 } }, { 1, 5, 2, 6 } },
  { "zip_high", "f32", {}, { a = { 1, 2, 3, 4 }, b = { 5, 6, 7, 8 } }, { 3, 7, 4, 8 } },
  { "first", "f32", {}, { a = { first = { 1 }, second = { 2 } } }, { 1 } },
  { "second", "f32", {}, { a = { first = { 1 }, second = { 2 } } }, { 2 } },
  { "round", "bf16", {}, { a = { 1 + 0x1p-8, 1 + 0x1.8p-7, -0x1.ffp127 } },
    { 1.0, 1 + 0x1p-6, -1 / 0 } },
  { "round", "f16", {}, { a = { 1 + 0x1p-11, 0x1.8p-24, 65520.0 } },
    { 1.0, 0x1p-23, 1 / 0 } },
  { "quiet", "bf16", {}, { a = { 1 + 0x1p-23, -1 / 0 } }, { 1 + 0x1p-23, -1 / 0 } },
  { "widen", "f32", {}, { a = { 1.5 } }, { 1.5 } },
  { "narrow", "f64", {}, { a = { 1 + 0x1.8p-24 } }, { 1 + 0x1p-23 } },
  { "bits", "f64", {}, { a = { -1.5 } }, { float_bits } },
  { "float", "u64", {}, { a = { float_bits } }, { -1.5 } },
  { "and", "u64", {}, { a = { 12 }, b = { 10 } }, { 8 } },
  { "or", "u64", {}, { a = { 12 }, b = { 10 } }, { 14 } },
  { "xor", "u64", {}, { a = { 12 }, b = { 10 } }, { 6 } },
  { "flip", "f64", {}, { a = { 1.5, 1.5 }, b = { math.mininteger, 0 } }, { -1.5, 1.5 } },
  { "shl", "u64", { imm = 62 }, { a = { 7 } }, { 3 << 62 } },
  { "shr", "u64", { imm = 62 }, { a = { -1 } }, { 3 } },
  { "select", "f64", {}, { m = { -1, 0 }, a = { 1, 2 }, b = { 3, 4 } }, { 1, 4 } },
  { "mul64", "u64", {}, { a = { 1 << 63 }, b = { 3 } }, { 1 << 63 } },
  { "mul32", "u64", {}, { a = { 0xFFFFFFFF }, b = { 0x7FFFFFFF } },
    { 0xFFFFFFFF * 0x7FFFFFFF } },
  { "mad", "f64", {}, { a = { 3.0 }, b = { 2.0 }, c = { 1.0 } }, { 7.0 } },
  { "mad", "f64", {},
    { a = { 1 + 0x1p-52 }, b = { 1 - 0x1p-52 }, c = { -1.0 } }, { 0.0 } },
  { "nmad", "f64", {}, { a = { 3.0 }, b = { 2.0 }, c = { 1.0 } }, { -5.0 } },
  { "set", "f64", { imm = 2.5 }, {}, { 2.5, 2.5 } },
}

-- Memory that operations of two lanes read and write.
local function new_memory()
  return { lanes = 2, p = { [0] = 10, 11, 12, 13, 14, 15 }, scalars = { at = 7 } }
end

describe("ops", function()
  it("mean what their names say", function()
    local seen = {}
    for _, example in ipairs(EXAMPLES) do
      local name, type, fields, value, right = table.unpack(example)
      local op = { op = name, type = type, dst = "r" }
      for key, x in pairs(fields) do op[key] = x end
      for key in pairs(value) do op[key] = key end
      ops[name].meaning(op, value, new_memory(), 0)
      assert.are.same(right, value.r, name)
      seen[name] = true
    end
    local elsewhere = { load = true, store = true, call = true, spread = true,
      prefetch = true }
    for name, op in pairs(ops) do
      local here = op ~= ops.result and not elsewhere[op.stage]
      assert.is_true(not here or seen[name] == true, name)
    end
  end)

  it("read memory at base + offset + step * turn", function()
    for _, name in ipairs({ "ld", "ld_row", "ld_const" }) do
      local value = {}
      local op = { op = name, dst = "r", base = "p", offset = 1, step = 2 }
      ops[name].meaning(op, value, new_memory(), 1)
      assert.are.same({ 13, 14 }, value.r)
    end
    local value = {}
    local op = { op = "ld2", dst = "r", base = "p", offset = 0, step = 2 }
    ops.ld2.meaning(op, value, new_memory(), 1)
    assert.are.same({ first = { 12, 14 }, second = { 13, 15 } }, value.r)
  end)

  it("write memory at base + offset + step * turn", function()
    local memory = new_memory()
    local op = { a = "v", b = "w", base = "p", offset = 0, step = 2 }
    ops.st.meaning(op, { v = { 1, 2 } }, memory, 1)
    assert.are.same({ [0] = 10, 11, 1, 2, 14, 15 }, memory.p)
    ops.st2.meaning(op, { v = { 1, 2 }, w = { 3, 4 } }, memory, 0)
    assert.are.same({ [0] = 1, 3, 2, 4, 14, 15 }, memory.p)
    ops.prefetch.meaning({ base = "soon", offset = 0, step = 0 }, {}, memory, 0)
    assert.are.same({ [0] = 1, 3, 2, 4, 14, 15 }, memory.p)
  end)

  it("read and write two ends that stand apart in memory", function()
    local value, memory = {}, new_memory()
    local op = { dst = "r", a = "r", base = "p", offset = 0, step = 1, apart = 3 }
    ops.ld_ends.meaning(op, value, memory, 1)
    assert.are.same({ 11, 14 }, value.r)
    value.r = { 1 + 0x1p-8, 2 }
    op.type = "bf16"
    ops.st_ends.meaning(op, value, memory, 1)
    assert.are.same({ [0] = 10, 1.0, 12, 13, 2, 15 }, memory.p)
  end)

  it("round what they write to memory to its type", function()
    local exact = 1 + 0x1p-9 + 0x1p-20
    for type, stored in pairs({ f32 = exact, f16 = 1 + 0x1p-9, bf16 = 1.0 }) do
      local memory, value = new_memory(), { v = { exact, exact } }
      ops.st.meaning({ type = type, a = "v", base = "p", offset = 1, step = 0 }, value,
        memory, 0)
      assert.are.same({ [0] = 10, stored, stored, 13, 14, 15 }, memory.p)
      ops.st2.meaning({ type = type, a = "v", b = "v", base = "p", offset = 2, step = 0 },
        value, memory, 0)
      assert.are.same({ [0] = 10, stored, stored, stored, stored, stored }, memory.p)
    end
  end)

  it("spread scalars and call cos and sin", function()
    local value, memory = { x = { 1, 2 } }, new_memory()
    ops.spread.meaning({ dst = "r", scalar = "at" }, value, memory)
    assert.are.same({ 7, 7 }, value.r)
    function memory.sincos(angle) return angle, { 5, 6 } end
    ops.sincos.meaning({ results = { "c", "s" }, inputs = { "x" } }, value, memory)
    assert.are.same({ 1, 2 }, value.c)
    assert.are.same({ 5, 6 }, value.s)
    function memory.sincos(angle, sign) return angle, { angle[1] * sign[1] } end
    value.y, value.m = { 3, 4 }, { -1 }
    ops.sincos.meaning({ results = { "c", "s", "cn", "sn" }, inputs = { "x", "y" },
      sign = "m" }, value, memory)
    assert.are.same({ { 1, 2 }, { -1 }, { 3, 4 }, { -3 } },
      { value.c, value.s, value.cn, value.sn })
  end)

  it("round float32 sums once", function()
    seed(3)
    for _ = 1, 1000 do
      local a, b = freq.f32(math.random()), freq.f32(math.random() * 0x1p-20)
      local value = { a = { a }, b = { b } }
      ops.add.meaning({ type = "f32", a = "a", b = "b", dst = "r" }, value)
      assert.are.equal(freq.f32(a + b), value.r[1])
    end
  end)

  it("give the type of what they write", function()
    local function result(name, type) return ops.result({ op = name, type = type }) end
    assert.are.equal("f32", result("mul", "f32"))
    assert.are.equal("f64", result("widen", "f32"))
    assert.are.equal("f32", result("narrow", "f64"))
    assert.are.equal("u64", result("bits", "f64"))
    for _, dtype in ipairs(dtypes.list) do
      assert.are.equal("pair", result("ld2", dtype.name))
      for _, name in ipairs({ "ld", "round", "quiet" }) do
        assert.are.equal("f32", result(name, dtype.name))
      end
    end
    assert.are.equal("u64", result("ld_const", "u64"))
  end)
end)
