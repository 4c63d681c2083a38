-- The C of the rule grid's coordinates, for a rule of each kind.

local coordinates = require("c.coordinates")
local support = require("support")

-- The lines of a rule, from those of its fields that are special.
local function lines_of(changes)
  return coordinates.id_lines(support.with({ coordinates = { "h", "w" }, offset = 0 },
    changes))
end

describe("c.coordinates", function()
  it("counts rows and columns, moved by an offset", function()
    assert.are.same({ "ids[0] = (int32_t)row;", "ids[1] = (int32_t)column;" },
      lines_of({}))
    assert.are.same({ "ids[0] = (int32_t)row - 3;", "ids[1] = (int32_t)column - 3;" },
      lines_of({ offset = -3 }))
  end)

  it("centres them, the odd one before", function()
    assert.are.same({ "ids[0] = (int32_t)column - (int32_t)(grid->w - grid->w / 2);" },
      lines_of({ coordinates = { "w" }, centred = true }))
  end)

  it("stretches them over a canvas, or from -1 to 1", function()
    assert.are.same({ "ids[0] = (int32_t)((uint64_t)row * 60 / grid->h);" },
      lines_of({ coordinates = { "h" }, canvas = 60 }))
    assert.are.same({ "ids[0] = 2.0f * ((float)row + 0.5f) / (float)grid->h - 1.0f;",
      "ids[1] = (float)((int32_t)t);" },
      lines_of({ coordinates = { "h", "t" }, normalised = true, fractional = true }))
  end)
end)
