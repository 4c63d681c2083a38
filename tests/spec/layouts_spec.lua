-- Which axis, which exponent and which channels a pair has, word by word of a config.

local config = require("config")
local f32 = require("freq").f32
local layouts = require("layouts")
local rope = require("rope")
local support = require("support")

-- The fields of axes a, b, c ... of these dims that fill the head, with changes.
local function fields(dims, changes)
  local axes, sum = {}, 0
  for i, dim in ipairs(dims) do
    axes[i] = { name = ("abcd"):sub(i, i), dim = dim, position_max = 9 }
    sum = sum + dim
  end
  return support.fields(support.with({ head_dim = sum, axes = axes }, changes or {}))
end

local function of(dims, changes) return support.config(fields(dims, changes)) end

local function axes_in_order(checked)
  local names = {}
  for j, axis in ipairs(layouts.axis_of_pairs(checked)) do
    names[j] = checked.axes[axis].name
  end
  return table.concat(names)
end

local function exponents(checked)
  local count, list = {}, {}
  for j, axis in ipairs(layouts.axis_of_pairs(checked)) do
    local index = count[axis] or 0
    count[axis] = index + 1
    list[j] = layouts.exponent(checked, axis, index, j - 1)
  end
  return table.concat(list, " ")
end

local function channels(checked, pairing)
  local list = {}
  for j = 0, checked.rotary_dim // 2 - 1 do
    list[#list + 1] = table.concat(layouts.channels(checked, pairing, j), " ")
  end
  return table.concat(list, ", ")
end

-- The fields of three pairs given one by one on the axes a and b, with changes.
local function listed(changes, axes)
  local list = support.fields(support.with({
    axes = axes or { { name = "a", position_max = 9 }, { name = "b", position_max = 9 } },
    pairs = {
      { axis = "b", inv_freq = 0.5, input = { 6, 1 } },
      { axis = "a", inv_freq = 0.25, input = { 0, 2 }, output = { 3, 0 } },
      { axis = "b", inv_freq = 0.1, input = { 3, 5 }, output = { 2, 5 } },
    },
  }, changes or {}))
  list.pairing = (changes or {}).pairing
  return list
end

-- The same with the last pair changed.
local function listed_with(pair)
  local list = listed()
  list.pairs[3] = support.with(list.pairs[3], pair)
  return list
end

describe("layouts", function()
  -- layout, dims, the axes of the pairs, more fields
  for _, case in ipairs({
    { "axial", { 4, 8 }, "aabbbb" },
    { "sections", { 8, 2, 4 }, "aaaabcc" },
    { "mrope_interleaved", { 8, 4, 4 }, "abcabcaa" },
    { "mrope_interleaved", { 6, 6, 4 }, "abcabcab" },
    { "mrope_interleaved", { 8, 4 }, "abaaba" },
    { "mrope_interleaved", { 8, 2, 2 }, "abcaaa" },
    { "mrope_interleaved", { 4 }, "aa" },
    { "round_robin", { 4, 4, 4 }, "abcabc" },
    { "explicit", { 4, 2, 6 }, "cabcac", { "c", "a", "b", "c", "a", "c" } },
  }) do
    it(("give %s of %s pairs the axes %s"):format(case[1], table.concat(case[2], ", "),
      case[3]), function()
      assert.are.equal(case[3],
        axes_in_order(of(case[2], { axis_layout = case[1], pair_axes = case[4] })))
    end)
  end

  it("count by what the layout implies, or as freq_index says", function()
    -- layout, freq_index, dims, exponents
    for _, case in ipairs({
      { "axial", nil, { 4, 6 }, "0 1 0 1 2" },
      { "axial", "global", { 4, 6 }, "0 1 2 3 4" },
      { "axial", "strided", { 4, 4 }, "0 2 1 3" },
      { "axial", "strided", { 4, 2, 4 }, "0 3 1 2 5" },
      { "sections", nil, { 4, 6 }, "0 1 2 3 4" },
      { "sections", "axis", { 4, 6 }, "0 1 0 1 2" },
      { "mrope_interleaved", nil, { 4, 4, 2 }, "0 1 2 3 4" },
      { "mrope_interleaved", "axis", { 8, 4, 4 }, "0 0 0 1 1 1 2 3" },
      { "round_robin", nil, { 4, 4 }, "0 0 1 1" },
      { "round_robin", "strided", { 4, 4 }, "0 1 2 3" },
      { "explicit", nil, { 4, 4 }, "0 1 2 3", { "b", "a", "a", "b" } },
      { "explicit", "axis", { 4, 4 }, "0 0 1 1", { "b", "a", "a", "b" } },
    }) do
      local checked = of(case[3],
        { axis_layout = case[1], freq_index = case[2], pair_axes = case[5] })
      assert.are.equal(case[4], exponents(checked), case[1])
    end
  end)

  it("find the channels of a pairing from rotary_offset on", function()
    for pairing, expected in pairs({
      half = "5 11, 6 12, 7 13, 8 14, 9 15, 10 16",
      adjacent = "5 6, 7 8, 9 10, 11 12, 13 14, 15 16",
      half_per_axis = "5 6, 7 10, 8 11, 9 12, 13 15, 14 16",
    }) do
      local checked = of({ 2, 6, 4 }, { head_dim = 20, rotary_dim = 12, rotary_offset = 5,
        pairing = pairing })
      assert.are.equal(expected, channels(checked, pairing))
    end
  end)

  it("write where pairing_out says", function()
    local model = rope.build(of({ 4, 4 }, { head_dim = 12, rotary_offset = 3,
      pairing = "adjacent", pairing_out = "half" }))
    local written = {}
    for j, pair in ipairs(model.pairs) do
      assert.are.same({ 2 * j + 1, 2 * j + 2 }, pair.input)
      written[j] = table.concat(pair.output, " ")
    end
    assert.are.equal("3 7, 4 8, 5 9, 6 10", table.concat(written, ", "))
  end)

  it("take pairs that are listed as they are", function()
    local model = rope.build(config.check("a.lua", listed()))
    assert.are.same({
      { axis = 2, index = 0, input = { 6, 1 }, output = { 6, 1 }, row = { 3, 0 } },
      { axis = 1, index = 0, input = { 0, 2 }, output = { 3, 0 }, row = { 0, 1 } },
      { axis = 2, index = 1, input = { 3, 5 }, output = { 2, 5 }, row = { 1, 2 } },
    }, model.pairs)
    assert.are.same({ 0.25 }, model.axes[1].inv_freq)
    assert.are.same({ 0.5, f32(0.1) }, model.axes[2].inv_freq)
  end)

  it("refuse axes and pairs that do not fit", function()
    local two = { "a", "b" }
    local function explicit(...)
      return { axis_layout = "explicit", pair_axes = { ... } }
    end
    local no_dim, no_pairing, same = fields({ 4, 4 }), fields({ 4 }), fields({ 4, 4 })
    no_dim.axes[2].dim, no_pairing.pairing, same.axes[2].name = nil, nil, "a"
    support.check_complaints({
      { no_dim, "axes[2].dim", "how many channels it turns" },
      { no_pairing, "pairing", "one of adjacent, half, half_per_axis" },
      { same, "axes[2].name", "\"a\" names two axes; give each its own" },
      { fields({ 4 }, { rotary_offset = 3 }), "rotary_offset",
        "is 3; a head of 4 leaves no pair" },
      { fields({ 4 }, { rotary_offset = 1, rotary_dim = 4 }), "rotary_dim",
        "reaches channel 5 of a head of 4; give at most 2" },
      { fields({ 4 }, { rotary_offset = 1 }), "axes", "sum to 4; they must fill" },
      { fields({ 4, 4 }, { rotary_dim = 6 }), "axes", "fill rotary_dim, 6" },
      { fields({ 4, 4 }, { axis_layout = "interleaved" }), "axis_layout",
        "the bare word means two things" },
      { fields({ 4, 4 }, { axis_layout = "per_channel" }), "axis_layout",
        "have no inverse" },
      { fields({ 4, 4 }, { pairing = "interleaved" }), "pairing",
        "the bare word means both" },
      { fields({ 4, 4 }, { pairing_out = "neox" }), "pairing_out", "what GPT-NeoX does" },
      { fields({ 4, 4 }, { pair_axes = two }), "pair_axes", "belongs to axis_layout" },
      { fields({ 4, 4 }, { axis_layout = "explicit" }), "pair_axes", "is missing" },
      { fields({ 4, 4 }, explicit("a", "b")), "pair_axes", "has 2 names; give one per "
        .. "pair, 4" },
      { fields({ 4, 4 }, explicit("a", "b", "x", "b")), "pair_axes[3]",
        "\"x\" names no axis" },
      { fields({ 4, 4 }, explicit("a", "b", "b", "b")), "axes[1].dim",
        "is 4; explicit gives this axis 1 pairs" },
      { fields({ 4, 4 }, explicit("a", "a", "a", "a")), "axes[1].dim", "this axis 4" },
      { fields({ 4, 8 }, { axis_layout = "round_robin" }), "axes[1].dim", "3 pairs" },
      { fields({ 4, 4 }, { axis_layout = "mrope_interleaved" }), "axes[1].dim",
        "3 pairs" },
      { fields({ 6, 2, 2, 2 }, { axis_layout = "mrope_interleaved" }), "axes[1].dim",
        "is 6; mrope_interleaved gives this axis 4 pairs" },
      { fields({ 4, 4 }, { axis_layout = "round_robin", pairing = "half_per_axis" }),
        "pairing", "needs axes one after the other" },
      { fields({ 4, 4 }, { axis_layout = "round_robin", pairing_out = "half_per_axis" }),
        "pairing_out", "needs axes one after the other" },
    })
  end)

  it("refuse frequencies that do not fit", function()
    local ntk = fields({ 2, 4 })
    ntk.axes[1].ntk_factor = 2
    local linear = { rope_type = "linear", factor = 2 }
    support.check_complaints({
      { fields({ 4 }, { freq = { kind = "list" } }), "freq.inv_freq", "is missing" },
      { fields({ 4 }, { freq = { inv_freq = { 1, 2 } } }), "freq.inv_freq", "belongs" },
      { fields({ 4 }, { freq = { kind = "list", inv_freq = { 1 } } }), "freq.inv_freq",
        "has 1 frequencies; give one per pair, 2" },
      { fields({ 4 }, { freq = { kind = "linspace_power" }, rope_scaling = linear }),
        "rope_scaling", "not \"linspace_power\"" },
      { fields({ 4, 4 }, { freq = { kind = "linspace_power" }, freq_index = "global" }),
        "freq_index", "must be axis" },
      { fields({ 4, 4 }, { freq = { kind = "learned" } }), "freq.kind",
        "learned are no constants" },
      { fields({ 4, 4 }, { freq = { kind = "dynamic" } }), "freq.kind", "\"runtime\"" },
      { ntk, "axes[1].ntk_factor", "makes a base of inf" },
    })
  end)

  it("refuse listed pairs beside a description, or that cannot be turned", function()
    local cases = {
      { listed({ rotary_offset = 1 }), "pairs", "leave out rotary_offset" },
      { listed({ axis_layout = "sections" }), "pairs", "axis_layout" },
      { listed({ freq = { kind = "linspace_power" } }), "pairs", "and freq" },
      { listed({ freq = { dim = 4 } }), "pairs", "and freq" },
      { listed({ freq = { active_pairs = 2 } }), "pairs", "and freq" },
      { listed_with({ axis = "c" }), "pairs[3].axis", "\"c\" names no axis" },
      { listed_with({ input = { 3, 8 } }), "pairs[3].input", "channel 8 of a head of 8" },
      { listed_with({ input = { 3, 6 } }), "pairs[3].input",
        "has channel 6, which another pair has" },
      { listed_with({ output = { 0, 5 } }), "pairs[3].output",
        "has channel 0, which another pair has" },
      { listed_with({ input = { 5, 5 } }), "pairs[3].input", "has channel 5" },
      { listed_with({ output = { 2, 7 } }), "pairs", "read channel 5 and do not write" },
      { listed_with({ axis = "a", input = { 3 } }), "pairs[3].input", "two channels" },
      { listed({ axes = { { name = "a", position_max = 9 }, { name = "b",
        position_max = 9 }, { name = "c", position_max = 9 } } }), "axes[3].name",
        "\"c\" turns no pair" },
    }
    for field, value in pairs({ rotary_dim = 6, pair_axes = { "a" }, freq_index = "axis",
      rope_scaling = { rope_type = "default" }, pairing = "half",
      pairing_out = "half" }) do
      cases[#cases + 1] = { listed({ [field] = value }), field, "describes pairs" }
    end
    for field, value in pairs({ dim = 4, theta = 10, freq_dim = 4, ntk_factor = 2 }) do
      cases[#cases + 1] = { listed(nil, { { name = "a", position_max = 9 },
        { name = "b", position_max = 9, [field] = value } }), "axes[2]." .. field,
        "pairs are listed" }
    end
    support.check_complaints(cases)
  end)
end)
