-- Every ISA table says what the generator asks of it, in words that it knows.

local config = require("config")
local dtypes = require("dtypes")
local emit = require("emit")
local forms = require("forms")
local ops = require("ops")
local plan = require("plan")
local rope = require("rope")
local schedule = require("schedule")
local support = require("support")
local tables = require("tables")

-- What a spelling may name.
local FIELDS <const> = {
  a = true, b = true, c = true, m = true, dst = true, at = true, cell = true,
  imm = true, scalar = true, call = true, times = true, isa = true, apart = true,
}

-- What 16-bit types are spelled for: memory and rounding; their values are float32.
local OF_NARROW <const> = { load = true, store = true, round = true }

-- The spellings of an ISA: value type to operations.
local function vocabularies(isa)
  local list = {}
  for key, value in pairs(isa) do
    if key:find("^%a+%d*x[%dN]+$") then list[key] = value end
  end
  return list
end

-- Whether values of a vocabulary's type are loaded only to become float32.
local function is_narrow(key)
  local dtype = dtypes.by_name[key:match("^(.*)x[%dN]+$")]
  return dtype ~= nil and dtype.bytes < 4
end

local function model_of(head_dim, pairing, kind)
  local axes = {}
  for i, dim in ipairs(support.split(head_dim, 2)) do
    axes[i] = { name = "axis_" .. i, dim = dim, position_max = 9 }
  end
  return rope.build(support.config({
    head_dim = head_dim, pairing = pairing, axes = axes, tables = kind,
    rounding = "op_by_op",
  }))
end

-- Raises unless a spelling is of an operation, with all it reads.
local function check_spelling(key, name, text)
  local op, title = ops[name], key .. " " .. name
  assert.is_truthy(op, title)
  for _, field in ipairs(op.reads) do
    local used = text:find("$" .. field .. "%f[%W]") or text:find("$call", 1, true)
    assert.is_truthy(used, ("%s leaves out %s"):format(title, field))
  end
  if op.stage == "load" or op.stage == "store" then
    assert.is_truthy(text:find("$at%f[%W]") or text:find("$cell%f[%W]"), title)
    local ends = name:find("_ends$") ~= nil
    assert.are.equal(ends, text:find("$apart%f[%W]") ~= nil, title)
  end
  if is_narrow(key) then assert.is_true(OF_NARROW[op.stage] == true, title) end
end

describe("an ISA table", function()
  for _, isa in ipairs(support.isas()) do
    it("has a name, words and knobs: " .. isa.name, function()
      assert.are.equal("string", type(isa.words))
      assert.are.equal("string", type(isa.attribute))
      for _, knob in ipairs(schedule.knobs) do
        for _, value in ipairs(isa.knobs[knob.name]) do
          assert.are.equal("integer", math.type(value))
        end
      end
    end)

    it("chooses among forms that exist, last one that fits any pair: " .. isa.name,
      function()
        for _, dtype in ipairs(dtypes.list) do
          local choices = isa.rotation[dtype.name]
          assert.are.same({ form = "split", lanes = 1 }, choices[#choices])
          for _, choice in ipairs(choices) do
            local form = forms.by_name[choice.form]
            assert.is_truthy(form, choice.form)
            local full = form.pairs(choice.lanes)
            assert.is_true(full >= 1)
            assert.is_true((choice.least or full) >= 1 and (choice.least or full) <= full)
          end
        end
        for name in pairs(isa.rotation) do assert.is_truthy(dtypes.by_name[name]) end
      end)

    it("spells operations that exist, with all they read: " .. isa.name, function()
      local count = 0
      for key, vocabulary in pairs(vocabularies(isa)) do
        assert.are.equal(is_narrow(key), vocabulary.type == nil, key)
        for name, text in pairs(vocabulary) do
          for field in text:gmatch("%$(%w+)") do
            assert.is_truthy(FIELDS[field], ("%s %s: $%s"):format(key, name, field))
          end
          if name ~= "type" then check_spelling(key, name, text) end
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
                emit.lines(tables.sincos(model, 1), isa, lanes, "")
              end
              for _, dtype in ipairs(dtypes.list) do
                for _, block in ipairs(plan.rotation(model, isa, dtype).blocks) do
                  emit.lines(block.row, isa, block.lanes, "", "j")
                  emit.lines(block.head, isa, block.lanes, "", "j")
                end
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
