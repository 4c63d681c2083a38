-- The plans of cos and sin, bit for bit: golden cases and the specs' own reference.

local eval = require("eval")
local f32 = require("freq").f32
local freq = require("freq")
local cases = require("cases")
local precise = require("precise")
local rope = require("rope")
local seed = require("seed")
local support = require("support")
local tables = require("tables")

local HARD_ANGLE <const> = 0x1.33333p+13
local ANGLE_LIMIT <const> = 0x1p20

-- Angles and phases whose cos or sin lies within 1e-7 units in the last place of a tie,
-- found by search; and quarter turns that need pi / 2 to its last bits.
local NEAR_TIES <const> = {
  0x1.6f1b7p+5, 0x1.41c47p+16, 0x1.a88a5p+6, 0x1.3e42p+1, 0x1.e64002p-2,
  0x1.9a4cb8p+15, 0x1.ea8098p+9, 0x1.5d274ap+16, 0x1.0c4d4ap+0, 0x1.4b3ef8p+1,
  0x1.09e25p+8, 0x1.2b7fcp+5, 0x1.ef4daap+11, 0x1.d85f1ap+14, 0x1.f22752p+15,
  0x1.440c3ap-1, 0x1.f3c748p+3, 0x1.ec680ap-2, 0x1.016652p+11, 0x1.8c22dap+12,
  0x1.534a2ap+8, 0x1.ed68fp+7, 0x1.9fdaap+16, 0x1.0fd748p+11, 0x1.332522p+16,
  0x1.399338p+4, 0x1.b5eb6p+17, 0x1.449aa8p+7, 0x1.7b2126p+19, 0x1.ab7974p+19,
  0x1.f2b958p+19,
}
local PHASES_NEAR_TIES <const> = {
  0x93d54f01f6301f5c, 0xa02737ddad960511, 0xb15fced258742bc6, 0xb082fec29f1edc19,
}

-- dim, theta, position, i, and cos and sin of position * theta^(-2i / dim), rounded.
-- Source: mpmath, 300 bits.
local FAR <const> = {
  { 2, 1e4, 2147483647, 0, -0x1.60af34p-1, -0x1.732844p-1 },
  { 128, 1e4, 2147483647, 1, -0x1.f6862p-1, -0x1.8832cp-3 },
  { 128, 5e5, -2147483647, 20, 0x1.8ce988p-1, 0x1.436d2ep-1 },
  { 128, 5e5, 1999999999, 63, -0x1.ffcd94p-1, 0x1.c665a6p-6 },
  { 96, 1e6, -1234567890, 30, 0x1.fccc18p-1, 0x1.c96d4cp-4 },
  { 40, 1e4, 2000000011, 7, 0x1.7ef2fap-1, -0x1.53d814p-1 },
  { 512, 1e12, 2147483646, 200, 0x1.3c04d4p-1, 0x1.92d5c6p-1 },
}

