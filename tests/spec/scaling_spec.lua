-- What each rope type does to a frequency and to cos and sin: where it does nothing, how
-- it fades from one pair to the next, and which fields it takes. Its bits are in
-- freq_spec.lua.

local f32 = require("freq").f32
local scaling = require("scaling")
local seed = require("seed")
local support = require("support")

-- What a rope type needs, by example, for two pairs, and what it may have beside it.
local RIGHT <const> = {
  default = { {}, {} },
  linear = { { factor = 4 }, {} },
  proportional = { {}, { factor = 4 } },
  ntk_alpha = { { alpha = 1000 }, {} },
  yarn = { { factor = 4, original_max_position_embeddings = 2048 },
    { beta_fast = 16, beta_slow = 2, truncate = false, mscale = 2,
      mscale_all_dim = 0.5 } },
  llama3 = { { factor = 8, low_freq_factor = 1, high_freq_factor = 4,
    original_max_position_embeddings = 8192 }, {} },
  longrope = { { short_factor = { 1, 2 }, long_factor = { 3, 4 }, use = "long",
    original_max_position_embeddings = 4096 }, { factor = 32 } },
}

-- A value that each field of rope_scaling could have.
local ANY = {}
for _, right in pairs(RIGHT) do
  for _, part in ipairs(right) do
    for field, value in pairs(part) do ANY[field] = value end
  end
end

local function of(rope_type, changes)
  return support.with(support.with(RIGHT[rope_type][1], { rope_type = rope_type }),
    changes or {})
end

-- The fields of a config of two pairs with this scaling.
local function fields(rope_scaling)
  return support.fields({ head_dim = 4, rope_scaling = rope_scaling,
    axes = { { name = "t", dim = 4, position_max = 9 } } })
end

-- Pair k of an axis, as scaling takes it.
local function at(k, dim, theta)
  local power = f32(f32(theta) ^ f32(2 * k / dim))
  return { k = k, pair = k, dim = dim, theta = theta, power = power,
    inv = f32(1 / power) }
end

-- The ratio of every pair of an axis.
local function ratios(s, dim, theta)
  local list = {}
  for k = 0, dim // 2 - 1 do list[k] = scaling.ratio(s, at(k, dim, theta)) end
  return list
end

-- Checks that pairs up to `kept` are left alone, pairs from `divided` on are divided by
-- the factor, and each between is scaled more than the one before.
local function check_ramp(s, dim, theta, kept, divided)
  local list = ratios(s, dim, theta)
  for k = 0, dim // 2 - 1 do
    local least = 1 / s.factor
    if k <= kept then
      assert.are.equal(1.0, list[k], k)
    elseif k >= divided then
      assert.are.equal(least, list[k], k)
    else
      assert.is_true(list[k] < list[k - 1] and list[k] > least, k)
    end
  end
  return list
end

