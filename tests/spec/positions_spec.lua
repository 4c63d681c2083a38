-- What position rules make of an axis's limits, and which fields they take; more of the
-- rule grid is in grids_spec.lua.

local tablex = require("pl.tablex")

local config = require("config")
local positions = require("positions")
local random_config = require("random_config")
local rope = require("rope")
local schema = require("schema")
local seed = require("seed")
local support = require("support")

local RUNS <const> = { rule = "runs", coordinates = { "t", "h", "w" },
  limits = { positions = 40 } }
local SEQUENCE <const> = { rule = "sequence", limits = { positions = 40 } }

-- The fields of a config of three axes, with changes to the first one.
local function of(rule, first)
  local axes = {}
  for i, name in ipairs({ "t", "h", "w" }) do axes[i] = { name = name, dim = 4 } end
  axes[1] = support.with(axes[1], first or {})
  return support.fields({ head_dim = 12, axes = axes, positions = rule })
end

local function runs(changes) return support.with(RUNS, changes) end

-- The limits of the axes as text.
local function limits(fields)
  local list = {}
  for i, axis in ipairs(config.check("a.lua", fields).axes) do
    list[i] = ("%d..%d"):format(axis.position_min, axis.position_max)
  end
  return table.concat(list, " ")
end

-- The fields of a record of the schema.
local function fields_of(name)
  for _, field in ipairs(schema.fields) do
    if field[1] == name then return field.fields end
  end
end

-- A field's value for rules that have it, and those rules.
local OWNED <const> = {
  fractional = { true, grid = true, ids = true },
  coordinates = { { "t", "h", "w" }, grid = true, runs = true },
  merge = { 2, grid = true, runs = true },
  centred = { true, grid = true, runs = true },
  limits = { { positions = 9 }, runs = true, sequence = true, grid = true },
  temporal_merge = { 2, runs = true }, tokens_per_second = { 2, runs = true },
  patch_size = { 14, grid = true }, window_size = { 56, grid = true },
  offset = { 1, grid = true }, canvas = { 8, grid = true },
  normalised = { true, grid = true }, image_stride = { 10, grid = true },
  identity = { { count = 1, order = "before" }, grid = true },
  text = { { order = "before", start = "h" }, grid = true },
}

local GOOD <const> = {
  sequence = SEQUENCE, runs = RUNS,
  ids = { rule = "ids" },
  grid = { rule = "grid", coordinates = { "t", "h", "w" },
    limits = { frame = 4, h = 4, w = 4 } },
}

