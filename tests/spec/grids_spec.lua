-- The rule grid: the limits of an axis are the furthest positions of a slow walk over
-- every small sequence, and nothing else is taken.

local config = require("config")
local support = require("support")

-- What a side's coordinate is, from the place of a patch along it and its patches.
local function along(rule, i, count)
  if rule.normalised then return 2 * (i + 0.5) / count - 1 end
  if rule.canvas then return i * rule.canvas // count end
  return i - (rule.centred and count - count // 2 or 0) + (rule.offset or 0)
end

-- What a patch's coordinates are, as the schema says; `at` is where it is.
local COORDINATES <const> = {
  frame = function(at) return at.image + at.t end,
  layer = function(at) return at.image + 1 == at.images and -1 or at.image + at.t end,
  t = function(at) return at.t end,
  image = function(at, rule) return at.image * (rule.image_stride or 1) end,
  after_text = function(at) return at.text_end + at.t end,
  h = function(at, rule) return along(rule, at.row, at.grid.h) end,
  w = function(at, rule) return along(rule, at.column, at.grid.w) end,
  zero = function() return 0 end,
}

local STARTS <const> = {
  h = function(h) return h end, max = math.max, zero = function() return 0 end,
  max_half = function(h, w) return math.max(h // 2, w // 2) end,
  one = function() return 1 end,
}

local function has(rule, coordinate)
  for _, name in ipairs(rule.coordinates) do
    if name == coordinate then return true end
  end
  return false
end

-- The first position of the text beside these images.
local function text_start(rule, grids)
  if rule.text.rule == "zero" then return 0 end
  local start = 0
  for _, grid in ipairs(grids) do
    start = math.max(start, STARTS[rule.text.start](grid.h, grid.w))
  end
  return has(rule, "layer") and math.max(start, #grids - 1) or start
end

-- Calls note(axis, position) for every token of a sequence.
local function walk(axes, rule, grids, text_tokens, note)
  local text = rule.text
  local start = text and text_start(rule, grids) or 0
  for image, grid in ipairs(grids) do
    for patch = 0, grid.t * grid.h * grid.w - 1 do
      local at = { image = image - 1, images = #grids, grid = grid,
        t = patch // (grid.h * grid.w), row = patch // grid.w % grid.h,
        column = patch % grid.w, text_end = start + text_tokens }
      for i, name in ipairs(rule.coordinates) do note(i, COORDINATES[name](at, rule)) end
    end
    for i in ipairs(rule.identity and axes or {}) do note(i, 0) end
  end
  for k = 0, text_tokens - 1 do
    for i, axis in ipairs(axes) do
      local moves = (text.rule or "diagonal") == "diagonal" or text.axis == axis.name
      note(i, moves and start + k or 0)
    end
  end
end

-- Whether a sequence is within the limits.
local function fits(rule, grids)
  local limits, numbered = rule.limits, has(rule, "frame") or has(rule, "layer")
  if limits.image and #grids > limits.image then return false end
  for image, grid in ipairs(grids) do
    local frames = grid.t + (numbered and image - 1 or 0)
    if limits.frame and frames > limits.frame then return false end
  end
  return true
end

-- Calls body(grids) for sequences within the limits: images alike, and the same with all
-- but the first or the last as small as can be.
local function each_sequence(rule, body)
  local limits, step = rule.limits, rule.merge or 1
  local function offer(...)
    if fits(rule, { ... }) then body({ ... }) end
  end
  local small = { t = 1, h = step, w = step }
  for t = 1, limits.frame or 2 do
    for h = step, limits.h, step do
      for w = step, limits.w, step do
        local grid = { t = t, h = h, w = w }
        offer(grid)
        offer(grid, grid)
        offer(grid, small, small)
        offer(small, small, grid)
      end
    end
  end
end

-- The fields of a config of axes named as their coordinates.
local function of(rule, more)
  local axes = {}
  for i, name in ipairs(rule.coordinates) do
    axes[i] = { name = name .. (name == "zero" and i or ""), dim = 2 }
  end
  return support.fields(support.with({ head_dim = 2 * #axes, axes = axes,
    positions = support.with({ rule = "grid" }, rule) }, more or {}))
end

-- A rule of rows and columns with changes.
local function sides(changes)
  return support.with({ coordinates = { "h", "w" }, limits = { h = 5, w = 4 } }, changes)
end

-- A rule with text of four tokens at most beside images, with changes.
local function texts(text, changes)
  return support.with({ coordinates = { "frame", "h", "w" },
    limits = { frame = 2, h = 5, w = 4, text = 4 },
    text = support.with({ order = "after" }, text) }, changes or {})
end

local THREE <const> = { frame = 3, h = 3, w = 4 }
local RULES <const> = {
  ["rows and columns"] = sides({}),
  ["merged, cut by windows"] = sides({ merge = 2, limits = { h = 4, w = 6 },
    patch_size = 2, window_size = 8 }),
  ["an offset below zero, and identity"] = sides({ offset = -7,
    identity = { count = 1, order = "before" } }),
  ["an offset above zero, and identity"] = sides({ offset = 2,
    identity = { count = 2, order = "after" } }),
  ["centred"] = sides({ centred = true }),
  ["centred, with an offset"] = sides({ centred = true, offset = -1 }),
  ["canvas"] = sides({ canvas = 4 }),
  ["frames"] = { coordinates = { "t", "h", "w" }, limits = THREE },
  ["frames counted from the image's number"] = { coordinates = { "frame", "h", "w" },
    limits = THREE },
  ["layers"] = { coordinates = { "layer", "h", "w" }, limits = THREE },
  ["images by tens, frames, nothing"] = {
    coordinates = { "zero", "image", "t", "zero", "h" }, image_stride = 10,
    limits = { frame = 2, image = 3, h = 2, w = 2 } },
  ["images one by one"] = { coordinates = { "image", "h" },
    limits = { image = 2, h = 2, w = 2 } },
  ["text on one axis from 0, images after it"] = texts(
    { rule = "axis", axis = "after_text", start = "zero", order = "before" },
    { coordinates = { "after_text", "h", "w" } }),
  ["text on the diagonal from 1, images after it"] = texts({ start = "one" },
    { coordinates = { "after_text", "h", "w" } }),
  ["text at 0"] = texts({ rule = "zero" }),
  ["text at 0, rows centred"] = texts({ rule = "zero" }, { centred = true, offset = 9 }),
  ["text on the axis h"] = texts({ rule = "axis", axis = "h", start = "max" }),
  ["text after layers"] = texts({ start = "h" }, { coordinates = { "layer", "h", "w" },
    limits = { frame = 3, h = 1, w = 1, text = 2 } }),
}
for start in pairs(STARTS) do
  RULES["text from " .. start] = texts({ start = start })
  RULES["text from " .. start .. ", centred"] = texts({ start = start },
    { centred = true })
end

describe("grids", function()
  for name, rule in pairs(RULES) do
    it("have the limits that a walk finds: " .. name, function()
      local axes = config.check("a.lua", of(rule)).axes
      local low, high = {}, {}
      each_sequence(rule, function(grids)
        for _, text_tokens in ipairs({ 0, rule.limits.text }) do
          walk(axes, rule, grids, text_tokens, function(i, position)
            low[i] = math.min(low[i] or position, position)
            high[i] = math.max(high[i] or position, position)
          end)
        end
      end)
      for i, axis in ipairs(axes) do
        assert.are.same({ low[i], high[i] }, { axis.position_min, axis.position_max },
          axis.name)
      end
    end)
  end

  it("keep fractions between -1 and 1, and limits of an axis that are wider", function()
    local rule = sides({ normalised = true, fractional = true })
    local axes = config.check("a.lua", of(rule)).axes
    each_sequence(rule, function(grids)
      walk(axes, rule, grids, 0, function(_, position)
        assert(position > -1 and position < 1)
      end)
    end)
    assert.are.same({ -1, 1 }, { axes[1].position_min, axes[2].position_max })
    local wide = { { name = "h", dim = 4, position_min = -5, position_max = 99 } }
    local axis = config.check("a.lua", of({ coordinates = { "h" },
      limits = { h = 9, w = 9 } }, { axes = wide, head_dim = 4 })).axes[1]
    assert.are.same({ -5, 99 }, { axis.position_min, axis.position_max })
  end)

  it("cut windows as the reference does: pixels, merged, in patches", function()
    local rule = sides({ merge = 3, patch_size = 14, window_size = 112 })
    assert.are.equal(112 // 3 // 14, config.check("a.lua", of(rule)).positions.window)
  end)

  it("refuse what does not fit together", function()
    local most = 2147483647
    local function limits(changes)
      return of(sides({ limits = support.with({ h = 4, w = 4 }, changes) }))
    end
    local two = of(sides({}))
    two.positions.coordinates = nil
    local identity = { count = 1, order = "before" }
    support.check_complaints({
      { two, "positions.coordinates", "is missing; say what each axis counts, one of" },
      { limits({ image = 2 }), "positions.limits.image", "bounds nothing here" },
      { limits({ positions = 2 }), "positions.limits.positions", "runs and sequence" },
      { of({ coordinates = { "t" }, limits = { h = 1, w = 1 } }),
        "positions.limits.frame", "is missing; an axis counts by it" },
      { of({ coordinates = { "image" }, limits = { h = 1, w = 1 } }),
        "positions.limits.image", "is missing; an axis counts by it" },
      { of({ coordinates = { "t" }, limits = { frame = 1, w = 1 } }),
        "positions.limits.h", "is missing; rows" },
      { of({ coordinates = { "after_text" }, limits = { frame = 1, h = 1, w = 1 } }),
        "positions.coordinates", "no positions.text whose" },
      { of(texts({ rule = "zero" }, { coordinates = { "after_text", "h", "w" } })),
        "positions.coordinates", "no positions.text whose" },
      { of(sides({ image_stride = 2 })), "positions.image_stride", "coordinate image" },
      { of(texts({ rule = "axis", start = "h" })), "positions.text.axis", "is missing" },
      { of(texts({ rule = "axis", axis = "x", start = "h" })), "positions.text.axis",
        "\"x\" names no axis" },
      { of(texts({ axis = "h", start = "h" })), "positions.text.axis", "belongs to" },
      { of(texts({ rule = "zero", start = "h" })), "positions.text.start",
        "says nothing beside rule zero" },
      { of(texts({})), "positions.text.start", "is missing; say where the text begins" },
      { of(sides({ canvas = 4, centred = true })), "positions.centred", "beside canvas" },
      { of(sides({ normalised = true, fractional = true, centred = true })),
        "positions.normalised", "beside centred" },
      { of(sides({ offset = 1, canvas = 4 })), "positions.offset", "beside canvas" },
      { of(sides({ offset = 1, normalised = true, fractional = true })),
        "positions.offset", "beside normalised" },
      { of(sides({ normalised = true })), "positions.normalised", "fractional = true" },
      { of(texts({ start = "h" }, { identity = identity })), "positions.identity",
        "beside text" },
      { of(sides({ identity = identity, patch_size = 4, window_size = 4 })),
        "positions.identity", "beside window_size" },
      { of(sides({ merge = 5 })), "positions.merge", "give at most 4" },
      { of(sides({ offset = most })), "positions.limits", "h at 2147483651, past int32" },
      { of(sides({ offset = -most, centred = true })), "positions.limits", "past int32" },
      { of({ coordinates = { "image" }, image_stride = 1 << 30,
        limits = { image = 3, h = 1, w = 1 } }), "positions.limits", "past int32" },
    })
  end)
end)
