-- Every position of a sequence within the limits is a row of the tables, and no row is
-- more than that.

local config = require("config")
local support = require("support")

local COORDINATES <const> = { "frame", "h", "w" }

-- Ranges of coordinate and diagonal, computed by walking one image as the models do.
local function walk(rule, grid, text_tokens, note)
  for t = 0, grid.frame - 1 do
    for row = 0, grid.h - 1 do
      for column = 0, grid.w - 1 do
        local up = rule.centred and grid.h - grid.h // 2 or 0
        local left = rule.centred and grid.w - grid.w // 2 or 0
        note({ frame = t, h = row - up, w = column - left })
      end
    end
  end
  local start = ({ h = grid.h, max = math.max(grid.h, grid.w),
    max_half = math.max(grid.h // 2, grid.w // 2) })[rule.start]
  for k = 0, text_tokens - 1 do
    note({ frame = start + k, h = start + k, w = start + k })
  end
end

-- A checked config of the grid rule.
local function grid_config(rule, limits)
  local axes = {}
  for i, name in ipairs(COORDINATES) do axes[i] = { name = name, dim = 2 } end
  return config.check("a.lua", support.fields({
    head_dim = 6, axes = axes,
    positions = {
      rule = "grid", coordinates = COORDINATES, centred = rule.centred, limits = limits,
      text = limits.text and { start = rule.start, order = "after" } or nil,
    },
  }))
end

describe("positions", function()
  for _, start in ipairs({ "h", "max", "max_half" }) do
    for _, centred in ipairs({ false, true }) do
      it(("fit the tables exactly, text from %s%s"):format(
        start, centred and ", centred" or ""), function()
        math.randomseed(41)
        local rule = { start = start, centred = centred }
        for _ = 1, 40 do
          local limits = { frame = math.random(4), h = math.random(9), w = math.random(9),
            text = math.random(2) == 1 and math.random(6) or nil }
          local checked = grid_config(rule, limits)
          local low, high = {}, {}
          local function note(position)
            for i, name in ipairs(COORDINATES) do
              local axis = checked.axes[i]
              assert(position[name] >= axis.position_min)
              assert(position[name] <= axis.position_max)
              low[i] = math.min(low[i] or math.huge, position[name])
              high[i] = math.max(high[i] or -math.huge, position[name])
            end
          end
          for h = 1, limits.h do
            for w = 1, limits.w do
              walk(rule, { frame = limits.frame, h = h, w = w }, limits.text or 0, note)
            end
          end
          for i, axis in ipairs(checked.axes) do
            assert.are.equal(axis.position_min, low[i])
            assert.are.equal(axis.position_max, high[i])
          end
        end
      end)
    end
  end

  it("keep limits of an axis that are wider than needed", function()
    local fields = support.fields({
      axes = { { name = "h", dim = 8, position_min = -5, position_max = 100 } },
      positions = { rule = "grid", coordinates = { "h" }, limits = { h = 10, w = 10 } },
    })
    local axis = config.check("a.lua", fields).axes[1]
    assert.are.equal(-5, axis.position_min)
    assert.are.equal(100, axis.position_max)
  end)

  it("cut windows as the reference does: pixels, merged, in patches", function()
    local fields = support.fields({ positions = {
      rule = "grid", coordinates = { "h" }, limits = { h = 30, w = 30 },
      merge = 3, patch_size = 14, window_size = 112,
    }, axes = { { name = "h", dim = 8 } } })
    assert.are.equal(112 // 3 // 14, config.check("a.lua", fields).positions.window)
  end)
end)
