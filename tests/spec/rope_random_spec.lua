-- Ropes of random configs keep what every rope keeps, and their exact frequencies are
-- their float32 ones.

local config = require("config")
local freq = require("freq")
local random_config = require("random_config")
local rope = require("rope")
local schema_words = require("schema_words")
local seed = require("seed")
local support = require("support")

-- Raises unless a channel is read and written once, rows are filled and an axis's pairs
-- are numbered.
local function check_pairs(model, rotary_dim)
  local read, written, count, filled = {}, {}, {}, {}
  for k in ipairs(model.axes) do count[k], filled[k] = 0, {} end
  for _, pair in ipairs(model.pairs) do
    assert(pair.index == count[pair.axis])
    count[pair.axis] = pair.index + 1
    for side = 1, 2 do
      local input, output, column = pair.input[side], pair.output[side], pair.row[side]
      assert(not read[input] and not written[output] and not filled[pair.axis][column])
      assert(input >= 0 and input < model.head_dim)
      read[input], written[output], filled[pair.axis][column] = true, true, true
    end
  end
  assert.are.same(read, written)
  assert.are.equal(rotary_dim, 2 * #model.pairs)
  for k, axis in ipairs(model.axes) do
    assert(axis.pairs == count[k] and axis.columns == 2 * axis.pairs)
    for column = 0, axis.columns - 1 do assert(filled[k][column]) end
  end
end

-- Raises unless every pair has a frequency, where there are any.
local function check_frequencies(model)
  for _, axis in ipairs(model.axes) do
    if model.ready_only then
      assert.is_nil(axis.inv_freq)
    else
      assert.are.equal(axis.pairs, #axis.inv_freq)
      for _, f in ipairs(axis.inv_freq) do assert(f >= 0 and f < math.huge) end
    end
  end
end

-- Raises unless exact turns and float32 frequencies are the same but for roundings: some
-- of the frequency, those of its exponent, which count as often as its logarithm, and of
-- a ramp many more. A phase needs but the fraction of the turns.
local function check_turns(model, rope_type)
  local some = (rope_type == "yarn" or rope_type == "llama3") and 32 or 4
  for _, axis in ipairs(model.axes) do
    for i, exact in ipairs(axis.turns) do
      local high, low, turns = table.unpack(exact)
      local rounded = axis.scale * axis.inv_freq[i]
      local off = math.abs(2 * math.pi * turns - rounded)
      local roundings = some + math.abs(math.log(math.max(rounded, 0x1p-126)))
      if off ~= off or off > roundings * 0x1p-24 * rounded then
        error(("%s, number %d: %.9g, not %.9g turns"):format(axis.words, i, turns,
          rounded / (2 * math.pi)))
      end
      local fraction = (high >> 32) * 0x1p-32 + (high & 0xFFFFFFFF) * 0x1p-64
        + low * 0x1p-96
      local whole = turns - fraction
      assert(math.abs(whole - math.floor(whole + 0.5)) <= turns * 0x1p-51)
    end
  end
end

-- A model of exact tables and one axis, with changes to it and more.
local function one_axis(dim, axis, changes)
  axis = support.with({ name = "p", dim = dim, position_max = 9 }, axis)
  return rope.build(support.config(support.with({ head_dim = dim, axes = { axis },
    tables = "exact" }, changes)))
end

describe("ropes", function()
  it("have the same frequencies in turns and in radians, of every type", function()
    seed(3)
    for _, dim in ipairs({ 4, 64, 78, 256 }) do
      for _, rope_type in ipairs(freq.rope_types) do
        check_turns(one_axis(dim, { scale = 0.7 },
          { rope_scaling = support.scaling(rope_type, dim // 2) }), rope_type)
      end
      local list = {}
      for j = 1, dim // 2 do list[j] = math.random() * 10 ^ math.random(-6, 6) end
      for kind, inv_freq in pairs({ inv_power_2pi = false, linspace_power = false,
        list = list }) do
        check_turns(one_axis(dim, { scale = 1.3, theta = 500 },
          { freq = { kind = kind, inv_freq = inv_freq or nil } }))
      end
    end
    check_turns(one_axis(2, {}, { freq = { kind = "linspace_power" } }))
  end)

  it("are built for every config of the schema", function()
    seed(11)
    local used = {}
    for _ = 1, 500 do
      local fields = random_config.fields()
      local checked = config.check("random.lua", fields)
      local model = rope.build(checked)
      check_pairs(model, checked.rotary_dim)
      check_frequencies(model)
      local scaling = checked.rope_scaling or {}
      if checked.tables == "exact" and not model.ready_only then
        check_turns(model, scaling.rope_type)
      end
      for word in pairs(schema_words.of(fields)) do used[word] = true end
    end
    for _, word in ipairs(schema_words.all()) do assert.is_true(used[word], word) end
  end)
end)
