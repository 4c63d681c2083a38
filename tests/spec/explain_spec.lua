-- What explain says of a model beside its picture.

local config = require("config")
local dtypes = require("dtypes")
local explain = require("explain")
local support = require("support")

local function text_of(name, isa)
  local checked = config.read(("gen/models/%s.lua"):format(name))
  return table.concat(explain.lines(checked, { (require("isa." .. isa)) },
    { support.f32 }), "\n")
end

describe("explain", function()
  it("says config, pairs, plan, schedule and counts", function()
    local text = text_of("qwen2_5_vl_vision", "avx2")
    for _, words in ipairs({ "head_dim = 80", "merge = 2", "pairs 0..19 by h: channels",
      "10000^(-2k / 40), k = 0..19", "avx2, f32: ", "block 4: pairs 32..39, 8 lanes",
      "schedule: ", "per token: ", "per head: ", "alive at once" }) do
      assert.is_truthy(text:find(words, 1, true), words)
    end
  end)

  it("says the plan of each type on each ISA, in their order", function()
    local isas, heads = support.isas(), {}
    local lines = explain.lines(support.models()[2], isas, dtypes.list)
    for _, line in ipairs(lines) do heads[#heads + 1] = line:match("^(%w+, %w+): ") end
    local wanted = {}
    for _, isa in ipairs(isas) do
      for _, dtype in ipairs(dtypes.list) do
        wanted[#wanted + 1] = ("%s, %s"):format(isa.name, dtype.name)
      end
    end
    assert.are.same(wanted, heads)
  end)

  it("says where rows are mixed, channels pass and results move", function()
    assert.is_truthy(text_of("qwen3_vl_text", "avx2"):find("times in steps of 1 and 3"))
    assert.is_truthy(text_of("gptj", "scalar"):find("channels 64..255 pass", 1, true))
    assert.is_truthy(text_of("deepseek_v3", "scalar"):find("written to 0, 1 ..", 1, true))
  end)

  it("says the same of every shipped model each time, for every ISA", function()
    local isas = support.isas()
    for _, checked in ipairs(support.models()) do
      assert.are.same(explain.lines(checked, isas, dtypes.list),
        explain.lines(checked, isas, dtypes.list))
    end
  end)
end)
