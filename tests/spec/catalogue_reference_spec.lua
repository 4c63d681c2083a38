-- The slow reference of the catalogue (tests/catalogue/reference.lua) against numbers
-- known without it: pairs counted by hand, and transformers' own frequencies.

local config = require("config")
local reference = require("catalogue.reference")
local rwg = require("verify.rwg")
local support = require("support")

local CASES <const> = "tests/golden/cases/"

local function of(changes) return reference.of(support.config(changes)) end

local function axes_of(...)
  local axes = {}
  for i, dim in ipairs({ ... }) do
    axes[i] = { name = ({ "t", "h", "w" })[i], dim = dim, position_max = 9 }
  end
  return axes
end

local function channels(pair)
  return ("%d %d > %d %d"):format(pair.input[1], pair.input[2], pair.output[1],
    pair.output[2])
end

-- The axes of all pairs as one word, such as "thwthwtt".
local function axes_in_order(model)
  local letters = {}
  for j, pair in ipairs(model.pairs) do letters[j] = ("thw"):sub(pair.axis, pair.axis) end
  return table.concat(letters)
end

-- Whether a double is a float32 within what it is in doubt.
local function is_near(pair, float32)
  return math.abs(pair.frequency - float32) <= pair.frequency * pair.doubt * 0x1p-24
end

-- The config of a case of the families llama and phi3, whose keys are transformers' own.
local function config_of(case)
  local cfg = {}
  for key, values in pairs(case.cfg) do cfg[key] = values[1] end
  local scaling = { rope_type = cfg.rope_type or "default", factor = cfg.factor }
  for _, key in ipairs({ "beta_fast", "beta_slow", "mscale", "mscale_all_dim",
    "low_freq_factor", "high_freq_factor" }) do
    scaling[key] = cfg[key]
  end
  if scaling.rope_type ~= "linear" and scaling.rope_type ~= "default" then
    scaling.original_max_position_embeddings = cfg.original_max_position_embeddings
  end
  if cfg.truncate then scaling.truncate = cfg.truncate ~= 0 end
  if case.cfg.factors then
    scaling.short_factor, scaling.long_factor = case.cfg.factors, case.cfg.factors
    scaling.use = "long"
    scaling.factor = cfg.max_position_embeddings / cfg.original_max_position_embeddings
  end
  return config.check(case.path, {
    name = "model", head_dim = cfg.head_dim, rotary_dim = cfg.rotary_dim,
    theta = cfg.theta, pairing = "half", rope_scaling = scaling,
    axes = { { name = "t", dim = cfg.rotary_dim, position_max = 9 } },
    positions = { rule = "ids" },
  })
end

