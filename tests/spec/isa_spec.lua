-- Every ISA table says what the generator asks of it, in words that it knows.

local config = require("config")
local emit = require("emit")
local forms = require("forms")
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local support = require("support")
local tables = require("tables")

-- What a spelling may name.
local FIELDS <const> = {
  a = true, b = true, c = true, m = true, dst = true, dst2 = true, at = true, cell = true,
  imm = true, scalar = true, args = true, isa = true,
}

-- The spellings of an ISA: value type to operations.
local function vocabularies(isa)
  local list = {}
  for key, value in pairs(isa) do
    if key:find("^%a+%d*x[%dN]+$") then list[key] = value end
  end
  return list
end

local function model_of(head_dim, pairing, kind)
  local axes = {}
  for i, dim in ipairs(support.split(head_dim, 2)) do
    axes[i] = { name = "axis_" .. i, dim = dim, position_max = 9 }
  end
  return rope.build(support.config({
    head_dim = head_dim, pairing = pairing, axes = axes, tables = kind,
  }))
end

describe("an ISA table", function()
  for _, isa in ipairs(support.isas()) do
    it("has a name, words and a schedule: " .. isa.name, function()
      assert.are.equal("string", type(isa.words))
      assert.are.equal("string", type(isa.attribute))
      assert.are.equal("integer", math.type(isa.schedule.pass))
      assert.are.equal("integer", math.type(isa.schedule.ahead))
      local last = isa.rotation.f32[#isa.rotation.f32]
      assert.are.same({ form = "split", lanes = 1 }, last)
      for _, choice in ipairs(isa.rotation.f32) do
        assert.is_truthy(forms.by_name[choice.form], choice.form)
      end
    end)

    it("spells operations that exist, with all they read: " .. isa.name, function()
      local count = 0
      for key, vocabulary in pairs(vocabularies(isa)) do
        assert.are.equal("string", type(vocabulary.type), key)
        for name, text in pairs(vocabulary) do
          assert.is_truthy(name == "type" or ops[name], key .. " " .. name)
          for field in text:gmatch("%$(%w+)") do
            assert.is_truthy(FIELDS[field], ("%s %s: $%s"):format(key, name, field))
          end
          if name ~= "type" then
            for _, field in ipairs(ops[name].reads) do
              local used = text:find("$" .. field .. "%f[%W]")
                or text:find("$args", 1, true)
              assert.is_truthy(used, ("%s %s leaves out %s"):format(key, name, field))
            end
          end
          count = count + 1
        end
      end
      assert.is_true(count > 10)
    end)
  end

  it("spells every operation of the plans of the CPU", function()
    for _, isa in ipairs(support.isas()) do
      if not isa.frame then
        for _, pairing in ipairs(rope.pairings) do
          for head_dim = 4, 40, 2 do
            for _, kind in ipairs({ "hf", "exact" }) do
              local model = model_of(head_dim, pairing, kind)
              local lanes_used = {}
              for axis in ipairs(model.axes) do
                for _, block in ipairs(tables.row(model, axis, isa).blocks) do
                  lanes_used[block.lanes] = true
                  emit.lines(block.head, isa, block.lanes, "", "j")
                end
              end
              for lanes in pairs(lanes_used) do
                emit.lines(tables.sincos(model), isa, lanes, "")
              end
              for _, block in ipairs(plan.rotation(model, isa).blocks) do
                emit.lines(block.row, isa, block.lanes, "", "j")
                emit.lines(block.head, isa, block.lanes, "", "j")
              end
            end
          end
        end
      end
    end
  end)

  it("is listed by its own name", function()
    for i, isa in ipairs(support.isas()) do
      assert.are.equal(config.isas[i], isa.name)
    end
  end)
end)
