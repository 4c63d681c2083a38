-- What a config may hold, and that every other one is refused in one useful line.

local config = require("config")
local support = require("support")

local changed, check_complaints = support.fields, support.check_complaints
local H = { name = "h", dim = 4, position_max = 100 }
local W = { name = "w", dim = 4, position_max = 100 }

-- The positions of a valid grid with text, with changes.
local function grid(changes)
  return support.with({
    rule = "grid", coordinates = { "h", "w" }, limits = { h = 16, w = 12, text = 8 },
    text = { start = "max", order = "after" },
  }, changes or {})
end

-- The fields of a valid config of the rule grid, with changes to its positions and more.
local function grid_fields(changes, more)
  local axes = { { name = "h", dim = 4 }, { name = "w", dim = 4 } }
  local fields = support.fields({ axes = axes, positions = grid(changes) })
  return support.with(fields, more or {})
end

describe("config", function()
  it("reads every shipped model", function()
    for _, checked in ipairs(support.models()) do
      assert.is_true(checked.rotary_offset + checked.rotary_dim <= checked.head_dim)
      for _, axis in ipairs(checked.positions and checked.axes or {}) do
        assert.is_true(axis.position_min <= axis.position_max)
      end
    end
  end)

  it("fills in defaults and leaves what was given", function()
    local fields = support.fields()
    local checked = config.check("a.lua", fields)
    assert.are.equal(8, checked.rotary_dim)
    assert.are.equal(0, checked.rotary_offset)
    assert.are.equal(10000.0, checked.theta)
    assert.are.equal("hf", checked.tables)
    assert.are.equal(0, checked.axes[1].position_min)
    assert.is_nil(fields.rotary_dim)
  end)

  it("takes whole floats as integers, and integers as floats", function()
    local checked = config.check("a.lua", support.fields({ head_dim = 8.0, theta = 500 }))
    assert.are.equal("integer", math.type(checked.head_dim))
    assert.are.equal("float", math.type(checked.theta))
  end)

  it("names the field that was meant", function()
    check_complaints({
      { changed({ haed_dim = 8 }), "haed_dim", "did you mean head_dim?" },
      { changed({ pairng = "half" }), "pairng", "did you mean pairing?" },
      { changed({ axes = { { name = "h", dims = 8 } } }), "axes[1].dims", "mean dim?" },
      { grid_fields({ limit = {} }), "positions.limit", "mean limits?" },
      { grid_fields({ limits = { h = 1, w = 1, txt = 1 } }), "positions.limits.txt",
        "mean text?" },
      { changed({ something_else_entirely = 1 }), "something_else_entirely",
        "the fields are name, family" },
    })
  end)

  it("says which values a field may have", function()
    check_complaints({
      { changed({ name = 5 }), "name", "5; give a name of small letters" },
      { changed({ name = "int" }), "name", "no keyword" },
      { changed({ name = "Model" }), "name", "small letters" },
      { changed({ name = "a__b" }), "name", "single underscores" },
      { changed({ name = "2d" }), "name", "\"2d\"" },
      { changed({ name = ("x"):rep(1000) }), "name", "xxx...\"; give" },
      { changed({ head_dim = 7 }), "head_dim", "7; give an even number" },
      { changed({ head_dim = 0 }), "head_dim", "from 2 to" },
      { changed({ head_dim = 1 << 20 }), "head_dim", "from 2 to" },
      { changed({ head_dim = "8" }), "head_dim", "\"8\"; give an even" },
      { changed({ head_dim = 8.5 }), "head_dim", "8.5; give an even" },
      { changed({ head_dim = 0 / 0 }), "head_dim", "give an even" },
      { changed({ theta = "1e4" }), "theta", "give a number" },
      { changed({ theta = 0 }), "theta", "from 1 to 1e+12" },
      { changed({ theta = 1 / 0 }), "theta", "from 1 to 1e+12" },
      { changed({ tables = "fast" }), "tables", "one of hf, exact" },
      { changed({ tables = true }), "tables", "one of hf, exact" },
      { changed({ pairing = "halves" }), "pairing", "adjacent, half, half_per_axis" },
      { changed({ axes = "h" }), "axes", "give a list" },
      { changed({ axes = {} }), "axes", "give a list" },
      { changed({ axes = { H, extra = W } }), "axes", "\"extra\"; give a list" },
      { changed({ axes = { 5 } }), "axes[1]", "give a table" },
      { changed({ axes = { support.with(H, { dim = 3 }), W } }), "axes[1].dim", "even" },
      { changed({ axes = { support.with(H, { name = "while" }), W } }), "axes[1].name",
        "no keyword" },
      { changed({ axes = { support.with(H, { position_max = 1 << 31 }), W } }),
        "axes[1].position_max", "to 2147483647" },
      { changed({ positions = "grid" }), "positions", "give a table" },
      { changed({ positions = { rule = "mrope" } }), "positions.rule",
        "one of grid, ids" },
      { grid_fields({ centred = 1 }), "positions.centred", "true or false" },
      { grid_fields({ coordinates = { "h", "x" } }), "positions.coordinates",
        "frame, layer, t" },
      { grid_fields({ merge = 0 }), "positions.merge", "from 1" },
      { grid_fields({ limits = { h = -1, w = 1, text = 1 } }), "positions.limits.h",
        "from 1 to 2147483647" },
      { grid_fields({ limits = { h = 2 ^ 31, w = 1, text = 1 } }), "positions.limits.h",
        "from 1 to 2147483647" },
      { grid_fields({ text = { start = "middle", order = "after" } }),
        "positions.text.start", "one of h, max, max_half" },
    })
  end)

  it("says what is missing", function()
    for _, field in ipairs({ "name", "head_dim", "axes", "pairing", "positions" }) do
      local fields = support.fields()
      fields[field] = nil
      check_complaints({ { fields, field, "is missing" } })
    end
    local no_limits = grid_fields()
    no_limits.positions.limits = nil
    check_complaints({
      { changed({ positions = {} }), "positions.rule", "is missing" },
      { changed({ axes = { { name = "h", dim = 8 } } }), "axes[1].position_max",
        "is missing" },
      { no_limits, "positions.limits", "is missing" },
      { grid_fields({ window_size = 56 }), "positions.patch_size", "counts pixels" },
      { grid_fields({ limits = { h = 4, text = 1 } }), "positions.limits.w",
        "is missing" },
      { grid_fields({ limits = { h = 4, w = 4 } }), "positions.limits.text",
        "is missing" },
    })
  end)

  it("refuses axes that do not fill the head's turned channels", function()
    check_complaints({
      { changed({ axes = { H } }), "axes", "sum to 4; they must fill rotary_dim, 8" },
      { changed({ axes = { H, W }, head_dim = 6 }), "axes", "sum to 8" },
      { changed({ axes = { H, W }, rotary_dim = 10 }), "rotary_dim", "give at most 8" },
      { changed({ axes = { H, H } }), "axes[2].name", "\"h\" names two axes" },
      { grid_fields({ coordinates = { "h" } }), "positions.coordinates", "for 2 axes" },
      { grid_fields({ coordinates = { "h", "h" } }), "positions.coordinates", "h twice" },
    })
  end)

  it("refuses limits that overflow, cross or cannot hold the text", function()
    local function axes(changes)
      return { axes = { support.with({ name = "h", dim = 4 }, changes),
        { name = "w", dim = 4 } } }
    end
    local most = 2147483647
    check_complaints({
      { grid_fields(nil, axes({ position_max = 18 })), "axes[1].position_max",
        "cannot hold the text, which reaches 23" },
      { grid_fields(nil, axes({ position_max = 14 })), "axes[1].position_max",
        "cannot hold positions.limits, which reaches 15" },
      { grid_fields(nil, axes({ position_min = 1 })), "axes[1].position_min",
        "reaches down to 0" },
      { grid_fields({ centred = true }, axes({ position_min = 0 })),
        "axes[1].position_min", "reaches down to -8" },
      { grid_fields({ limits = { h = most, w = 1, text = 2 } }), "positions.limits.text",
        "past int32" },
      { grid_fields({ limits = { h = 1, w = 1, text = 1 << 20 } }),
        "axes[1].position_max", "use tables = \"exact\"" },
      { changed({ axes = { support.with(H, { dim = 8, position_min = -(1 << 20) }) } }),
        "axes[1].position_min", "use tables = \"exact\"" },
      { changed({ axes = { support.with(H, { dim = 8, position_min = 101 }) } }),
        "axes[1].position_max", "below position_min, 101" },
      { grid_fields({ merge = 13 }), "positions.merge", "give at most 12" },
      { grid_fields({ window_size = 8, patch_size = 16 }), "positions.window_size",
        "smaller than a merged patch" },
      { grid_fields({ limits = { h = 1, w = 1, text = 1, frame = 2 } }),
        "positions.limits.frame", "bounds nothing" },
      { changed({ positions = { rule = "ids", window_size = 3 } }),
        "positions.window_size", "belongs to the rule grid" },
    })
  end)

  it("takes what is just within the limits", function()
    local most = (1 << 20) - 1
    config.check("a.lua", grid_fields({ limits = { h = 1, w = 1, text = most } }))
    config.check("a.lua", support.fields({ tables = "exact", axes = {
      { name = "h", dim = 8, position_min = -2147483647, position_max = 2147483647 },
    } }))
  end)

  it("finds the nearest name and none where all are far", function()
    assert.are.equal("half", config.nearest("hlaf", { "adjacent", "half" }))
    assert.is_nil(config.nearest("zzzzzzzz", { "adjacent", "half" }))
    assert.is_nil(config.nearest("x", {}))
  end)
end)
