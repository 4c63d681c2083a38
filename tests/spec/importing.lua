-- What the specs of import share: files in JSON, their configs, refusals.
-- In: the path of a file, or an object to write as one.
-- Out: configs as tables without defaults, or the line that refuses the file.
-- Always: a refusal is one short line that begins with the file and a field, and comes
-- soon.

local assert = require("luassert")
local dkjson = require("dkjson")

local command = require("command")
local import = require("import")

local importing = {}

local LONGEST <const> = 600
local SECONDS <const> = 10

--- The folder of real files, reduced to the keys that are read.
importing.CONFIGS = "tests/spec/configs/"

--- The text of a config as table.
function importing.load_config(text)
  return assert(load(text, "=config", "t", {}))()
end

--- The configs of a file, by name.
function importing.imported(path, component)
  local configs = {}
  for _, made in ipairs(import.read(path, { component = component })) do
    configs[made.name] = importing.load_config(made.text)
    assert.are.equal(made.name, configs[made.name].name)
  end
  return configs
end

--- Writes an object as JSON, or a text as it is, and gives its path.
function importing.json_file(object, name)
  return command.file(command.folder(), name or "config.json",
    type(object) == "string" and object or dkjson.encode(object))
end

--- The one line that refuses a file.
function importing.refusal(path, component)
  local started = os.clock()
  local good, complaint = pcall(import.read, path, { component = component })
  assert.is_false(good)
  assert.are.equal("table", type(complaint), tostring(complaint))
  local line = complaint.message
  assert.is_nil(line:find("%c"), line)
  assert.is_true(#line <= LONGEST, line)
  assert.are.equal(path .. ": ", line:sub(1, #path + 2))
  assert.is_truthy(line:sub(#path + 3):find("^[%w_.%[%]]+: ."), line)
  assert.is_true(os.clock() - started < SECONDS)
  return line
end

--- Asserts that every field of `expected` has its value in `given`.
function importing.assert_holds(expected, given, path)
  for key, value in pairs(expected) do
    local at = path .. "." .. key
    if type(value) == "table" then
      assert.are.equal("table", type(given[key]), at)
      importing.assert_holds(value, given[key], at)
    else
      assert.are.equal(value, given[key], at)
    end
  end
end

--- Expected fields: one axis of all channels, and positions in sequence.
function importing.one_axis(dim) return { { name = "pos", dim = dim } } end
function importing.sequence(count)
  return { rule = "sequence", limits = { positions = count } }
end

--- A small file of the commonest type, with changes.
importing.LLAMA = { model_type = "llama", hidden_size = 2048,
  num_attention_heads = 16, max_position_embeddings = 8192 }
function importing.llama(changes)
  local object = {}
  for key, value in pairs(importing.LLAMA) do object[key] = value end
  for key, value in pairs(changes) do object[key] = value end
  return object
end

return importing