-- ISAs that make a row with vectors of their own.
local function row_isas()
  local isas = {}
  for _, isa in ipairs(support.isas()) do
    if isa.row then isas[#isas + 1] = isa end
  end
  return isas
end

-- A rope of one axis.
local function one_axis(dim, theta, kind, pairing)
  return rope.build(support.config({
    head_dim = dim, theta = theta, tables = kind, pairing = pairing,
    axes = { { name = "p", dim = dim, position_max = 1 } },
  }))
end

-- The operations of cos and sin, for a model without factors or one with.
local function sincos_of(kind, factors)
  return tables.sincos({ tables = kind, cos_factor = factors and factors[1] or 1,
    sin_factor = factors and factors[2] or 1 }, 1)
end

-- cos and sin of each angle or phase by a list of operations, four lanes at a time.
local function sincos(kind, arguments, sign)
  local list, cos, sin = sincos_of(kind), {}, {}
  for i = 1, #arguments, 4 do
    local lanes = table.move(arguments, i, math.min(i + 3, #arguments), 1, {})
    local signs = {}
    for lane = 1, #lanes do signs[lane] = sign end
    local c, s = eval.sincos(list, kind == "hf" and { angle = lanes }
      or { phase = lanes, sign = signs })
    table.move(c, 1, #c, #cos + 1, cos)
    table.move(s, 1, #s, #sin + 1, sin)
  end
  return cos, sin
end

-- The same, where each operation is done on all arguments before the next.
local function sincos_together(kind, arguments, sign)
  local list = tables.sincos({ tables = kind, cos_factor = 1, sin_factor = 1 },
    #arguments)
  local value, cos, sin = { sign = { sign } }, {}, {}
  local suffix = tables.suffix
  for i, argument in ipairs(arguments) do
    value[(kind == "hf" and "angle" or "phase") .. suffix(i)] = { argument }
  end
  eval.run(list, value, { lanes = 1 }, 0)
  for i in ipairs(arguments) do
    cos[i], sin[i] = value["c" .. suffix(i)][1], value["s" .. suffix(i)][1]
  end
  return cos, sin
end

-- Raises unless operations give the reference's bits for every angle or phase.
local function check_sincos(kind, arguments, reference)
  local cos, sin = sincos(kind, arguments, 0)
  for i, argument in ipairs(arguments) do
    local c, s = reference(argument)
    if cos[i] ~= c or sin[i] ~= s then
      error(("of %s: cos %a and sin %a, not %a and %a"):format(
        kind == "hf" and ("%a"):format(argument) or ("%016x"):format(argument),
        cos[i], sin[i], c, s))
    end
  end
end

local function float_of(bits)
  return (string.unpack("<f", string.pack("<I4", bits)))
end

local function bits_of(x)
  return (string.unpack("<I4", string.pack("<f", x)))
end

describe("tables", function()
  before_each(function() seed(11) end)

  it("does several together as one by one", function()
    for kind, arguments in pairs({ hf = { 0.5, -7.25, 1e5, 3.0 },
      exact = { 1 << 61, -(1 << 40), 12345678901234567, math.mininteger } }) do
      for together = 1, #arguments do
        local some = table.move(arguments, 1, together, 1, {})
        local cos, sin = sincos(kind, some, math.mininteger)
        assert.are.same({ cos, sin }, { sincos_together(kind, some, math.mininteger) })
      end
    end
  end)

  it("round cos and sin correctly for angles of any size", function()
    local largest = float_of(bits_of(ANGLE_LIMIT) - 1)
    local angles = { 0.0, 0x1p-149, -0x1p-149, 0x1p-126, largest, -largest }
    for _ = 1, 6000 do
      local angle = float_of(math.random(bits_of(ANGLE_LIMIT) - 1))
      angles[#angles + 1] = math.random(2) == 1 and angle or -angle
    end
    for _ = 1, 3000 do
      angles[#angles + 1] = f32(math.random() * ANGLE_LIMIT * 0.99)
    end
    check_sincos("hf", angles, precise.of_angle)
  end)

  it("round cos and sin correctly next to multiples of a quarter turn", function()
    local angles = {}
    for _ = 1, 2000 do
      local quarters = math.random(math.floor(ANGLE_LIMIT / (math.pi / 2)) - 1)
      local bits = bits_of(f32(quarters * (math.pi / 2)))
      for step = -1, 1 do angles[#angles + 1] = float_of(bits + step) end
    end
    check_sincos("hf", angles, precise.of_angle)
  end)

  it("round cos and sin correctly next to ties", function()
    check_sincos("hf", NEAR_TIES, precise.of_angle)
    check_sincos("exact", PHASES_NEAR_TIES, precise.of_phase)
  end)

  it("round cos and sin correctly at the angles nearest to quarter turns", function()
    local angles, half_pi = {}, math.pi / 2
    for quarters = 1, math.floor(ANGLE_LIMIT / half_pi) do
      local angle = f32(quarters * half_pi)
      if math.abs(angle - quarters * half_pi) < 0x1p-16 then
        angles[#angles + 1] = angle
      end
    end
    assert.is_true(#angles > 500)
    check_sincos("hf", angles, precise.of_angle)
  end)

  it("miss the hard angle's sine, which is why freq knows it", function()
    for _, sign in ipairs({ 1, -1 }) do
      local cos, sin = sincos("hf", { sign * HARD_ANGLE })
      local right_cos, right_sin = precise.of_angle(sign * HARD_ANGLE)
      assert.are.equal(right_cos, cos[1])
      assert.are_not.equal(right_sin, sin[1])
      assert.are.equal(right_sin, sign * freq.HARD_SINE)
    end
  end)

  it("round cos and sin of a phase correctly", function()
    local phases = {}
    for _ = 1, 4000 do phases[#phases + 1] = math.random(0) end
    for eighth = 0, 7 do
      for _ = 1, 100 do
        local near = math.random(0) >> math.random(4, 63)
        phases[#phases + 1] = (eighth << 61) + near
        phases[#phases + 1] = (eighth << 61) - near
      end
    end
    check_sincos("exact", phases, precise.of_phase)
  end)

  it("negate the sine alone where sign is set", function()
    local phases = { 1 << 60, 3 << 60, -(1 << 60), 12345 << 40 }
    local cos, sin = sincos("exact", phases, 0)
    local same, turned = sincos("exact", phases, math.mininteger)
    for i in ipairs(phases) do
      assert.are.equal(cos[i], same[i])
      assert.are.equal(sin[i], -turned[i])
      assert.are_not.equal(0.0, sin[i])
    end
  end)

  for _, case in ipairs(cases.of_family("table")) do
    for _, kind in ipairs({ "hf", "exact" }) do
      it(("give every bit of %s, %s"):format(case.name, kind), function()
        local dim, theta = case.cfg.table_dim[1], case.cfg.theta[1]
        local positions = case.tensors.positions
        local cos, sin = case.tensors["cos_" .. kind], case.tensors["sin_" .. kind]
        local list = sincos_of(kind)
        for n, isa in ipairs(row_isas()) do
          local pairing = rope.pairings[n % #rope.pairings + 1]
          local model = one_axis(dim, theta, kind, pairing)
          local row_plan = tables.row(model, 1, isa)
          for i = 0, #positions do
            local row = eval.row(model.axes[1], row_plan, list, positions[i])
            for j, pair in ipairs(model.pairs) do
              local at = i * (dim // 2) + j - 1
              local c, s = row[pair.row[1]], row[pair.row[2]]
              if c ~= cos[at] or s ~= sin[at] then
                error(("%s, position %d, pair %d: %a %a, not %a %a"):format(
                  isa.name, positions[i], j - 1, c, s, cos[at], sin[at]))
              end
            end
          end
        end
      end)
    end
  end

  it("are exact at positions that need all bits of a frequency", function()
    for _, far in ipairs(FAR) do
      local dim, theta, position, i, cos, sin = table.unpack(far)
      for _, isa in ipairs(row_isas()) do
        local model = one_axis(dim, theta, "exact", "half")
        local row = eval.row(model.axes[1], tables.row(model, 1, isa),
          sincos_of("exact"), position)
        assert.are.equal(cos, row[i])
        assert.are.equal(sin, row[i + dim // 2])
      end
    end
  end)

  it("have the same bits on every ISA, for every dim and shape of row", function()
    for _, pairing in ipairs(rope.pairings) do
      for _, kind in ipairs({ "hf", "exact" }) do
        local list = sincos_of(kind)
        for dim = 2, 64, 2 do
          local model = one_axis(dim, 1e4, kind, pairing)
          local position, right = math.random(-100, 100), nil
          for _, isa in ipairs(row_isas()) do
            local row = eval.row(model.axes[1], tables.row(model, 1, isa), list, position)
            right = right or support.bits(row, dim)
            assert.are.equal(right, support.bits(row, dim))
            row[0] = nil
            assert.are.equal(dim - 1, #row)
          end
        end
      end
    end
  end)

  it("multiply cos and sin by the model's factors, rounded once more", function()
    local factors = { f32(1.1386294), f32(-1.1386294) }
    for _, kind in ipairs({ "hf", "exact" }) do
      local argument = kind == "hf" and { angle = { 1.0, 30.5 } }
        or { phase = { 1 << 60, 3 << 61 }, sign = { 0, 0 } }
      local cos, sin = eval.sincos(sincos_of(kind), argument)
      local scaled_cos, scaled_sin = eval.sincos(sincos_of(kind, factors), argument)
      for lane = 1, 2 do
        assert.are.equal(f32(cos[lane] * factors[1]), scaled_cos[lane])
        assert.are.equal(f32(sin[lane] * factors[2]), scaled_sin[lane])
      end
    end
  end)

  it("multiply positions by the axis's scale before the frequency", function()
    local model = rope.build(support.config({ head_dim = 16, pairing = "half",
      axes = { { name = "h", dim = 16, position_max = 9, scale = 24 / 72 } } }))
    for _, isa in ipairs(row_isas()) do
      local row = eval.row(model.axes[1], tables.row(model, 1, isa), sincos_of("hf"), 7)
      for i, f in ipairs(model.axes[1].inv_freq) do
        local cos, sin = precise.of_angle(f32(f32(7 * f32(24 / 72)) * f))
        assert.are.equal(cos, row[i - 1])
        assert.are.equal(sin, row[i + 7])
      end
    end
  end)

  it("make rows of an axis from its own frequencies alone", function()
    local model = rope.build(support.config({
      head_dim = 24, pairing = "half", axes = {
        { name = "h", dim = 16, position_max = 9 },
        { name = "w", dim = 8, theta = 50.0, position_max = 9 },
      },
    }))
    for _, isa in ipairs(row_isas()) do
      for k, axis in ipairs(model.axes) do
        local row = eval.row(axis, tables.row(model, k, isa), sincos_of("hf"), 7)
        for i, f in ipairs(axis.inv_freq) do
          local cos, sin = precise.of_angle(f32(7 * f))
          assert.are.equal(cos, row[i - 1])
          assert.are.equal(sin, row[i - 1 + axis.pairs])
        end
      end
    end
  end)
end)
