-- The oracle itself, on plans small enough to follow by hand.

local eval = require("eval")

-- A block that stores x * r, one lane a turn.
local function scaling(turns, lanes)
  return {
    lanes = lanes, turns = turns,
    row = {
      { op = "ld_row", type = "f32", dst = "r", base = "row_h", offset = 0, step = 0 },
    },
    head = {
      { op = "ld", type = "f32", dst = "a", base = "x", offset = 0, step = lanes },
      { op = "mul", type = "f32", dst = "d", a = "a", b = "r" },
      { op = "st", type = "f32", a = "d", base = "y", offset = 0, step = lanes },
    },
  }
end

local MODEL <const> = { axes = { { name = "h" } } }

local function plan_of(blocks, passed)
  return { blocks = blocks, mix = { floats = 0, copies = {} }, passed = passed or {} }
end

describe("eval", function()
  it("walks the turns of a block", function()
    local x, rows = { [0] = 1, 2, 3, 4 }, { { [0] = 10, 100 } }
    assert.are.same({ [0] = 10.0, 20.0, 30.0, 40.0 },
      eval.rotation(MODEL, plan_of({ scaling(4, 1) }), rows, x, {}))
    assert.are.same({ [0] = 10.0, 200.0, 30.0, 400.0 },
      eval.rotation(MODEL, plan_of({ scaling(2, 2) }), rows, x, {}))
    assert.are.same({ [0] = 1, 2, 3, 4 }, x)
  end)

  it("copies what passes through, and nothing in place", function()
    local x, rows = { [0] = 1, 2, 3 }, { { [0] = 10 } }
    local plan = plan_of({ scaling(1, 1) }, { { offset = 1, count = 2 } })
    assert.are.same({ [0] = 10.0, 2, 3 }, eval.rotation(MODEL, plan, rows, x, {}))
    assert.are.equal(x, eval.rotation(MODEL, plan, rows, x, x))
    assert.are.same({ [0] = 10.0, 2, 3 }, x)
  end)

  it("fills mix from the rows before anything runs", function()
    local block = scaling(1, 2)
    block.row[1].base = "mix"
    local plan = plan_of({ block })
    local rows = { { [0] = 0, 0, 0, 5, 7 } }
    for _, copy in ipairs({
      { from = "row_h", offset = 3, to = 0, count = 2, turns = 1, offset_step = 0,
        to_step = 0 },
      { from = "row_h", offset = 3, to = 0, count = 1, turns = 2, offset_step = 1,
        to_step = 1 },
    }) do
      plan.mix = { floats = 2, copies = { copy } }
      assert.are.same({ [0] = 5.0, 14.0 },
        eval.rotation(MODEL, plan, rows, { [0] = 1, 2 }, {}))
    end
  end)

  it("raises where a plan reads a value that nothing wrote", function()
    local block = scaling(1, 1)
    table.remove(block.row)
    assert.has_error(function()
      eval.rotation(MODEL, plan_of({ block }), { { [0] = 10 } }, { [0] = 1 }, {})
    end)
  end)

  it("runs rows of tables with the position in every lane", function()
    local axis = { inv_freq = { 0.5, 0.25 }, scale = 1.0 }
    local block = {
      lanes = 2, turns = 1, row = {},
      head = {
        { op = "ld_const", type = "f32", dst = "f", base = "inv_freq",
          offset = 0, step = 0 },
        { op = "mul", type = "f32", dst = "angle", a = "f", b = "positions2" },
        { op = "sincos", type = "f32", results = { "c", "s" },
          inputs = { "angle" } },
        { op = "st", type = "f32", a = "c", base = "row", offset = 0, step = 0 },
        { op = "st", type = "f32", a = "s", base = "row", offset = 2, step = 0 },
      },
    }
    local sincos = {
      { op = "add", type = "f32", dst = "c", a = "angle", b = "angle" },
      { op = "mul", type = "f32", dst = "s", a = "angle", b = "angle" },
    }
    assert.are.same({ [0] = -4.0, -2.0, 4.0, 1.0 },
      eval.row(axis, { blocks = { block } }, sincos, -4))
  end)
end)
