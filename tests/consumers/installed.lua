-- What `make install` and `make uninstall` leave, and whether it works where it is.
-- In: the repository. Out: tests.
-- Always: all is under .build/consumers.

local pl_file = require("pl.file")
local pl_path = require("pl.path")
local tap = require("check.tap")
local place = require("consumers.place")

local MANIFEST <const> = "share/ropewalk/manifest"

-- All under a folder: paths, modes, links, contents.
local function snapshot(folder)
  local good, text = place.run(folder, "find . -mindepth 1 -printf '%P %M %l\\n' | sort; "
    .. "find . -type f | sort | xargs -d '\\n' sha256sum")
  assert(good, text)
  return text
end

-- Paths under a folder that find's conditions choose, one a line.
local function found(folder, where, conditions)
  local _, paths = place.run(folder, ("find %s %s ! -type d | sed 's,^\\./,,' | "
    .. "LC_ALL=C sort"):format(where, conditions or ""))
  return paths
end

-- The lines of a text that are not in another.
local function extra(text, other)
  local known, lines = {}, {}
  for line in other:gmatch("[^\n]+") do known[line] = true end
  for line in text:gmatch("[^\n]+") do
    if not known[line] then lines[#lines + 1] = line end
  end
  return table.concat(lines, "\n")
end

-- A test that two texts are the same.
local function same(name, text, wanted)
  tap.result(name, text ~= wanted and ("is\n%s\nnot\n%s"):format(extra(text, wanted),
    extra(wanted, text)) or nil)
end

local function test_files(prefix)
  same("the manifest names each installed file", found(prefix, "."),
    pl_file.read(prefix .. "/" .. MANIFEST))
  same("the generator is installed whole",
    found(prefix .. "/share/ropewalk", "gen templates"),
    found(pl_path.abspath("."), "gen templates", "! -path 'templates/build/*'"))
  same("of tests/ only sources for the tuner are installed", found(prefix, ".",
    "-path '*test*' ! -name '*.[ch]' ! -name tune.mk"), "")
  local _, closed = place.run(prefix, "find . ! -perm -o=r -o -type d ! -perm -o=x")
  same("all may read it, whatever the umask", closed, "")
  local _, holders = place.run(prefix, ("grep -rl '%s' ."):format(place.folder))
  same("no installed file holds an installed path", holders, "")
end

local function test_again(prefix)
  local before = snapshot(prefix)
  assert(place.make("install", prefix) == nil)
  same("a second make install changes nothing", snapshot(prefix), before)
  assert(place.run(prefix, ("mkdir share/ropewalk/old && touch share/ropewalk/old/a.lua "
    .. "&& echo share/ropewalk/old/a.lua >>%s"):format(MANIFEST)))
  assert(place.make("install", prefix) == nil)
  same("make install removes files of an earlier version", snapshot(prefix), before)
end

local function test_destination(prefix)
  local stage = place.empty("stage")
  assert(place.make("install", "/opt/rope walk", stage) == nil)
  same("DESTDIR holds PREFIX", snapshot(stage .. "/opt/rope walk"), snapshot(prefix))
  same("DESTDIR holds nothing else", found(stage, ".", "! -path './opt/rope walk/*'"), "")
  assert(place.make("uninstall", "/opt/rope walk", stage) == nil)
  same("DESTDIR is where make uninstall removes", found(stage, "."), "")
end

local function test_uninstall(prefix)
  local own = "bin/other\nshare/cmake/ropewalk/own.cmake\nshare/ropewalk/own.lua\n"
  for path in own:gmatch("[^\n]+") do assert(pl_file.write(prefix .. "/" .. path, "")) end
  assert(place.make("uninstall", prefix) == nil)
  same("make uninstall removes what was installed, nothing else", found(prefix, "."), own)
  for _, case in ipairs({
    { "uninstall", prefix, "share/ropewalk/manifest: is not there" },
    { "install", prefix .. "/bin/other", "bin/other: cannot be written; give a PREFIX" },
  }) do
    local said = place.make(case[1], case[2]) or "nothing"
    tap.result(("make %s says what is wrong and leaves all as it is"):format(case[1]),
      not said:find(case[3], 1, true) and said
        or found(prefix, ".") ~= own and found(prefix, ".") or nil)
  end
end

-- What must work in an installed tree that was moved, and what it prints.
local WORKS <const> = {
  { "the launcher", "ropewalk --version", "^ropewalk %d+%.%d+%.%d+\n$" },
  { "a link to the launcher",
    "ln -s \"$PREFIX/bin/ropewalk\" rope && ./rope list phi", "^out/phi/phi%.h\n" },
  { "what pkg-config says", "$(pkg-config --variable=generator ropewalk) --version && "
    .. "test -f $(pkg-config --variable=makefile ropewalk)", "^ropewalk" },
  { "one version everywhere", "ropewalk --version && pkg-config --modversion ropewalk",
    "^ropewalk ([%d.]+)\n%1\n$" },
  { "bash's completion", "bash -c '. $PREFIX/share/bash-completion/completions/ropewalk; "
    .. "COMP_WORDS=(ropewalk gen) COMP_CWORD=1; _ropewalk && echo ${COMPREPLY[@]}'",
    "^generate\n$" },
  { "what the tuner compiles", "bench=$PREFIX/share/ropewalk/tests/bench; "
    .. "touch variants.mk; make -n -f $bench/tune.mk BENCH=$bench x.runner",
    "%-o x%.runner" },
  { "a vendored folder is as generated",
    "ropewalk vendor phi --to rope --dtype f32 && ropewalk check rope",
    "files as generated" },
  { "a vendored folder was edited", "ropewalk vendor phi --to rope --dtype f32 && "
    .. "sed -i 's/ + / - /' rope/phi_rotate_f32__scalar.c && ! ropewalk check rope",
    "\n%-[^\n]* %- [^\n]*\n" },
}

local function test_moved(prefix)
  local moved = place.folder .. "/moved"
  assert(place.run(place.folder, ("mv '%s' moved"):format(prefix)))
  for i, work in ipairs(WORKS) do
    local good, said = place.run(place.empty("work" .. i),
      "export PREFIX; " .. work[2], moved)
    tap.result("a moved tree: " .. work[1],
      not (good and said:find(work[3])) and said or nil)
  end
end

-- find_package(ropewalk) takes the same first number and what is not older.
local function test_versions()
  local folder = place.empty("versions")
  assert(pl_file.write(folder .. "/CMakeLists.txt", [[
cmake_minimum_required(VERSION 3.20)
project(versions LANGUAGES NONE)
find_package(ropewalk ${ASKED} REQUIRED)
message("found ${ropewalk_VERSION}")
]]))
  local _, said = place.run(".", "ropewalk --version")
  local version, major, minor = said:match("((%d+)%.(%d+)%.%d+)")
  local newer, next_major = ("%d.%d"):format(major, minor + 1), ("%d.0"):format(major + 1)
  for _, case in ipairs({ { "", true }, { version, true }, { version .. ";EXACT", true },
    { major .. "." .. minor, true }, { newer, false }, { next_major, false } }) do
    local good, output = place.run(folder, ("cmake -S . -B build '-DASKED=%s'"):format(
      case[1]))
    good = good and output:find("found " .. version, 1, true) ~= nil
    tap.result(("find_package(ropewalk %s) %s %s"):format(case[1],
      case[2] and "takes" or "refuses", version), good ~= case[2] and output or nil)
  end
end

return function()
  local prefix = place.folder .. "/other"
  local good, said = tap.run(("umask 077; make --no-print-directory install PREFIX='%s'")
    :format(prefix))
  tap.result("make install under a closed umask", not good and said or nil)
  test_files(prefix)
  test_again(prefix)
  test_destination(prefix)
  test_uninstall(prefix)
  assert(place.make("install", prefix) == nil)
  place.with({ "pkg-config" }, "a moved tree", function() test_moved(prefix) end)
  place.with({ "cmake" }, "versions of find_package", test_versions)
end
