-- The list of fields is whole: each has a name, a known type and a sentence.

local schema = require("schema")
local types = require("types")

-- Calls body(field, path) for every field, records and lists within.
local function each_field(fields, path, body)
  for _, field in ipairs(fields) do
    local name = path .. field[1]
    body(field, name)
    if field.fields then each_field(field.fields, name .. ".", body) end
  end
end

describe("schema", function()
  it("gives every field a type that is known and a sentence", function()
    local count = 0
    each_field(schema.fields, "", function(field, name)
      local nests = field[2] == "record" or field[2] == "list"
      assert.is_truthy(nests or types[field[2]], name)
      assert.are.equal(nests, field.fields ~= nil, name)
      assert.are.equal(field[2] == "choice", field.values ~= nil, name)
      assert.is_true(#field.doc > 10, name)
      assert.is_nil(field.doc:find("[\n.]$"), name)
      count = count + 1
    end)
    assert.is_true(count > 20)
  end)

  it("names no field twice, and defaults that it would take itself", function()
    local seen = {}
    each_field(schema.fields, "", function(field, name)
      assert.is_nil(seen[name], name)
      seen[name] = true
      local default = field[3]
      if default and field[2] ~= "record" then
        assert.is_truthy(types[field[2]](default, field), name)
      end
    end)
  end)

  it("describes every field in a line", function()
    local text = schema.describe() .. "\n"
    local count = select(2, text:gsub("\n", ""))
    each_field(schema.fields, "", function(field)
      local line = text:match("%f[%w_]" .. field[1] .. " (%b()): ")
      assert.is_truthy(line, field[1])
      assert.is_truthy(text:find(field.doc, 1, true), field[1])
      count = count - (field.values and 2 or 1)
    end)
    assert.are.equal(0, count)
  end)

  it("says what would be right, whatever the type", function()
    for name, type_of in pairs(types) do
      local value, wanted = type_of({}, { values = { "one", "other" } })
      assert.is_nil(value, name)
      assert.are.equal("string", type(wanted), name)
    end
  end)
end)
