-- The rope of a config by hand: pairs, rows, frequencies and factors.

local f32 = require("freq").f32
local rope = require("rope")
local support = require("support")

local function axes_of(...)
  local axes = {}
  for i, dim in ipairs({ ... }) do
    axes[i] = { name = "axis_" .. i, dim = dim, position_max = 9 }
  end
  return axes
end

local function build(changes) return rope.build(support.config(changes)) end

-- The channels of each pair as "first second", in order.
local function channels(model)
  local list = {}
  for j, pair in ipairs(model.pairs) do
    list[j] = ("%d %d"):format(pair.input[1], pair.input[2])
    assert.are.same(pair.input, pair.output)
  end
  return table.concat(list, ", ")
end

-- The row columns of each pair of an axis.
local function columns(model, axis)
  local list = {}
  for _, pair in ipairs(model.pairs) do
    if pair.axis == axis then
      list[#list + 1] = ("%d %d"):format(pair.row[1], pair.row[2])
    end
  end
  return table.concat(list, ", ")
end

-- A model of one axis with changes to it and more.
local function one_axis(dim, axis, changes)
  axis = support.with({ name = "p", dim = dim, position_max = 9 }, axis)
  return build(support.with({ head_dim = dim, axes = { axis } }, changes or {}))
end

describe("rope", function()
  it("pairs channel j with j + rotary_dim / 2 for half", function()
    local model = build({ head_dim = 12, pairing = "half", axes = axes_of(4, 8) })
    assert.are.equal("0 6, 1 7, 2 8, 3 9, 4 10, 5 11", channels(model))
    assert.are.equal("0 2, 1 3", columns(model, 1))
    assert.are.equal("0 4, 1 5, 2 6, 3 7", columns(model, 2))
  end)

  it("pairs 2j with 2j + 1 for adjacent", function()
    local model = build({ head_dim = 8, pairing = "adjacent", axes = axes_of(2, 6) })
    assert.are.equal("0 1, 2 3, 4 5, 6 7", channels(model))
    assert.are.equal("0 1", columns(model, 1))
    assert.are.equal("0 1, 2 3, 4 5", columns(model, 2))
  end)

  it("splits each axis's channels for half_per_axis", function()
    local axes = axes_of(4, 8)
    local model = build({ head_dim = 12, pairing = "half_per_axis", axes = axes })
    assert.are.equal("0 2, 1 3, 4 8, 5 9, 6 10, 7 11", channels(model))
    assert.are.equal("0 2, 1 3", columns(model, 1))
    assert.are.equal("0 4, 1 5, 2 6, 3 7", columns(model, 2))
  end)

  it("turns some channels of a head where it is partial", function()
    local fields = { head_dim = 12, rotary_dim = 6, rotary_offset = 5, axes = axes_of(6) }
    assert.are.equal("5 8, 6 9, 7 10", channels(build(fields)))
    fields.pairing = "adjacent"
    assert.are.equal("5 6, 7 8, 9 10", channels(build(fields)))
    fields.rotary_dim, fields.axes = nil, axes_of(4)
    fields.rotary_offset = 8
    assert.are.equal("8 9, 10 11", channels(build(fields)))
  end)

  it("gives each axis its own frequencies, from its own base", function()
    local axes = axes_of(4, 4)
    axes[2].theta = 100
    local model = build({ head_dim = 8, theta = 1e4, axes = axes })
    assert.are.same({ 1.0, f32(0.01) }, model.axes[1].inv_freq)
    assert.are.same({ 1.0, f32(0.1) }, model.axes[2].inv_freq)
    assert.is_nil(model.axes[1].turns)
    local exact = build({ head_dim = 8, tables = "exact", axes = axes })
    local alone = build({ head_dim = 4, tables = "exact", theta = 100,
      axes = axes_of(4) })
    assert.are.same(alone.axes[1].turns, exact.axes[2].turns)
  end)

  it("turns the other way with a negative sine", function()
    local model = one_axis(4, {}, { direction = -1, attention_factor = 1.1 })
    assert.are.same({ f32(1.1), -f32(1.1) }, { model.cos_factor, model.sin_factor })
    model = one_axis(4, {})
    assert.are.same({ 1.0, 1.0 }, { model.cos_factor, model.sin_factor })
  end)

  it("multiplies cos and sin by what the scaling gives unless told", function()
    local yarn = { rope_type = "yarn", factor = 4,
      original_max_position_embeddings = 2048 }
    local model = one_axis(4, {}, { rope_scaling = yarn })
    assert.are.same({ f32(1.138629436111989), f32(1.138629436111989) },
      { model.cos_factor, model.sin_factor })
    model = one_axis(4, {}, { rope_scaling = yarn, attention_factor = 1 })
    assert.are.equal(1.0, model.cos_factor)
  end)

  it("leaves pairs from active_pairs on at rest", function()
    local model = one_axis(8, {}, { freq = { active_pairs = 3 }, tables = "exact" })
    local axis = model.axes[1]
    assert.are.same({ 1.0, f32(0.1), f32(0.01), 0.0 }, axis.inv_freq)
    assert.are.same({ 0, 0, 0 }, axis.turns[4])
    assert.are_not.same({ 0, 0, 0 }, axis.turns[3])
    assert.are.equal(4, #model.pairs)
    model = build({ freq = { active_pairs = 3 }, axes = axes_of(4, 4) })
    assert.are.same({ 1.0, f32(0.01) }, model.axes[1].inv_freq)
    assert.are.same({ 1.0, 0.0 }, model.axes[2].inv_freq)
  end)

  it("lists frequencies and factors by the numbers of pairs", function()
    local list = { 1.5, 2.5, 3.5, 4.5 }
    local fields = { axis_layout = "round_robin", axes = axes_of(4, 4) }
    fields.freq = { kind = "list", inv_freq = list }
    local model = build(fields)
    assert.are.same({ 1.5, 3.5 }, model.axes[1].inv_freq)
    assert.are.same({ 2.5, 4.5 }, model.axes[2].inv_freq)
    fields.freq, fields.theta, fields.tables = nil, 1, "exact"
    fields.rope_scaling = { rope_type = "longrope", use = "long", long_factor = list,
      short_factor = list, original_max_position_embeddings = 64 }
    model = build(fields)
    assert.are.same({ f32(1 / 2.5), f32(1 / 4.5) }, model.axes[2].inv_freq)
    assert.is_near(1 / 4.5, 2 * math.pi * model.axes[2].turns[2][3], 1e-15)
  end)

  it("scales positions, 2 pi among them, beside the frequency", function()
    local model = one_axis(4, { scale = 1 / 3 })
    assert.are.equal(f32(1 / 3), model.axes[1].scale)
    assert.are.same({ 1.0, f32(0.01) }, model.axes[1].inv_freq)
    model = one_axis(4, { scale = 0.5 }, { freq = { kind = "inv_power_2pi" } })
    assert.are.equal(f32(math.pi), model.axes[1].scale)
    assert.are.same({ 1.0, f32(0.01) }, model.axes[1].inv_freq)
    model = one_axis(4, {}, { freq = { kind = "inv_power_2pi" }, tables = "exact" })
    assert.are.same({ 0, 0, 1 }, model.axes[1].turns[1])
  end)

  it("raises the base by ntk_factor, and divides exponents by what is given", function()
    local alpha = { rope_scaling = { rope_type = "ntk_alpha", alpha = 4 } }
    for _, model in ipairs({ one_axis(4, { theta = 1, ntk_factor = 4 }),
      one_axis(4, { theta = 1 }, alpha) }) do
      assert.are.same({ 1.0, 0.25 }, model.axes[1].inv_freq)
    end
    for _, case in ipairs({
      { {}, {}, 0.01 }, { { freq_dim = 2 }, {}, 1e-4 },
      { {}, { freq = { dim = 8 } }, 0.1 }, { { freq_dim = 2 }, { freq = { dim = 8 } },
        1e-4 },
      { { theta = 100 }, { theta = 7 }, 0.1 }, { {}, { theta = 100 }, 0.1 },
    }) do
      assert.are.same({ 1.0, f32(case[3]) }, one_axis(4, case[1], case[2])
        .axes[1].inv_freq)
    end
    local axes = axes_of(4, 12)
    local model = build({ head_dim = 16, axes = axes, freq_index = "global" })
    assert.are.same({ 1.0, f32(10 ^ -0.5) }, model.axes[1].inv_freq)
    assert.are.equal(f32(1e-1), model.axes[2].inv_freq[1])
  end)
end)
