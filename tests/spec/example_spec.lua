-- The examples' ids against ids worked out by hand from the models' own code.

local config = require("config")
local example = require("example")
local support = require("support")

-- A token's ids as "3,11".
local function ids_of(token) return table.concat(token.ids, ",") end

-- The ids of tokens first to last, counted from 0.
local function ids(sequence, first, last)
  local list = {}
  for i = first, last do list[#list + 1] = ids_of(sequence.tokens[i + 1]) end
  return table.concat(list, " ")
end

local function shipped(name) return config.read(("gen/models/%s.lua"):format(name)) end

-- A config of one axis of two channels per coordinate.
local function placed(positions)
  local axes = {}
  for i, coordinate in ipairs(positions.coordinates) do
    axes[i] = { name = "axis_" .. coordinate, dim = 2 }
  end
  return config.check("a.lua", support.fields({ head_dim = 2 * #axes, axes = axes,
    positions = support.with({ rule = "grid" }, positions) }))
end

local SIDES <const> = { h = 64, w = 64 }

describe("example", function()
  it("orders Qwen2.5-VL's patches by unit, then by window", function()
    local vision = shipped("qwen2_5_vl_vision")
    local natural = example.build(vision, "natural")
    assert.are.same({ { t = 1, h = 4, w = 12 } }, natural.images)
    assert.are.equal("0,0 0,1 1,0 1,1 0,2 0,3 1,2 1,3", ids(natural, 0, 7))
    assert.are.equal("0,8 0,9 1,8 1,9", ids(natural, 16, 19))
    assert.are.equal("2,0 2,1 3,0 3,1", ids(natural, 24, 27))
    local windowed = example.build(vision)
    assert.are.equal("0,0 0,1 1,0 1,1 0,2 0,3 1,2 1,3", ids(windowed, 0, 7))
    assert.are.equal("2,0 2,1 3,0 3,1", ids(windowed, 16, 19))
    assert.are.equal("2,6 2,7 3,6 3,7 0,8 0,9 1,8 1,9", ids(windowed, 28, 35))
    assert.are.equal("2,10 2,11 3,10 3,11", ids(windowed, 44, 47))
    for i, token in ipairs(windowed.tokens) do
      assert.are.equal(i - 1, token.index)
      assert.are.equal(i <= 32 and 0 or 1, token.window)
    end
  end)

  it("centres Qwen-Image's images and puts text on the diagonal before them", function()
    local sequence = example.build(shipped("qwen_image"))
    assert.are.equal(3, sequence.text_start) -- max(5 // 2, 7 // 2)
    assert.are.equal("3,3,3 4,4,4 5,5,5", ids(sequence, 0, 2))
    assert.are.equal("0,-3,-4 0,-3,-3", ids(sequence, 3, 4))
    assert.are.equal("0,-3,2 0,-2,-4", ids(sequence, 9, 10))
    assert.are.equal("0,1,2 1,-2,-2", ids(sequence, 37, 38))
    assert.are.equal("1,0,1", ids(sequence, 49, 49))
    assert.are.equal(50, #sequence.tokens)
  end)

  it("puts MS-RoPE's text below the image, after it", function()
    local sequence = example.build(shipped("msrope_concept"))
    assert.are.same({ { t = 1, h = 4, w = 6 } }, sequence.images)
    assert.are.equal("0,0 0,1 0,2 0,3 0,4 0,5 1,0", ids(sequence, 0, 6))
    assert.are.equal("3,5 4,4 5,5 6,6", ids(sequence, 23, 26))
    assert.are.equal(27, #sequence.tokens)
  end)

  it("keeps text at zero and counts images, as Flux and Flux.2 do", function()
    local checked = placed({ coordinates = { "image", "h", "w" }, image_stride = 10,
      text = { rule = "zero", order = "before" },
      limits = { h = 64, w = 64, image = 4, text = 9 } })
    local sequence = example.build(checked)
    assert.are.equal("0,0,0 0,0,0 0,0,0 0,0,0 0,0,1", ids(sequence, 0, 4))
    assert.are.equal("10,0,0 10,0,1 10,0,2 10,1,0", ids(sequence, 27, 30))
  end)

  it("counts frames from the text's end, as Lumina does", function()
    local sequence = example.build(placed({ coordinates = { "after_text", "h", "w" },
      text = { rule = "axis", axis = "axis_after_text", start = "one", order = "after" },
      limits = { h = 64, w = 64, frame = 2, text = 9 } }))
    assert.are.equal("4,0,0 4,0,1", ids(sequence, 0, 1))
    assert.are.equal("1,0,0 2,0,0 3,0,0", ids(sequence, 24, 26))
  end)

  it("numbers the frames of a video and layers, the last of which is -1", function()
    local video = example.build(placed({ coordinates = { "t", "h", "w" }, merge = 2,
      limits = { h = 64, w = 64, frame = 8 } }))
    assert.are.same({ { t = 2, h = 4, w = 6 } }, video.images)
    assert.are.equal("0,3,4 0,3,5 1,0,0 1,0,1 1,1,0", ids(video, 22, 26))
    local layers = example.build(placed({ coordinates = { "layer", "zero" },
      text = { start = "zero", order = "after" },
      limits = { h = 4, w = 2, frame = 9, text = 9 } }))
    assert.are.same({ { t = 1, h = 4, w = 2 }, { t = 1, h = 2, w = 1 },
      { t = 1, h = 2, w = 1 } }, layers.images)
    assert.are.equal("0,0 1,0 1,0 -1,0 -1,0 2,2 3,3", ids(layers, 7, 13))
  end)

  it("places rows by offset, canvas and bin centre", function()
    local offset = example.build(placed({ coordinates = { "w", "h" }, offset = 1,
      limits = SIDES, identity = { count = 1, order = "after" } }))
    assert.are.equal("1,1 2,1", ids(offset, 0, 1))
    assert.are.equal("6,4 0,0", ids(offset, 23, 24))
    assert.are.equal("identity", offset.tokens[25].kind)
    local canvas = example.build(placed({ coordinates = { "h", "w" }, canvas = 256,
      limits = SIDES }))
    assert.are.equal("0,0 0,42 0,85 0,128 0,170 0,213 64,0", ids(canvas, 0, 6))
    local bins = example.build(placed({ coordinates = { "h", "w" }, normalised = true,
      fractional = true, limits = SIDES, identity = { count = 2, order = "before" } }))
    assert.are.same({ 0, 0 }, bins.tokens[2].ids)
    assert.are.equal(-0.75, bins.tokens[3].ids[1])
    local third = string.unpack("<f", string.pack("<f", 1.5 / 6)) * 2 - 1
    assert.are.equal(third, bins.tokens[4].ids[2])
  end)

  -- Source of the rule: transformers modeling_qwen2_5_vl.py, get_rope_index.
  it("runs text, image, text and video as M-RoPE does", function()
    local fields = { rule = "runs", coordinates = { "t", "h", "w" }, merge = 2,
      limits = { positions = 64 } }
    local sequence = example.build(placed(fields))
    assert.are.equal("0,0,0 1,1,1 2,2,2 3,3,3 3,3,4 3,3,5 3,4,3 3,4,4 3,4,5 6,6,6 7,7,7",
      ids(sequence, 0, #sequence.tokens - 1))
    fields.tokens_per_second, fields.temporal_merge = 2, 2
    sequence = example.build(placed(fields))
    assert.are.equal("6,6,6 7,7,7 8,8,8 8,9,8 10,8,8 10,9,8 10,10,10",
      ids(sequence, 9, #sequence.tokens - 1))
    fields.centred, fields.tokens_per_second, fields.temporal_merge = true, nil, nil
    fields.merge = nil
    sequence = example.build(placed(fields))
    assert.are.equal("2,2,2 3,-1,-2 3,-1,-1 3,-1,0 3,0,-2 3,0,-1 3,0,0 6,6,6",
      ids(sequence, 2, 9))
  end)

  it("counts a sequence and leaves other ids to the caller", function()
    local axes = { { name = "position", dim = 8 } }
    local sequence = example.build(support.config({ axes = axes,
      positions = { rule = "sequence", limits = { positions = 3 } } }))
    assert.are.equal("0 1 2", ids(sequence, 0, #sequence.tokens - 1))
    assert.is_truthy(example.build(support.config()).reason:find("caller"))
    local ready = support.fields({ axes = axes, freq = { kind = "runtime" } })
    ready.positions = nil
    assert.is_truthy(example.build(config.check("a.lua", ready)).reason:find("ready"))
  end)

  it("says why there is none where limits and merged patches leave no room", function()
    local large = placed({ coordinates = { "h", "w" }, merge = 32, limits = SIDES })
    assert.is_truthy(example.build(large).reason:find("too many tokens"))
    local small = placed({ rule = "runs", coordinates = { "t", "h", "w" },
      limits = { positions = 5 } })
    assert.is_truthy(example.build(small).reason:find("too small"))
    local narrow = example.build(placed({ coordinates = { "h", "w" },
      limits = { h = 3, w = 1 } }))
    assert.are.equal("0,0 1,0 2,0", ids(narrow, 0, #narrow.tokens - 1))
  end)
end)
