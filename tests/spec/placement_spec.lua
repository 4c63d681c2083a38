-- Tokens of sequences that are given, one by one, against those worked out by hand.
-- What a rule does to patches, text and runs is also looked at in example_spec.lua.

local config = require("config")
local placement = require("placement")
local support = require("support")

local function placed(axes, positions)
  local list = {}
  for i, name in ipairs(axes) do list[i] = { name = name, dim = 2 } end
  return config.check("a.lua", support.fields({ head_dim = 2 * #axes, axes = list,
    positions = positions }))
end

-- The ids of some tokens of a sequence.
local function ids(sequence, indices)
  local list = {}
  for i, index in ipairs(indices) do
    local token = placement.token(sequence, index)
    assert.are.equal(index, token.index)
    list[i] = table.concat(token.ids, ",")
  end
  return table.concat(list, " ")
end

describe("placement", function()
  it("counts and places images of several sizes and text, asked for in any order",
    function()
      local checked = placed({ "frame", "h", "w" }, { rule = "grid",
        coordinates = { "frame", "h", "w" },
        limits = { frame = 9, h = 8, w = 8, text = 9 },
        text = { start = "max", order = "after" } })
      local given = { images = { { t = 2, h = 2, w = 3 }, { t = 1, h = 1, w = 5 } },
        text_tokens = 2 }
      local sequence = placement.sequence(checked, given)
      assert.are.equal(2 * 6 + 5 + 2, sequence.count)
      assert.are.equal("6,6,6 0,0,0 1,1,2 1,0,0 1,0,4 5,5,5",
        ids(sequence, { 18, 0, 11, 12, 16, 17 }))
      given.text_start = -3
      assert.are.equal("-3,-3,-3", ids(placement.sequence(checked, given), { 17 }))
    end)

  it("orders patches by window, the last of which are narrower", function()
    local checked = placed({ "h", "w" }, { rule = "grid", coordinates = { "h", "w" },
      merge = 2, window_size = 8, patch_size = 2, limits = { h = 8, w = 8 } })
    local given = { images = { { t = 2, h = 4, w = 6 } } }
    local natural = placement.sequence(checked, given, false)
    local windowed = placement.sequence(checked, given, true)
    assert.are.equal(48, natural.count)
    assert.are.equal("0,2 0,4 1,5 2,0", ids(natural, { 4, 8, 11, 12 }))
    assert.are.equal("0,2 2,0 0,4 1,5 2,4 0,0", ids(windowed, { 4, 8, 16, 19, 20, 24 }))
    assert.are.equal(1, placement.token(windowed, 16).window)
  end)

  it("leaves out images and text that have no token", function()
    local checked = placed({ "h", "w" }, { rule = "grid", coordinates = { "h", "w" },
      limits = { h = 8, w = 8, text = 4 }, text = { start = "h", order = "before" } })
    local sequence = placement.sequence(checked, { images = {}, text_tokens = 3 })
    assert.are.equal(3, sequence.count)
    assert.are.equal("0,0 2,2", ids(sequence, { 0, 2 }))
    sequence = placement.sequence(checked, { images = { { t = 1, h = 1, w = 1 } },
      text_tokens = 0 })
    assert.are.equal(1, sequence.count)
    assert.are.equal("0,0", ids(sequence, { 0 }))
  end)

  it("runs text, images and videos", function()
    local checked = placed({ "t", "h", "w" }, { rule = "runs",
      coordinates = { "t", "h", "w" }, merge = 2, tokens_per_second = 2,
      limits = { positions = 999 } })
    local sequence = placement.sequence(checked, { runs = { { kind = "text", tokens = 2 },
      { kind = "video", t = 3, h = 4, w = 2, seconds = 1.5 }, { kind = "text",
        tokens = 1 } } })
    assert.are.equal(2 + 3 * 2 + 1, sequence.count)
    assert.are.equal("1,1,1 2,2,2 2,3,2 5,2,2 8,3,2 4,4,4",
      ids(sequence, { 1, 2, 3, 4, 7, 8 }))
  end)

  it("counts a sequence", function()
    local checked = placed({ "p" }, { rule = "sequence", limits = { positions = 9 } })
    local sequence = placement.sequence(checked, { tokens = 1000000 })
    assert.are.equal(1000000, sequence.count)
    assert.are.equal("999999 0", ids(sequence, { 999999, 0 }))
  end)
end)
