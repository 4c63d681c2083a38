-- What `ropewalk verify` computes, against plans run by eval.lua.

local config = require("config")
local dtypes = require("dtypes")
local dumping = require("dumping")
local eval = require("eval")
local freq = require("freq")
local numbers = require("verify.numbers")
local plan = require("plan")
local rope = require("rope")
local scalar = require("isa.scalar")
local seed = require("seed")
local tables = require("tables")
local turn = require("verify.turn")

describe("verify's turns", function()
  it("are those of plans, in every bit", function()
    seed(7)
    for _, name in ipairs({ "half", "adjacent", "half_per_axis" }) do
      for _, rounding in ipairs({ "round_once", "round_twice", "op_by_op" }) do
        for _, kind in ipairs({ "hf", "exact" }) do
          local built = rope.build(config.check("a.lua", { name = "model", head_dim = 20,
            rotary_dim = 12, pairing = name, rounding = rounding, tables = kind,
            direction = -1, attention_factor = 1.25,
            axes = { { name = "h", dim = 4, position_min = -9, position_max = 99 },
              { name = "w", dim = 8, position_max = 99 } },
            positions = { rule = "ids" } }))
          local ids, rows = { -7, 93 }, {}
          for i, axis in ipairs(built.axes) do
            rows[i] = eval.row(axis, tables.row(built, i, scalar),
              tables.sincos(built, 1), ids[i])
          end
          for _, dtype in ipairs(dtypes.list) do
            local x = dumping.random(20, dtype.name)
            local own = table.move(x, 1, 20, 0, {})
            local want = eval.rotation(built, plan.rotation(built, scalar, dtype), rows,
              own, {})
            local cos, sin = turn.rounded(built, dtype.name, turn.rows(built)(ids))
            local got = turn.head(turn.channels(built), dtype.name, rounding, cos, sin, x)
            for i = 1, 20 do
              assert.are.equal(("%a"):format(want[i - 1]), ("%a"):format(got[i]))
            end
          end
        end
      end
    end
  end)

  it("round lists as dtypes rounds numbers", function()
    seed(9)
    for _, dtype in ipairs(dtypes.list) do
      local list = { 0.0, -0.0, math.huge, -math.huge, 65519.9, 65520.0, 0x1p-25,
        -0x1.8p-24, 1 + 0x1p-11, 1 + 0x3p-11, 1 + 0x1p-8, 1 + 0x3p-8, -1e-9, 1e-45 }
      for i = #list + 1, 400 do
        list[i] = (math.random() - 0.5) * 2.0 ^ math.random(-40, 18)
      end
      for i, rounded in ipairs(numbers.round(dtype.name, list)) do
        assert.are.equal(("%a"):format(dtype.round(list[i])), ("%a"):format(rounded))
      end
      assert.is_true(numbers.round(dtype.name, { 0 / 0 })[1] ~= 0)
    end
  end)

  it("have the sine that the polynomial of tables misses", function()
    local built = rope.build(config.check("a.lua", { name = "model", head_dim = 96,
      pairing = "half", axes = { { name = "p", dim = 96, position_max = 131071 } },
      positions = { rule = "ids" } }))
    local _, sin = turn.rows(built)({ 119098 })
    assert.are.equal(freq.HARD_SINE, sin[14])
  end)
end)
