-- The text picture: every model fits a terminal, and what a few lines must say.

local pl_dir = require("pl.dir")
local config = require("config")
local rope = require("rope")
local sketch = require("sketch")
local support = require("support")

local function lines_of(checked) return sketch.lines(checked, rope.build(checked)) end

-- Whether lines stand in a list, one after the other.
local function holds(list, lines)
  return ("\n" .. table.concat(list, "\n") .. "\n"):find(
    "\n" .. table.concat(lines, "\n") .. "\n", 1, true) ~= nil
end

describe("sketch", function()
  it("fits a terminal and names the axes of every shipped model", function()
    for _, path in ipairs(pl_dir.getfiles("gen/models", "*.lua")) do
      local checked = config.read(path)
      local lines = lines_of(checked)
      for _, line in ipairs(lines) do
        assert.is_true(#line <= 80, path .. ": " .. line)
        assert.is_nil(line:find("[^ -~]"), path)
      end
      local text = table.concat(lines, "\n")
      for _, axis in ipairs(checked.axes) do
        assert.is_truthy(text:find((" %s: %%d+ pair"):format(axis.name)), path)
      end
    end
  end)

  it("sets the channels of a pair one below the other", function()
    local lines = lines_of(config.read("gen/models/qwen2_5_vl_vision.lua"))
    assert.is_true(holds(lines, {
      "  Hh h: 20 pairs, (0, 40) to (19, 59); 1 to 0.000158 radians per position",
      "  Ww w: 20 pairs, (20, 60) to (39, 79); 1 to 0.000158 radians per position",
      "     0  HHHHHHHHHHHHHHHHHHHHWWWWWWWWWWWWWWWWWWWW",
      "    40  hhhhhhhhhhhhhhhhhhhhwwwwwwwwwwwwwwwwwwww",
    }))
  end)

  it("draws units and windows in both orders", function()
    local lines = lines_of(config.read("gen/models/qwen2_5_vl_vision.lua"))
    local rule = "          -------------------------------------------------"
    assert.is_true(holds(lines, {
      "          |  0  1    2  3    4  5    6  7 |  8  9   10 11 |", rule,
      "        0 |  0  1    4  5    8  9   12 13 | 16 17   20 21 |",
      "        1 |  2  3    6  7   10 11   14 15 | 18 19   22 23 |", "",
      "        2 | 24 25   28 29   32 33   36 37 | 40 41   44 45 |",
      "        3 | 26 27   30 31   34 35   38 39 | 42 43   46 47 |", rule,
    }))
    assert.is_true(holds(lines, {
      "        2 | 16 17   20 21   24 25   28 29 | 40 41   44 45 |",
      "        3 | 18 19   22 23   26 27   30 31 | 42 43   46 47 |", rule,
    }))
  end)

  it("draws text on the diagonal", function()
    assert.is_true(holds(lines_of(config.read("gen/models/msrope_concept.lua")), {
      "  y down, x across",
      "             0    1    2    3    4    5    6",
      "        0    0    1    2    3    4    5    .",
      "        1    6    7    8    9   10   11    .",
      "        2   12   13   14   15   16   17    .",
      "        3   18   19   20   21   22   23    .",
      "        4    .    .    .    . <24>    .    .",
      "        5    .    .    .    .    . <25>    .",
      "        6    .    .    .    .    .    . <26>",
    }))
  end)

  it("shows runs by axis, copied channels and where results are written", function()
    local axes = {}
    for i, name in ipairs({ "t", "h", "w" }) do axes[i] = { name = name, dim = 2 } end
    local lines = lines_of(support.config({ head_dim = 8, rotary_dim = 6, axes = axes,
      pairing = "adjacent", pairing_out = "half", axis_layout = "sections",
      positions = { rule = "runs", coordinates = { "t", "h", "w" },
        limits = { positions = 20 } } }))
    assert.is_true(holds(lines, {
      "  read", "     0  TtHhWw..", "  written", "     0  THWthw..",
    }))
    assert.is_true(holds(lines, {
      "          text     image of 2 x 3    text",
      "    token  0  1  2  3  4  5  6  7  8  9 10",
      "        t  0  1  2  3  3  3  3  3  3  6  7",
      "        h  0  1  2  3  3  3  4  4  4  6  7",
      "        w  0  1  2  3  4  5  3  4  5  6  7",
    }))
    assert.is_truthy(table.concat(lines, "\n"):find("rope_delta, here 11 - 3", 1, true))
  end)

  it("gives each axis a letter of its own", function()
    local axes = {}
    for i, name in ipairs({ "x", "xx", "x_1" }) do
      axes[i] = { name = name, dim = 2, position_max = 9 }
    end
    local lines = lines_of(support.config({ head_dim = 6, axes = axes,
      pairing = "adjacent" }))
    assert.is_true(holds(lines, { "     0  XxAaBb" }))
  end)
end)
