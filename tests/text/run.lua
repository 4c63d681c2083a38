-- Generated text is the same wherever, whenever and by whatever Lua 5.4 it is generated.
-- In: shipped models; TEXT_ONLY, a part of the names of ways, or nothing. Out: TAP on
-- standard output, a line per way. Always: a way that this machine cannot go is a skip.

local pl_dir = require("pl.dir")
local pl_path = require("pl.path")

local builds = require("text.builds")
local tap = require("check.tap")

local OUT <const> = pl_path.abspath(".build/text")
local ROOT <const> = pl_path.currentdir()
local SHOWN <const> = 300 -- of what differs, in bytes
local LAUNCHER <const> = ROOT .. "/gen/ropewalk"

local models = table.concat(arg, " ")

-- Writes the models' files: a command that starts the generator, and the folder it is to
-- write into.
local function generate(command, folder)
  return tap.run(("%s generate %s --out '%s'"):format(command, models, folder))
end

-- A locale that the process takes for its own, which lua5.4 alone would not do.
local function locale(name)
  return function(folder)
    local made, reason = tap.run(("localedef -i %s -f UTF-8 %s/%s.UTF-8"):format(
      name, OUT, name))
    if not made and not tap.run(("test -d %s/%s.UTF-8"):format(OUT, name)) then
      return nil, reason:match("[^\n]*")
    end
    return generate(("LOCPATH=%s LC_ALL=%s.UTF-8 "
      .. "LUA_INIT='assert(os.setlocale(\"\"))' %s"):format(OUT, name, LAUNCHER), folder)
  end
end

local function by(command)
  return function(folder) return generate(command, folder) end
end

-- One process for each model, the last one first.
local function one_by_one(folder)
  for i = #arg, 1, -1 do
    local good, said = tap.run(("%s generate %s --out '%s'"):format(
      LAUNCHER, arg[i], folder))
    if not good then return good, said end
  end
  return true
end

-- The launcher and the folder of results through links, under names with spaces.
local function by_links(folder)
  local place = OUT .. "/a place"
  pl_dir.makepath(place)
  tap.run(("cd '%s' && ln -sfn '%s' 'a link' && ln -sfn '%s' 'a tree'"):format(
    place, folder, ROOT))
  return generate(("'%s/a tree/gen/ropewalk'"):format(place), place .. "/a link")
end

-- Name, function(folder) -> whether it wrote the models into the folder, what it said; or
-- nil, reason where it cannot be done here.
local WAYS <const> = {
  { "another run", by(LAUNCHER) },
  { "one process for each model", one_by_one },
  { "locale de_DE", locale("de_DE") },
  { "locale tr_TR", locale("tr_TR") },
  { "another time zone", by("TZ=Pacific/Chatham " .. LAUNCHER) },
  { "umask 077", by("umask 077; " .. LAUNCHER) },
  { "from the root folder", by("cd / && " .. LAUNCHER) },
  { "an empty environment", by("env -i PATH=\"$PATH\" " .. LAUNCHER) },
  { "links, names with spaces", by_links },
}
for _, build in ipairs(builds) do
  WAYS[#WAYS + 1] = { build.name, function(folder)
    local command, reason = build.get()
    if not command then return nil, reason end
    return generate(command .. " " .. LAUNCHER, folder)
  end }
end

local function clear(folder)
  tap.run(("rm -rf '%s'"):format(folder))
  pl_dir.makepath(folder)
end

-- Goes a way and compares what it wrote.
local function test(name, go, folder, plain)
  clear(folder)
  local good, reason = go(folder)
  if good == nil then return tap.skip(name, reason) end
  local same, difference = tap.run(("diff -r '%s' '%s'"):format(plain, folder))
  local wrong = not good and reason or not same and difference or nil
  tap.result(name, wrong and ("%s\nalone: make test-text TEXT_ONLY='%s'"):format(
    wrong:sub(1, SHOWN), name))
end

local plain = OUT .. "/plain"
clear(plain)
local written, said = generate(LAUNCHER, plain)
tap.result(("%d models are generated"):format(#arg), not written and said or nil)
local only, found = os.getenv("TEXT_ONLY") or "", false
for i, way in ipairs(WAYS) do
  if way[1]:find(only, 1, true) then
    found = true
    test(way[1], way[2], ("%s/%d"):format(OUT, i), plain)
  end
end
if not found then tap.result("TEXT_ONLY=" .. only, "no way has this in its name") end
tap.finish()
