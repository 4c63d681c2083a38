-- The pair list of each pairing, as its definition says.

local freq = require("freq")
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
    assert.are.same({ 1.0, freq.f32(0.01) }, model.axes[1].inv_freq)
    assert.are.same({ 1.0, freq.f32(0.1) }, model.axes[2].inv_freq)
    assert.is_nil(model.axes[1].turns)
    local exact = build({ head_dim = 8, tables = "exact", axes = axes })
    local alone = build({ head_dim = 4, tables = "exact", theta = 100,
      axes = axes_of(4) })
    assert.are.same(alone.axes[1].turns, exact.axes[2].turns)
  end)

  it("uses a channel once, numbers the pairs of an axis and fills its rows", function()
    math.randomseed(5)
    for _, pairing in ipairs(rope.pairings) do
      for head_dim = 6, 64, 2 do
        local axes = axes_of(table.unpack(support.split(head_dim, 1 + head_dim % 3)))
        local model = build({ head_dim = head_dim, pairing = pairing, axes = axes })
        local used, next_index, filled = {}, {}, {}
        for k in ipairs(axes) do next_index[k], filled[k] = 0, {} end
        for _, pair in ipairs(model.pairs) do
          assert.are.equal(next_index[pair.axis], pair.index)
          next_index[pair.axis] = pair.index + 1
          for which = 1, 2 do
            used[pair.input[which] + 1] = true
            filled[pair.axis][pair.row[which] + 1] = true
          end
        end
        assert.are.equal(head_dim, #used)
        for k, axis in ipairs(model.axes) do
          assert.are.equal(axes[k].dim, axis.columns)
          assert.are.equal(axis.columns, #filled[k])
          assert.are.equal(axis.pairs, next_index[k])
        end
      end
    end
  end)
end)
