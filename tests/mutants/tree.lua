-- Breaks the generator, its templates or a checker in a copy of the tree and demands that
-- classes of tests notice.
-- In: a list of lists/, a pattern of mutants' names or "". Out: TAP on standard output,
-- with the classes that caught each. Always: the copy lies in .build/mutants and is whole
-- again after each mutant; a class passes on the unbroken tree before it may catch one; a
-- mutant that survives, is no Lua, or whose edit fits nowhere is a failure, one whose
-- class would be skipped here a skip.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local classes = require("mutants.classes")
local edit = require("mutants.edit")
local tap = require("check.tap")

local list_name, only = arg[1], arg[2]
local mutants = require("mutants.lists." .. list_name)
local tree = ".build/mutants/" .. list_name
local COPIED <const> = "Makefile *.md LICENSE* .luacheckrc gen out templates tests"

-- What is run of a class: "spec seal" is the spec of seal.
local function command_of(class)
  local name, part = class:match("^(%S+) (.*)$")
  return (classes[name].command:gsub("%%s", part))
end

-- What a mutant's classes need and is not here, or nil.
local function lacks(mutant)
  for _, group in ipairs(mutant.by) do
    for _, class in ipairs(group) do
      local needs = classes[class:match("^%S+")].needs
      if needs and not tap.run(needs) then return needs end
    end
  end
end

-- Runs a class in the copy.
-- @return whether it passed, and what it said
local function run(class)
  return tap.run(("cd %s && { %s; }"):format(tree, command_of(class)))
end

local unbroken = {} -- class -> whether it passes there

-- Whether a class passes on the unbroken tree, found out once.
local function passes_unbroken(class)
  if unbroken[class] == nil then
    local passed, said = run(class)
    unbroken[class] = passed
    tap.result("the unbroken tree: " .. class, not passed and said or nil)
  end
  return unbroken[class]
end

-- The first of some classes that fails on the tree as it is now.
local function catcher_of(group)
  for _, class in ipairs(group) do
    if unbroken[class] and not run(class) then return class end
  end
end

-- Breaks a file of the copy for as long as the classes look at it.
-- @return the classes that caught the mutant, one of each group; or nil, what is wrong
local function try(mutant)
  local path = tree .. "/" .. mutant.file
  local whole = pl_file.read(path)
  local broken = whole and edit(whole, { mutant.edit })
  if not broken then return nil, "nothing to break in " .. mutant.file end
  if path:find("%.lua$") then
    local good, problem = load(broken, "=" .. mutant.file)
    if not good then return nil, problem end
  end
  pl_file.write(path, broken)
  local caught, survived = {}, nil
  for _, group in ipairs(mutant.by) do
    local class = catcher_of(group)
    caught[#caught + 1] = class
    if not class then survived = "survived " .. table.concat(group, ", ") end
  end
  pl_file.write(path, whole)
  if survived then return nil, survived end
  return caught
end

local function alone(name)
  return ("\nalone: make test-mutants MUTANTS='%s'"):format(list_name)
    .. (" MUTANTS_ONLY='%s'"):format(name:gsub("%p", "."))
end

local function report(name, mutant)
  local missing = lacks(mutant)
  if missing then return tap.skip(name, "not here: " .. missing) end
  for _, group in ipairs(mutant.by) do
    for _, class in ipairs(group) do passes_unbroken(class) end
  end
  local caught, wrong = try(mutant)
  tap.result(caught and ("%s: caught by %s"):format(name, table.concat(caught, ", "))
    or name, wrong and wrong .. alone(name))
end

tap.run(("rm -rf %s"):format(tree))
pl_dir.makepath(tree .. "/.build/tap")
local copied, problem = tap.run(("cp -a %s %s"):format(COPIED, tree))
if not copied then error(problem, 0) end
for _, mutant in ipairs(mutants) do
  local name = ("%s: %s in %s"):format(list_name, mutant.what, mutant.file)
  if name:find(only) then report(name, mutant) end
end
tap.finish()
