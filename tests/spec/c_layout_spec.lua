-- Small pieces of C, and what the axes of a model share.

local layout = require("c.layout")
local rope = require("rope")
local seed = require("seed")
local support = require("support")

local function model_of(axes, changes)
  local dims = 0
  for _, axis in ipairs(axes) do dims = dims + axis.dim end
  return rope.build(support.config(
    support.with({ head_dim = dims, axes = axes }, changes or {})))
end

-- The value of an index that layout wrote, for a counter j.
local function value_at(text, j)
  return load("local j = ... return " .. text)(j)
end

describe("c.layout", function()
  it("writes an index that is offset + step * counter", function()
    assert.are.equal("0", layout.index_text(0, 0))
    assert.are.equal("j", layout.index_text(0, 1))
    assert.are.equal("2 * pair + 5", layout.index_text(5, 2, "pair"))
    for offset = -3, 3 do
      for step = -2, 2 do
        for j = 0, 3 do
          local text = layout.index_text(offset, step)
          assert.are.equal(offset + step * j, value_at(text, j), text)
        end
      end
    end
  end)

  it("cuts pairs into runs that a loop walks, each pair once", function()
    seed(23)
    for _, pairing in ipairs(rope.pairings) do
      for axes = 1, 3 do
        local list = {}
        for i, dim in ipairs(support.split(48, axes)) do
          list[i] = { name = "axis_" .. i, dim = dim, position_max = 9 }
        end
        local model = model_of(list, { pairing = pairing })
        local runs, j = layout.pair_runs(model), 0
        assert.are.equal(axes, #runs)
        for _, run in ipairs(runs) do
          assert.are.equal(j, run.first)
          for turn = 0, run.count - 1 do
            local pair = model.pairs[j + 1]
            assert.are.equal(run.axis, pair.axis)
            assert.are.equal(run.index + turn, pair.index)
            assert.are.equal(run.row[1] + turn * run.step[1], pair.row[1])
            assert.are.equal(run.row[2] + turn * run.step[2], pair.row[2])
            j = j + 1
          end
        end
        assert.are.equal(#model.pairs, j)
      end
    end
  end)

  it("shares frequencies between axes of the same ones alone", function()
    local axes = {
      { name = "a", dim = 8, position_max = 9 },
      { name = "b", dim = 8, position_max = 9 },
      { name = "c", dim = 8, theta = 50, position_max = 9 },
      { name = "d", dim = 4, position_max = 9 },
      { name = "e", dim = 8, position_max = 5 },
    }
    assert.are.same({ 1, 1, 3, 4, 1 }, layout.owners(model_of(axes)))
    assert.are.same({ "a", "b", "e" }, layout.sharing(model_of(axes), 1))
    assert.are.same({ "c" }, layout.sharing(model_of(axes), 3))
  end)

  it("shares exact frequencies only where all their bits are the same", function()
    local axes = {
      { name = "a", dim = 8, theta = 10000, position_max = 9 },
      { name = "b", dim = 8, theta = 10000.00001, position_max = 9 },
    }
    assert.are.same({ 1, 1 }, layout.owners(model_of(axes)))
    assert.are.same({ 1, 2 }, layout.owners(model_of(axes, { tables = "exact" })))
  end)

  it("shares no frequency with one that is whole turns faster", function()
    local owners = layout.owners(model_of({
      { name = "turning", dim = 8, position_max = 9 },
      { name = "still", dim = 8, position_max = 9 },
    }, { tables = "exact", axis_layout = "round_robin", freq_index = "global",
      freq = { kind = "inv_power_2pi", active_pairs = 1 }, theta = 1 }))
    assert.are.same({ 1, 2 }, owners)
  end)

  it("places the rows of the axes one after the other", function()
    local offsets, floats = layout.row_offsets(model_of({
      { name = "a", dim = 8, position_max = 9 },
      { name = "b", dim = 4, position_max = 9 },
    }))
    assert.are.same({ 0, 8 }, offsets)
    assert.are.equal(12, floats)
  end)

  it("gives frequencies in radians that are those in turns", function()
    local axes = { { name = "a", dim = 8, theta = 500, position_max = 9 } }
    local axis = model_of(axes, { tables = "exact" }).axes[1]
    for _, item in ipairs(layout.frequency_arrays(axis, "exact")) do
      assert.are.equal(4, #item.values)
      if item.name == "frequency" then
        for i, radians in ipairs(item.values) do
          local right = 500.0 ^ (-(i - 1) / 4)
          assert.is_true(math.abs(radians - right) <= right * 0x1p-50)
        end
      end
    end
  end)
end)
