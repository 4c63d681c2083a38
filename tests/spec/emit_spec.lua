-- Numbers keep their bits; operations become declarations, calls and loops.

local emit = require("emit")
local f32 = require("freq").f32
local seed = require("seed")

-- An ISA in words, to see what comes of each field.
local ISA <const> = {
  name = "toy",
  f32x4 = {
    type = "v4", ld = "load($at)", st = "store($at, $a)", mul = "mul($a, $b)",
    add = "add($a, $b)", sincos = "sincos__$isa($call)",
    spread = "all($scalar)", widen = "wide($a)",
  },
  f64x4 = { type = "d4", set = "same($imm)" },
  u64x4 = { type = "u4", shr = "shr($a, $imm)" },
  f32x1 = { type = "float", ld = "$cell", st = "$cell = $a", mul = "$a * $b" },
}

local function op(name, fields)
  fields.op, fields.type = name, fields.type or "f32"
  fields.step = fields.step or 0
  return fields
end

local function lines(list, lanes, suffix, turn)
  return emit.lines(list, ISA, lanes, suffix or "", turn)
end

describe("emit", function()
  it("writes float32 and float64 numbers that read back as the same bits", function()
    seed(13)
    for _ = 1, 3000 do
      local x = string.unpack("<f", string.pack("<I4", math.random(0, 0x7F7FFFFF)))
      for _, number in ipairs({ x, -x }) do
        local text = emit.number(number, "f32")
        assert.is_truthy(text:find("^%-?%d[%d%.e+-]*f$"), text)
        assert.is_truthy(text:find("[.e]"), text)
        assert.are.equal(number, f32(tonumber(text:sub(1, -2))))
      end
      local y = string.unpack("<d", string.pack("<i8", math.random(0x7FEFFFFFFFFFFFFF)))
      local text = emit.number(y, "f64")
      assert.is_truthy(text:find("^%d[%d%.e+-]*$") and text:find("[.e]"), text)
      assert.are.equal(y, tonumber(text))
    end
  end)

  it("writes the shortest number", function()
    assert.are.equal("0.1f", emit.number(f32(0.1), "f32"))
    assert.are.equal("1.0f", emit.number(1.0, "f32"))
    assert.are.equal("1.0", emit.number(1, "f64"))
    assert.are.equal("0.1", emit.number(0.1, "f64"))
    assert.are.equal("-0.0", emit.number(-0.0, "f64"))
    assert.are.equal("1e+22", emit.number(1e22, "f64"))
  end)

  it("writes integers of 64 bits, large ones in hexadecimal", function()
    assert.are.equal("62", emit.number(62, "u64"))
    assert.are.equal("0x8000000000000000", emit.number(math.mininteger, "u64"))
    assert.are.equal("0xffffffffffffffff", emit.number(-1, "u64"))
    assert.are.equal("0x400", emit.number(1024, "u64"))
  end)

  it("joins operations of a stage in one declaration", function()
    assert.are.same({ "const v4 a7 = load(x), b7 = load(x + 4);",
      "const v4 t7 = mul(a7, b7);", "store(y + 4, t7);" },
      lines({
        op("ld", { dst = "a", base = "x", offset = 0 }),
        op("ld", { dst = "b", base = "x", offset = 4 }),
        op("mul", { dst = "t", a = "a", b = "b" }),
        op("st", { a = "t", base = "y", offset = 4 }),
      }, 4, "7"))
  end)

  it("starts a declaration anew where the type or the width asks for it", function()
    assert.are.same({ "const v4 p = all(at);", "const d4 h = same(0.5);" }, lines({
      op("spread", { dst = "p", scalar = "at" }),
      op("set", { type = "f64", dst = "h", imm = 0.5 }),
    }, 4))
    local many = {}
    for i = 1, 20 do
      many[i] = op("ld", { dst = "v" .. i, base = "x", offset = 4 * i })
    end
    local wrapped = lines(many, 4)
    assert.is_true(#wrapped > 1)
    for _, line in ipairs(wrapped) do
      assert.is_true(#line <= 90, line)
      assert.is_truthy(line:find("^const v4 .*;$"), line)
    end
    assert.are.equal(20, select(2, table.concat(wrapped):gsub("load", "")))
  end)

  it("leaves names alone that the list does not write", function()
    assert.are.same({ "const v4 d1 = mul(outer, inner);" },
      lines({ op("mul", { dst = "d", a = "outer", b = "inner" }) }, 4, "1"))
  end)

  it("calls cos and sin with places for both", function()
    assert.are.same({ "v4 c2, s2;", "sincos__toy(angle, &c2, &s2);" },
      lines({ op("sincos", { results = { "c", "s" }, inputs = { "angle" } }) }, 4, "2"))
    assert.are.same({ "v4 c, s;", "sincos__toy(phase, sign, &c, &s);" },
      lines({ op("sincos",
        { results = { "c", "s" }, inputs = { "phase" }, sign = "sign" }) }, 4))
    local inputs = {}
    for i = 1, 20 do inputs[i] = "angle_" .. i end
    local wrapped = lines({ op("sincos", { results = { "c" }, inputs = inputs }) }, 4)
    assert.are.equal(4, #wrapped)
    for _, line in ipairs(wrapped) do assert.is_true(#line <= 96) end
    assert.are.equal("sincos__toy(" .. table.concat(inputs, ", ") .. ", &c);",
      (table.concat(wrapped, "", 2):gsub("    ", " ")))
  end)

  it("gives an operation the type of its result", function()
    assert.are.same({ "const d4 x = wide(angle);" },
      lines({ op("widen", { dst = "x", a = "angle" }) }, 4))
    assert.are.same({ "const u4 k = shr(n, 62);" },
      lines({ op("shr", { type = "u64", dst = "k", a = "n", imm = 62 }) }, 4))
  end)

  it("writes a block once or as a loop over its turns", function()
    local block = {
      number = 3, lanes = 1, turns = 1,
      row = { op("ld", { dst = "c", base = "row", offset = 2 }) },
      head = {
        op("ld", { dst = "a", base = "x", offset = 0 }),
        op("mul", { dst = "t", a = "a", b = "c" }),
        op("st", { a = "t", base = "y", offset = 5 }),
      },
    }
    assert.are.same({ "/* title */", "const float c3 = row[2];" },
      emit.block(block, "row", ISA, "title"))
    assert.are.same({ "/* title */", "const float a3 = x[0];",
      "const float t3 = a3 * c3;", "y[5] = t3;" },
      emit.block(block, "head", ISA, "title"))
    block.turns, block.row[1].step = 9, 1
    block.head[1].step, block.head[3].step = 1, 2
    assert.are.same({}, emit.block(block, "row", ISA, "title"))
    local loop = emit.block(block, "head", ISA, "title")
    assert.are.equal("for (size_t j = 0; j < 9; j++) { /* title */", loop[1])
    assert.are.equal("}", loop[#loop])
    local body = table.concat(loop, "\n")
    for _, part in ipairs({
      "c = row[j + 2]", "a = x[j]", "t = a * c", "y[2 * j + 5] = t",
    }) do
      assert.is_truthy(body:find(part, 1, true), body)
    end
  end)

  it("names the ISA and the operation that it does not spell", function()
    local good, problem = pcall(lines, { op("swap", { dst = "b", a = "a" }) }, 4)
    assert.is_false(good)
    local words = "the ISA toy spells no swap of f32x4"
    assert.is_truthy(problem:find(words, 1, true), problem)
  end)
end)
