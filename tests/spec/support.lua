-- What several specs share: configs, complaints, ISAs, numbers and bits.
-- In: fields of a config. Out: checked configs, ISA tables, arrays that start at 0.
-- Always: random numbers follow from tests/seed.lua alone.

local assert = require("luassert")
local config = require("config")
local dtypes = require("dtypes")
local f32 = require("freq").f32
local forms = require("forms")

local support = {}

--- The type that q and k have where a spec is about something else.
support.f32 = dtypes.by_name.f32

--- A table with the fields of `base`, changed to those of `changes`.
function support.with(base, changes)
  local fields = {}
  for key, value in pairs(base) do fields[key] = value end
  for key, value in pairs(changes) do fields[key] = value end
  return fields
end

--- The fields of a small valid config whose caller brings position ids, with changes.
function support.fields(changes)
  return support.with({
    name = "model", head_dim = 8, pairing = "half", positions = { rule = "ids" },
    axes = { { name = "h", dim = 8, position_max = 100 } },
  }, changes or {})
end

--- The same, checked.
function support.config(changes)
  return config.check("a.lua", support.fields(changes))
end

--- Checks that configs are refused, each in one line.
-- @param list of { fields, the field of the complaint, words that help }
function support.check_complaints(list)
  for _, case in ipairs(list) do
    local fields, field, help = table.unpack(case)
    local good, problem = pcall(config.check, "a.lua", fields)
    assert.is_false(good, ("%s: %s"):format(field, help))
    assert.are.equal("table", type(problem), problem)
    local message = problem.message
    assert.is_nil(message:find("%c"), message)
    assert.are.equal(("a.lua: %s: "):format(field), message:sub(1, #field + 9), message)
    assert.is_truthy(message:find(help, #field + 9, true), message)
  end
end

-- Random values of the fields of rope_scaling, such as models have, from how many pairs
-- there are.
local function factors(pairs_total)
  local list = {}
  for j = 1, pairs_total do list[j] = 1 + 60 * math.random() end
  return list
end
local SCALING <const> = {
  factor = function() return 1 + 7 * math.random() end,
  alpha = function() return 1 + 1000 * math.random() end,
  original_max_position_embeddings = function() return math.random(512, 1 << 17) end,
  beta_fast = function() return math.random(16, 64) end,
  beta_slow = function() return math.random(1, 4) end,
  mscale = function() return 0.5 + math.random() end,
  mscale_all_dim = function() return 0.5 + math.random() end,
  truncate = function() return math.random(2) == 1 end,
  low_freq_factor = function() return 0.5 + math.random() end,
  high_freq_factor = function() return 2.5 + 6 * math.random() end,
  short_factor = factors, long_factor = factors,
  use = function() return math.random(2) == 1 and "short" or "long" end,
}
local SCALING_FIELDS <const> = {
  default = {}, linear = { "factor" }, proportional = { "factor" },
  ntk_alpha = { "alpha" },
  yarn = { "factor", "original_max_position_embeddings", "beta_fast", "beta_slow",
    "truncate", "mscale", "mscale_all_dim" },
  llama3 = { "factor", "original_max_position_embeddings", "low_freq_factor",
    "high_freq_factor" },
  longrope = { "factor", "original_max_position_embeddings", "short_factor",
    "long_factor", "use" },
}

--- A random rope_scaling for `pairs_total` pairs.
function support.scaling(rope_type, pairs_total)
  local scaling = { rope_type = rope_type }
  for _, field in ipairs(SCALING_FIELDS[rope_type]) do
    scaling[field] = SCALING[field](pairs_total)
  end
  return scaling
end

--- Shipped models whose files are in out/, and such as differ most from them, each
-- checked.
function support.models()
  local names = { "msrope_concept", "qwen2_5_vl_vision", "qwen_image", "deepseek_v3",
    "dinov3_vit", "flux2", "llama_dynamic", "ltx_video", "lumina2", "qwen2_5_vl_text" }
  local models = {}
  for i, name in ipairs(names) do
    models[i] = config.read(("gen/models/%s.lua"):format(name))
  end
  return models
end

--- The ISA tables, in the order of their files.
function support.isas()
  local isas = {}
  for i, name in ipairs(config.isas) do isas[i] = require("isa." .. name) end
  return isas
end

--- `count` float32 numbers of widely spread size.
-- @param spread of their exponents, either way; 20 unless given
function support.numbers(count, spread)
  local array = {}
  spread = spread or 20
  for i = 0, count - 1 do
    array[i] = f32((math.random() - 0.5) * 2.0 ^ math.random(-spread, spread))
  end
  return array
end

--- The bits of the first `count` elements of a float32 array; NaN is one class.
function support.bits(array, count)
  local parts = {}
  for i = 0, count - 1 do
    local x = array[i]
    parts[i + 1] = x == x and string.pack("<f", x) or "NaN!"
  end
  return table.concat(parts)
end

--- Splits an even number of channels over axes at random, each even and at least 2.
function support.split(channels, axes)
  local dims = {}
  for i = axes, 2, -1 do
    dims[i] = 2 * math.random(channels // 2 - (i - 1))
    channels = channels - dims[i]
  end
  dims[1] = channels
  return dims
end

--- A form's operations on channels 0 and 8, written to 16 and 24, with cos at 1 and sin
-- at 2 of a row r.
function support.form(name)
  return forms.by_name[name].build({ 0, 8 }, { 16, 24 }, { base = "r", cos = 1, sin = 2 })
end

--- Operations, or those of one name, in words: name, type, operands, place.
function support.said(list, name)
  local lines = {}
  for _, op in ipairs(list) do
    if not name or op.op == name then
      local words = { op.op, op.type }
      for _, field in ipairs({ "dst", "a", "b" }) do words[#words + 1] = op[field] end
      local second = op.apart and (", %d"):format(op.offset + op.apart) or ""
      if op.base then
        words[#words + 1] = ("%s[%d%s]"):format(op.base, op.offset, second)
      end
      lines[#lines + 1] = table.concat(words, " ")
    end
  end
  return lines
end

return support
