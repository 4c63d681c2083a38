-- The table of what config.json does not say.

local tablex = require("pl.tablex")

local model_types = require("model_types")
local schema = require("schema")

describe("the table of model types", function()
  local function values_of(field_name)
    for _, field in ipairs(schema.fields) do
      if field[1] == field_name then return tablex.index_map(field.values) end
    end
  end

  it("uses the words of the schema", function()
    local words = { pairing = values_of("pairing"), rounding = values_of("rounding"),
      tables = values_of("tables"), freq_index = values_of("freq_index"),
      layout = values_of("axis_layout") }
    for name, row in pairs(model_types.rows) do
      assert.is_truthy(row.pairing, name)
      assert.is_truthy(row.kind == "diffusion" or row.rounding, name)
      assert.is_truthy(row.name:find("^[%l][%l%d_]*$"), name)
      for field, known in pairs(words) do
        assert.is_truthy(not row[field] or known[row[field]], name .. "." .. field)
      end
    end
  end)

  it("names only types that it has", function()
    for whole, parts in pairs(model_types.wholes) do
      assert.is_nil(model_types.rows[whole], whole)
      for _, part in pairs(parts) do
        assert.is_truthy(model_types.rows[part] or model_types.refused[part], part)
      end
    end
    for name in pairs(model_types.refused) do
      assert.is_nil(model_types.rows[name], name)
    end
  end)
end)