describe("positions", function()
  it("count from 0 on every axis for sequence and runs", function()
    assert.are.equal("0..39 0..39 0..39", limits(of(SEQUENCE)))
    assert.are.equal("0..39 0..39 0..39", limits(of(RUNS)))
    assert.are.equal("0..0 0..0 0..0",
      limits(of({ rule = "sequence", limits = { positions = 1 } })))
  end)

  it("keep limits of an axis that are wider", function()
    assert.are.equal("-7..99 0..39 0..39",
      limits(of(SEQUENCE, { position_min = -7, position_max = 99 })))
    assert.are.equal("0..39 0..39 0..39",
      limits(of(RUNS, { position_min = 0, position_max = 39 })))
  end)

  it("need every position of a range that they fill in", function()
    local cases = {}
    for n = 1, 200 do
      seed(n)
      local fields = random_config.fields()
      local filled = config.check("a.lua", tablex.deepcopy(fields))
      for i, axis in ipairs(fields.positions and filled.axes or {}) do
        for bound, step in pairs({ position_min = 1, position_max = -1 }) do
          if not fields.axes[i][bound] and fields.positions.rule ~= "ids" then
            local smaller = tablex.deepcopy(fields)
            smaller.axes[i][bound] = axis[bound] + step
            local field = ("axes[%d].%s"):format(i, bound)
            cases[#cases + 1] = { smaller, field, " reaches " }
          end
        end
      end
    end
    assert.is_true(#cases > 200)
    support.check_complaints(cases)
  end)

  -- An image that advances the position by its longer side stands around zero by half.
  it("hold a centred image of runs that is as large as can be", function()
    local checked = config.check("a.lua", of(runs({ centred = true })))
    for _, axis in ipairs(checked.axes) do
      assert.are.equal(39, axis.position_max)
      if axis.name ~= "t" then assert.is_true(axis.position_min <= -20) end
    end
  end)

  it("fill in what a run merges", function()
    local rule = config.check("a.lua", of(RUNS)).positions
    assert.are.same({ 1, 1 }, { rule.merge, rule.temporal_merge })
    rule = config.check("a.lua", of(runs({ merge = 2, temporal_merge = 3 }))).positions
    assert.are.same({ 2, 3 }, { rule.merge, rule.temporal_merge })
  end)

  it("are the caller's for ids, from 0 unless given", function()
    local fields = of({ rule = "ids" }, { position_max = 5 })
    fields.axes[2] = support.with(fields.axes[2], { position_max = 0 })
    fields.axes[3] = support.with(fields.axes[3], { position_min = -4,
      position_max = -2 })
    assert.are.equal("0..5 0..0 -4..-2", limits(fields))
  end)

  it("are none where cos and sin come from the caller", function()
    local fields = of(SEQUENCE)
    fields.freq = { kind = "runtime" }
    support.check_complaints({ { fields, "positions", "leave it out" } })
    fields.positions = nil
    local model = rope.build(config.check("a.lua", fields))
    assert.is_true(model.ready_only)
    for _, axis in ipairs(model.axes) do
      assert.are.same({}, { axis.inv_freq, axis.turns, axis.words, axis.position_max })
    end
    assert.are.equal(6, #model.pairs)
  end)

  it("belong to a rule: every field that another has is refused", function()
    local cases, known = {}, {}
    for rule, right in pairs(GOOD) do
      known[rule] = true
      for field, owners in pairs(OWNED) do
        if not owners[rule] then
          local fields = of(support.with(right, { [field] = owners[1] }))
          for i, axis in ipairs(rule == "ids" and fields.axes or {}) do
            fields.axes[i] = support.with(axis, { position_max = 9 })
          end
          cases[#cases + 1] = { fields, "positions." .. field, "belongs to the rule" }
        end
      end
    end
    for _, rule in ipairs(positions.rules) do assert.is_true(known[rule]) end
    for _, field in ipairs(fields_of("positions")) do
      assert.is_truthy(field[1] == "rule" or OWNED[field[1]], field[1])
    end
    support.check_complaints(cases)
  end)

  it("are refused where they do not fit", function()
    local function with_limits(changes)
      return of(runs({ limits = support.with({ positions = 40 }, changes) }))
    end
    local none, no_coordinates = of(nil), of(runs({}))
    none.positions, no_coordinates.positions.coordinates = nil, nil
    support.check_complaints({
      { none, "positions", "is missing; say how tokens get their positions" },
      { of({ rule = "sequence" }), "positions.limits.positions", "is missing" },
      { of(runs({ limits = {} })), "positions.limits.positions", "is missing" },
      { with_limits({ h = 2 }), "positions.limits.h", "belongs to the rule grid" },
      { with_limits({ text = 2 }), "positions.limits.text", "belongs to the rule grid" },
      { with_limits({ image = 2, w = 2 }), "positions.limits.image", "leave it out" },
      { with_limits({ frame = 2 }), "positions.limits.frame", "leave it out" },
      { with_limits({ w = 2 }), "positions.limits.w", "leave it out" },
      { no_coordinates, "positions.coordinates", "is missing" },
      { of(runs({ coordinates = { "t", "h" } })), "positions.coordinates",
        "names 2 coordinates for 3 axes" },
      { of(runs({ coordinates = { "t", "h", "h" } })), "positions.coordinates",
        "names h twice" },
      { of(runs({ coordinates = { "t", "h", "zero" } })), "positions.coordinates",
        "zero belongs to the rule grid" },
      { of(runs({ coordinates = { "image", "h", "w" } })), "positions.coordinates",
        "image belongs to the rule grid" },
      { of(SEQUENCE, { position_max = 38 }), "axes[1].position_max",
        "is 38; it cannot hold positions.limits, which reaches 39" },
      { of(RUNS, { position_min = 1 }), "axes[1].position_min", "reaches down to 0" },
      { of({ rule = "ids" }), "axes[1].position_max", "the rule ids needs it" },
      { of({ rule = "ids" }, { position_max = -1 }), "axes[2].position_max",
        "is missing" },
      { support.fields({ axes = { { name = "h", dim = 8, position_max = -1 } } }),
        "axes[1].position_max", "is -1, below position_min, 0" },
    })
  end)
end)
