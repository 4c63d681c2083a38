-- What a build does again when something has changed, and what it says of errors.
-- In: projects that generate in their build. Out: tests of each kind of build.
-- Always: what was done is read from what the generator says and from the times of files;
-- nothing depends on how long it takes.

local tap = require("check.tap")
local place = require("consumers.place")

local SHARE <const> = place.prefix .. "/share/"
local TOUCH_MODULE <const> = "touch " .. SHARE .. "ropewalk/gen/emit.lua"
local TEXT <const> = "text_phi"
local BOTH <const> = "text_phi vision_qwen2_5_vl_vision"
local KERNEL <const> = "text_phi_rotate_f32__avx2.c.o"

local function choose(schedule)
  return ("echo phi_rotate_f32__avx2 any %s >choices.txt"):format(schedule)
end

-- Each: what changes, and how; what is then generated; what is compiled.
local CMAKE <const> = {
  { "nothing has changed", "true", "", "" },
  { "the config is touched", "touch phi.lua", TEXT, "" },
  { "a module of ropewalk is touched", TOUCH_MODULE, BOTH, "" },
  { "ropewalk is installed again",
    "touch " .. SHARE .. "cmake/ropewalk/ropewalk-config.cmake", BOTH, "" },
  { "a schedule is chosen", choose("lanes=8,ahead=0,stream=0") .. " && touch phi.lua",
    TEXT, KERNEL },
  { "another schedule is chosen", choose("lanes=8,ahead=2560,stream=0"), TEXT, KERNEL },
  { "an ISA is left out",
    "sed -i 's/text_ ISA avx2 neon/text_ ISA avx2/' CMakeLists.txt", TEXT,
    "text_phi.c.o text_phi_positions.c.o text_phi_rotate_f32.c.o "
      .. "text_phi_rotate_f32__avx2.c.o text_phi_rotate_f32__scalar.c.o "
      .. "text_phi_tables__avx2.c.o text_phi_tables__scalar.c.o two.c.o" },
  { "an option is added", "sed -i '/text_/s/f32)/f32 CPU any)/' CMakeLists.txt", TEXT,
    "text_phi.* two.c.o" },
  { "the build is cleaned", "cmake --build build --target clean", BOTH,
    "text_phi.* two.c.o vision_.*" },
}
local MESON <const> = {
  { "nothing has changed", "true", "", "" },
  { "a module of ropewalk is touched", TOUCH_MODULE, ".", "" },
}
local MAKE <const> = {
  { "nothing has changed", "true", "", "" },
  { "a module of ropewalk is touched", TOUCH_MODULE, "phi", "" },
  { "a module of ropewalk is gone",
    "sed -i 's,gen/emit.lua,gen/gone.lua,' build/ropewalk/files.d", "phi", "" },
  { "an ISA is left out", "sed -i s/avx2,neon/avx2/ Makefile", "phi",
    "main.o phi.o phi_positions.o phi_rotate_f32.o phi_rotate_f32__avx2.o "
      .. "phi_rotate_f32__scalar.o phi_tables__avx2.o phi_tables__scalar.o" },
}

-- What a build says, whether it succeeds, what it generates and what it compiles.
local function build(folder, command)
  local good, said = place.run(folder, "touch marker; sleep 0.01; " .. command)
  local _, objects = place.run(folder,
    "find . -name '*.o' -newer marker -printf '%f\\n' | sort | xargs")
  local generated = {}
  for name in said:gmatch("([^%s/]+): %d+ files, %d+ written") do
    generated[#generated + 1] = name
  end
  table.sort(generated)
  return { good = good, said = said, generated = table.concat(generated, " "),
    objects = objects:gsub("\n", "") }
end

-- What is wrong with what a build makes, or nil.
local function differs(made, generated, objects)
  if not made.good then return "does not build:\n" .. made.said end
  if made.generated ~= generated or not made.objects:find("^" .. objects .. "$") then
    return ("generates %q and compiles %q:\n%s"):format(made.generated, made.objects,
      made.said)
  end
end

local function test_changes(kind, folder)
  for _, change in ipairs(kind.changes) do
    local good, said = place.run(folder, change[2])
    local wrong = not good and said
      or differs(build(folder, kind.build), change[3], change[4])
    local again = differs(build(folder, kind.build), "", "")
    tap.result(("%s: what is made when %s"):format(kind.name, change[1]),
      wrong or again and "the next build " .. again)
  end
end

-- A build that fails says why in one line of ropewalk's, and does what it should once
-- that is put right.
local function test_error(kind, folder, name, spoil, line, mend)
  assert(place.run(folder, spoil))
  local made = build(folder, kind.build)
  local wrong = made.good and "builds" or not made.said:find(line) and made.said
    or made.said:find("traceback") and made.said
  assert(place.run(folder, mend))
  made = build(folder, kind.build)
  local good, said = place.run(folder, "build/program")
  tap.result(("%s: %s"):format(kind.name, name), wrong or not made.good and made.said
    or not good and said or nil)
end

local function cmake(generator, tool)
  return { name = "CMake with " .. generator, project = "cmake", shared = { "two.c" },
    tools = { "cmake", tool }, build = "cmake --build build", changes = CMAKE,
    configure = ("cmake -S . -B build -G '%s'"):format(generator), errors = true }
end

local KINDS <const> = {
  cmake("Ninja", "ninja"),
  cmake("Unix Makefiles", "make"),
  { name = "Meson", project = "meson", shared = { "main.c", "phi.c" },
    tools = { "meson", "ninja" }, configure = "meson setup build",
    build = "ninja -C build", changes = MESON },
  { name = "Make", project = "make", shared = { "main.c" }, tools = { "pkg-config" },
    configure = "true", build = "make", changes = MAKE },
}

local function test_kind(kind)
  local folder = place.project("rebuild_" .. kind.name:gsub(" ", "_"), kind.project,
    kind.shared)
  local good, said = place.run(folder, kind.configure .. " && " .. kind.build)
  if not good then return tap.result(kind.name, said) end
  test_changes(kind, folder)
  if not kind.errors then return end
  test_error(kind, folder, "a wrong config", "sed -i.good s/half/halves/ phi.lua",
    "ropewalk: [^\n]*phi.lua: pairing: [^\n]*half_per_axis", "mv phi.lua.good phi.lua")
  test_error(kind, folder, "a file where a folder has to be",
    "cd build/ropewalk/program && rm -r text_phi text_phi.stamp && touch text_phi",
    "ropewalk: [^\n]*program/text_phi: cannot be", "rm build/ropewalk/program/text_phi")
end

return function()
  for _, kind in ipairs(KINDS) do
    place.with(kind.tools, kind.name, function() test_kind(kind) end)
  end
end
