-- The shipped configs: each is valid, names itself and its source, and together they use
-- every field and every word of the schema.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local config = require("config")
local positions = require("positions")
local rope = require("rope")
local schema = require("schema")

-- Every model: { name (of its file), text, given (as written), checked }.
local models = {}
for _, path in ipairs(pl_dir.getfiles("gen/models", "*.lua")) do
  models[#models + 1] = {
    name = pl_path.basename(path):match("^(.*)%.lua$"),
    text = pl_file.read(path),
    given = assert(loadfile(path, "t", {}))(),
    checked = config.read(path),
  }
end

-- Calls body(field, path, value) for every field, records and lists within; value is nil
-- where a record has no such field.
local function each_value(fields, record, path, body)
  for _, field in ipairs(fields) do
    local name, value = path .. field[1], record[field[1]]
    body(field, name, value)
    if field[2] == "record" then
      each_value(field.fields, value or {}, name .. ".", body)
    elseif field[2] == "list" then
      for _, item in ipairs(value or { {} }) do
        each_value(field.fields, item, name .. ".", body)
      end
    end
  end
end

-- The keys of `wanted` that `used` lacks, as one line.
local function missing(wanted, used)
  local list = {}
  for key in pairs(wanted) do
    if not used[key] then list[#list + 1] = key end
  end
  table.sort(list)
  return table.concat(list, ", ")
end

describe("shipped models", function()
  it("are many, and each is called as its file", function()
    assert.is_true(#models >= 46)
    for _, model in ipairs(models) do
      assert.are.equal(model.name, model.checked.name)
    end
  end)

  it("say who shares them, where they come from and what is special", function()
    for _, model in ipairs(models) do
      assert.is_truthy(model.checked.family, model.name)
      assert.is_truthy(model.checked.source, model.name)
      local comment = 0
      for line in model.text:gmatch("([^\n]*)\n") do
        if not line:find("^%-%- ") then break end
        comment = comment + 1
      end
      assert.is_true(comment >= 2 and comment <= 5, model.name)
    end
  end)

  it("use every field, and every default is another model's choice", function()
    local wanted, used = {}, {}
    for _, model in ipairs(models) do
      each_value(schema.fields, model.given, "", function(field, path, value)
        wanted[path] = true
        if value ~= nil and value ~= (field[3] or nil) then used[path] = true end
      end)
    end
    assert.are.equal("", missing(wanted, used))
  end)

  -- Fields that share a list of words share their use: pairing and pairing_out.
  it("use every word of every choice", function()
    local words = {}
    for _, model in ipairs(models) do
      each_value(schema.fields, model.checked, "", function(field, path, value)
        if field.values then
          local choice = words[field.values] or { path = path, used = {} }
          words[field.values] = choice
          if value ~= nil then choice.used[value] = true end
        end
      end)
    end
    for values, choice in pairs(words) do
      local wanted = {}
      for _, word in ipairs(values) do wanted[word] = true end
      assert.are.equal("", missing(wanted, choice.used), choice.path)
    end
  end)

  it("use every coordinate", function()
    local used = {}
    for _, model in ipairs(models) do
      for _, coordinate in ipairs((model.given.positions or {}).coordinates or {}) do
        used[coordinate] = true
      end
    end
    assert.are.equal("", missing(positions.coordinates, used))
  end)

  it("read and write a channel in one pair at most, and the same channels", function()
    for _, model in ipairs(models) do
      local built = rope.build(model.checked)
      local read, written = {}, {}
      for _, pair in ipairs(built.pairs) do
        for side = 1, 2 do
          local input, output = pair.input[side], pair.output[side]
          assert.is_nil(read[input], model.name)
          assert.is_nil(written[output], model.name)
          assert.is_true(input >= 0 and input < built.head_dim, model.name)
          read[input], written[output] = true, true
        end
      end
      assert.are.same(read, written, model.name)
      assert.are.equal(model.checked.rotary_dim, 2 * #built.pairs, model.name)
    end
  end)

  it("give every pair of an axis a frequency, finite and not negative", function()
    for _, model in ipairs(models) do
      local built = rope.build(model.checked)
      local total = 0
      for _, axis in ipairs(built.axes) do
        total = total + axis.pairs
        assert.is_true(axis.inv_freq ~= nil or built.ready_only, model.name)
        for _, f in ipairs(axis.inv_freq or {}) do
          assert.is_true(f >= 0 and f < math.huge, model.name)
        end
        assert.are.equal(axis.pairs, #(axis.inv_freq or built.pairs), model.name)
      end
      assert.are.equal(#built.pairs, total, model.name)
    end
  end)
end)