describe("scaling", function()
  before_each(function() seed(29) end)

  it("changes nothing where its factor is 1", function()
    local ones = { 1, 1, 1, 1, 1, 1, 1, 1 }
    for rope_type, changes in pairs({
      default = {}, linear = { factor = 1 }, proportional = { factor = 1 },
      ntk_alpha = { alpha = 1 }, longrope = { short_factor = ones, long_factor = ones },
    }) do
      local s = of(rope_type, changes)
      assert.are.equal(1e4, scaling.theta(s, 1e4, 16))
      assert.are.equal(1.0, scaling.attention(s))
      for k = 0, 7 do
        assert.are.equal(at(k, 16, 1e4).inv, scaling.float32(s, at(k, 16, 1e4)))
        assert.are.equal(1.0, scaling.ratio(s, at(k, 16, 1e4)))
      end
    end
    assert.are.equal(1.0, scaling.ratio(of("proportional"), at(3, 16, 1e4)))
    assert.are.equal(at(3, 16, 1e4).inv,
      scaling.float32(of("proportional"), at(3, 16, 1e4)))
  end)

  it("changes no more than the last bit where a ramp's factor is 1", function()
    for _, rope_type in ipairs({ "yarn", "llama3" }) do
      local s = of(rope_type, { factor = 1 })
      assert.are.equal(1.0, scaling.attention(s))
      for k = 0, 31 do
        local inv = at(k, 64, 1e4).inv
        assert.is_near(inv, scaling.float32(s, at(k, 64, 1e4)), inv * 0x1p-23)
        assert.is_near(1, scaling.ratio(s, at(k, 64, 1e4)), 0x1p-52)
      end
    end
  end)

  it("divides by the factor, or by a pair's own", function()
    for rope_type, changes in pairs({ linear = { factor = 4 },
      proportional = { factor = 4 } }) do
      assert.are.equal(0.25, scaling.ratio(of(rope_type, changes), at(2, 16, 1e4)))
      assert.are.equal(f32(0.01) / 4,
        scaling.float32(of(rope_type, changes), at(4, 16, 1e4)))
    end
    for use, divisor in pairs({ short = 2, long = 4 }) do
      local s = of("longrope", { use = use })
      assert.are.equal(1 / divisor, scaling.ratio(s, at(1, 4, 1e4)))
      assert.are.equal(f32(0.01 / divisor), scaling.float32(s, at(1, 4, 1e4)))
    end
  end)

  it("raises the base of ntk_alpha", function()
    assert.are.equal(1e4 * 1000 ^ (128 / 126), scaling.theta(of("ntk_alpha"), 1e4, 128))
    assert.are.equal(160.0, scaling.theta(of("ntk_alpha", { alpha = 4 }), 10, 4))
    assert.are.equal(10, scaling.theta(of("yarn"), 10, 4))
  end)

  -- The pairs are dim ln(length / (2 pi turns)) / (2 ln theta) for the two turns: 8.06
  -- and 20.11 for the first, 10.47 and 17.69 for the second.
  it("ramps yarn between the pairs that turn beta_fast and beta_slow times", function()
    local list = check_ramp(of("yarn"), 64, 1e4, 8, 21)
    assert.is_near((1 - 1 / 13) + 1 / 13 / 4, list[9], 1e-15)
    check_ramp(of("yarn", { beta_fast = 16, beta_slow = 2 }), 64, 1e4, 10, 18)
    list = check_ramp(of("yarn", { truncate = false }), 64, 1e4, 8, 21)
    assert.is_near(1 - 0.75 * (9 - 8.0640008450) / (20.1052006716 - 8.0640008450),
      list[9], 1e-9)
  end)

  it("keeps a ramp of yarn within the axis's channels, and gives it some length",
    function()
      check_ramp(of("yarn", { original_max_position_embeddings = 8 }), 16, 1e4, 0, 1)
      check_ramp(of("yarn", { original_max_position_embeddings = 6 }), 16, 1e4, 0, 1)
      local list = check_ramp(of("yarn", { beta_fast = 150 }), 8, 10, 1, 7)
      assert.is_near(1 - 0.75 / 6, list[2], 1e-15)
    end)

  -- A pair turns 8192 * 500000^(-k / 64) / (2 pi) times in the original length: 4.19
  -- times for k = 28, 3.41 for 29, 1.22 for 34, 0.997 for 35.
  it("ramps llama3 between the pairs that turn high and low times", function()
    local list = check_ramp(of("llama3"), 128, 5e5, 28, 35)
    assert.is_near(1 - (1 - 1 / 8) * (4 - 3.4108631263) / 3, list[29], 1e-9)
  end)

  it("multiplies cos and sin by the attention factor", function()
    -- Source: transformers' formulas, evaluated in Python.
    for _, case in ipairs({
      { "default", {}, 1 }, { "linear", { factor = 9 }, 1 }, { "llama3", {}, 1 },
      { "proportional", { factor = 9 }, 1 }, { "ntk_alpha", {}, 1 },
      { "yarn", { factor = 4 }, 1.138629436111989 },
      { "yarn", { factor = 0.5 }, 1 }, { "yarn", { factor = 1 }, 1 },
      { "yarn", { factor = 40, mscale = 1, mscale_all_dim = 1 }, 1 },
      { "yarn", { factor = 40, mscale = 0.707, mscale_all_dim = 1 }, 0.92104235532 },
      { "yarn", { factor = 8, mscale = 0.5, mscale_all_dim = 2 }, 0.77970279900 },
      { "yarn", { factor = 4, mscale = 2 }, 1.138629436111989 },
      { "yarn", { factor = 4, mscale_all_dim = 2 }, 1.138629436111989 },
      { "longrope", {}, 1 }, { "longrope", { factor = 0.5 }, 1 },
      { "longrope", { factor = 32 }, 1.1902380714238083 },
    }) do
      assert.is_near(case[3], scaling.attention(of(case[1], case[2])), 1e-9, case[1])
    end
  end)

  it("has one ratio for float32 and for real frequencies", function()
    for _, rope_type in ipairs(scaling.rope_types) do
      -- A ramp's roundings are those of turns or pairs, many times its length.
      local is_ramp = rope_type == "yarn" or rope_type == "llama3"
      local bound = is_ramp and 0x1p-19 or 0x1p-22
      for _ = 1, 100 do
        local dim = 2 * math.random(4, 64)
        local s = support.scaling(rope_type, dim // 2)
        local theta = 10 ^ (2 + 5 * math.random())
        for k = 0, dim // 2 - 1 do
          local pair = at(k, dim, theta)
          local right = scaling.ratio(s, pair)
          local found = scaling.float32(s, pair) / pair.inv
          local off = math.abs(found / right - 1)
          if off ~= off or off > bound then
            error(("%s, pair %d: %.9g, not %.9g"):format(rope_type, k, found, right))
          end
        end
      end
    end
  end)

  it("takes what a rope type needs and may have, and nothing else", function()
    for rope_type, right in pairs(RIGHT) do
      local needs, may = table.unpack(right)
      support.config(fields(of(rope_type, may)))
      local refused = {}
      for field in pairs(needs) do
        local s = of(rope_type)
        s[field] = nil
        refused[#refused + 1] = { fields(s), "rope_scaling." .. field,
          "is missing; " .. rope_type .. " needs it" }
      end
      for field, value in pairs(ANY) do
        if needs[field] == nil and may[field] == nil then
          refused[#refused + 1] = { fields(of(rope_type, { [field] = value })),
            "rope_scaling." .. field, "is no field of " .. rope_type }
        end
      end
      support.check_complaints(refused)
    end
  end)

  it("says what to give for a rope type that cannot be", function()
    support.check_complaints({
      { fields({}), "rope_scaling.rope_type", "is missing" },
      { fields({ rope_type = "dynamic" }), "rope_scaling.rope_type", "\"runtime\"" },
      { fields({ rope_type = "su" }), "rope_scaling.rope_type", "\"longrope\"" },
      { fields({ rope_type = "mrope" }), "rope_scaling.rope_type", "the axes' dims" },
      { fields({ rope_type = "xdrope" }), "rope_scaling.rope_type", "\"ntk_alpha\"" },
      { fields({ rope_type = "Yarn" }), "rope_scaling.rope_type", "one of default, " },
      { fields(of("longrope", { use = "both" })), "rope_scaling.use", "short, long" },
      { fields(of("longrope", { short_factor = { 1 } })), "rope_scaling.short_factor",
        "has 1 factors; give one per pair, 2" },
      { fields(of("longrope", { long_factor = { 1, 2, 3 } })),
        "rope_scaling.long_factor", "has 3 factors" },
      { fields(of("llama3", { high_freq_factor = 0.5 })),
        "rope_scaling.high_freq_factor", "is below low_freq_factor" },
    })
  end)
end)