local function float32s(case, name)
  local tensor = case.tensors[name]
  local handle <close> = assert(io.open(case.path, "rb"))
  handle:seek("set", tensor.offset)
  local bytes = handle:read(tensor.bytes)
  local list = { string.unpack(("<" .. ("f"):rep(tensor.bytes // 4)), bytes) }
  list[#list] = nil
  return list
end

describe("the catalogue's reference", function()
  it("has Qwen2.5-VL's columns begin at pair 20, channels 20 and 60", function()
    local pair_list = reference.of(config.read("gen/models/qwen2_5_vl_vision.lua")).pairs
    assert.are.equal(40, #pair_list)
    assert.are.same({ 1, 2 }, { pair_list[20].axis, pair_list[21].axis })
    assert.are.equal("20 60 > 20 60", channels(pair_list[21]))
    assert.are.equal(1.0, pair_list[21].frequency)
    assert.is_true(is_near(pair_list[40], 1.584893192e-4)) -- 10^(-4 * 19 / 20)
  end)

  it("turns 24 of GPT-NeoX's 96 channels, in halves of 12", function()
    local model = of({ head_dim = 96, rotary_dim = 24, axes = axes_of(24) })
    assert.are.equal(12, #model.pairs)
    assert.are.equal("0 12 > 0 12", channels(model.pairs[1]))
    assert.are.equal("11 23 > 11 23", channels(model.pairs[12]))
    assert.is_true(is_near(model.pairs[7], 0.01))
  end)

  it("turns the last 64 of 512 channels in adjacent pairs", function()
    local model = of({ head_dim = 512, rotary_dim = 64, rotary_offset = 448,
      pairing = "adjacent", axes = axes_of(64) })
    assert.are.equal("448 449 > 448 449", channels(model.pairs[1]))
    assert.are.equal("510 511 > 510 511", channels(model.pairs[32]))
  end)

  it("reads adjacent pairs and writes halves, as DeepSeek-V3 does", function()
    local model = of({ head_dim = 64, pairing = "adjacent", pairing_out = "half",
      axes = axes_of(64) })
    assert.are.equal("2 3 > 1 33", channels(model.pairs[2]))
  end)

  it("splits the channels of each axis", function()
    local model = of({ head_dim = 12, pairing = "half_per_axis", axes = axes_of(4, 8) })
    assert.are.equal("1 3 > 1 3", channels(model.pairs[2]))
    assert.are.equal("4 8 > 4 8", channels(model.pairs[3]))
  end)

  it("spreads Qwen3-VL's 24, 20 and 20 pairs, all of one series", function()
    local model = of({ head_dim = 128, theta = 5e6, axes = axes_of(48, 40, 40),
      axis_layout = "mrope_interleaved" })
    assert.are.equal(("thw"):rep(20) .. "tttt", axes_in_order(model))
    assert.is_true(is_near(model.pairs[33], 5e6 ^ -0.5))
  end)

  it("gives Pixtral's rows the even and columns the odd frequencies", function()
    local model = of({ head_dim = 16, axes = axes_of(8, 8), freq_index = "strided" })
    assert.are.equal("tttthhhh", axes_in_order(model))
    assert.is_true(is_near(model.pairs[3], 0.01)) -- k = 4 of 8
    assert.is_true(is_near(model.pairs[5], 10 ^ -0.5)) -- k = 1
  end)

  it("takes turns for round_robin and names for explicit", function()
    local model = of({ head_dim = 8, axes = axes_of(4, 4), axis_layout = "round_robin" })
    assert.are.equal("thth", axes_in_order(model))
    assert.are.same({ 1.0, 1.0 }, { model.pairs[1].frequency, model.pairs[2].frequency })
    model = of({ head_dim = 8, axes = axes_of(4, 4), axis_layout = "explicit",
      pair_axes = { "h", "t", "t", "h" } })
    assert.are.equal("htth", axes_in_order(model))
    assert.is_true(is_near(model.pairs[3], 0.01))
  end)

  it("knows the kinds of frequencies and what multiplies them", function()
    local function last(changes)
      changes.axes = changes.axes or axes_of(8)
      local list = of(changes).pairs
      return list[#list]
    end
    assert.is_true(is_near(last({ theta = 16, freq = { kind = "inv_power_2pi" } }),
      0.785398163)) -- 2 pi / 8
    assert.is_true(is_near(last({ freq = { kind = "linspace_power" } }), 15707.9633))
    assert.are.equal(0.5, last({ freq = { kind = "list",
      inv_freq = { 4, 3, 2, 0.5 } } }).frequency)
    assert.are.equal(0.0, last({ freq = { active_pairs = 3 } }).frequency)
    assert.is_true(is_near(last({ freq = { dim = 12 } }), 0.01))
    local axes = axes_of(8)
    axes[1].scale, axes[1].theta = 0.25, 1e8
    assert.is_true(is_near(last({ axes = axes }), 2.5e-7))
    axes[1] = { name = "t", dim = 8, position_max = 9, theta = 1, ntk_factor = 16 }
    assert.is_true(is_near(last({ axes = axes }), 0.0625)) -- theta 16^(8 / 6)
    axes[1] = { name = "t", dim = 8, position_max = 9, theta = 1 }
    assert.is_true(is_near(last({ axes = axes,
      rope_scaling = { rope_type = "ntk_alpha", alpha = 16 } }), 0.0625))
  end)

  it("has no frequencies where cos and sin come from the caller", function()
    local fields = support.fields({ freq = { kind = "runtime" } })
    fields.positions = nil
    local pair_list = reference.of(config.check("a.lua", fields)).pairs
    assert.is_nil(pair_list[4].frequency)
    assert.are.equal("3 7 > 3 7", channels(pair_list[4]))
  end)

  it("has the frequencies and the attention factor of transformers", function()
    local seen = {}
    for _, path in ipairs(require("pl.dir").getfiles(CASES, "*.rwg")) do
      local case = rwg.read(path)
      local family = case.cfg.family[1]
      if family == "llama" or family == "phi3" then
        local model = reference.of(config_of(case))
        for j, float32 in ipairs(float32s(case, "inv_freq")) do
          assert.is_true(is_near(model.pairs[j], float32), path .. " pair " .. j - 1)
        end
        local attention = (case.cfg.attention_scaling or { 1 })[1]
        assert.is_near(attention, model.cos_factor, 1e-12)
        seen[(case.cfg.rope_type or { "default" })[1]] = true
      end
    end
    assert.are.same({ default = true, linear = true, llama3 = true, longrope = true,
      yarn = true }, seen)
  end)

  it("turns the other way with a negative sine", function()
    local model = of({ direction = -1, attention_factor = 2 })
    assert.are.same({ 2.0, -2.0 }, { model.cos_factor, model.sin_factor })
  end)
end)
