-- What reads the files of users, and what may happen to it.
-- In: math.random. Out: for each kind of file, a mutant of one that is right, written to
-- a path, and what a command does with it first. Always: the functions are the command
-- line's own.

local dkjson = require("dkjson")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local config = require("config")
local dump = require("verify.dump")
local import = require("import")
local literal = require("literal")
local mutate = require("malformed.mutate")
local random_config = require("random_config")
local request = require("request")
local rope = require("rope")

local readers = {}

-- One of so many configs that are taken is generated.
local GENERATED <const> = 40
local WIDEST_DUMP <const> = 20000

local function one_of(list) return list[math.random(#list)] end

local texts = {}
local function text_of(path)
  texts[path] = texts[path] or pl_file.read(path, true)
  return texts[path]
end

local function files(folder, glob)
  local list = pl_dir.getfiles(folder, glob)
  table.sort(list)
  return list
end

local CONFIGS <const> = files("gen/models", "*.lua")
local JSONS <const> = files("tests/spec/configs", "*.json")

-- Cases that are dumps too, and small.
local DUMPS <const> = {}
for _, path in ipairs(files("tests/golden/cases", "*.rwg")) do
  if #text_of(path) <= WIDEST_DUMP and pcall(dump.read, path) then
    DUMPS[#DUMPS + 1] = path
  end
end

-- Writes a mutant of one of some files.
local function mutant_of(paths)
  return function(path)
    pl_file.write(path, mutate.text(text_of(one_of(paths))), true)
  end
end

-- Raises where plain data has a number that is infinite or none.
local function require_finite(value)
  if type(value) == "table" then
    for _, item in pairs(value) do require_finite(item) end
  elseif type(value) == "number" and value - value ~= 0 then
    error("taken with the number " .. value)
  end
end

-- What follows where a config is taken.
local function go_on(path, checked)
  require_finite(checked)
  require_finite(rope.build(checked))
  if math.random(GENERATED) == 1 then
    request.files(request.read({ model = path, action = "generate", dtype = "f32",
      isa = one_of(config.isas) }))
  end
end

--- The kinds of files: how a name ends; make(path) writes a mutant, what it returns goes
-- to read(path, made), which reads it.
readers.kinds = {
  config_text = {
    ending = "lua", make = mutant_of(CONFIGS),
    read = function(path) go_on(path, config.read(path)) end,
  },
  config_fields = {
    ending = "lua",
    make = function()
      local right = math.random(2) == 1 and random_config.fields()
        or config.fields(one_of(CONFIGS))
      return mutate.tree(right)
    end,
    read = function(path, fields)
      local checked = config.check(path, fields)
      pl_file.write(path, "return " .. literal(fields) .. "\n")
      go_on(path, checked)
    end,
  },
  json_text = {
    ending = "json", make = mutant_of(JSONS),
    read = function(path) import.read(path) end,
  },
  json_fields = {
    ending = "json",
    make = function(path)
      local fields = mutate.tree(dkjson.decode(text_of(one_of(JSONS))))
      pl_file.write(path, dkjson.encode(fields), true)
    end,
    read = function(path) import.read(path) end,
  },
  dump = { ending = "rwg", make = mutant_of(DUMPS), read = dump.read },
}

return readers
