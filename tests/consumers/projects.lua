-- Builds a project of each kind, runs it, and makes it fail.
-- In: the projects of this folder. Out: two tests for each.
-- Always: a project's program compares its numbers with a formula of its own, and so must
-- fail with the same model in another layout.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tap = require("check.tap")
local place = require("consumers.place")

local VENDOR <const> = "ropewalk vendor phi --to rope --isa avx2,neon --dtype f32 && "
local MADE_VENDOR <const> = "make vendor && make"

-- Where the same model is with other pairs, under the same name.
local WRONG <const> = "wrong/phi.lua"
local VENDOR_WRONG <const> = ("ropewalk vendor %s --isa scalar --dtype f32 --to ")
  :format(WRONG)
local WRONG_HEADER <const> = VENDOR_WRONG .. ". --single-file && make"
local WRONG_FILES <const> = VENDOR_WRONG .. "rope && "

local function cmake(generator)
  local build = "cmake --build build"
  return {
    name = "CMake with " .. generator, project = "cmake", shared = { "two.c" },
    tools = { "cmake", generator == "Ninja" and "ninja" or "make" },
    build = ("cmake -S . -B build -G '%s' && %s"):format(generator, build),
    spoil = ("cp %s phi.lua && %s"):format(WRONG, build),
    run = "build/program",
  }
end

local function compiler(command, runner)
  local compile = command .. " -Irope main.c rope/phi_all.c -o program -lm"
  return {
    name = "files and " .. command, shared = { "main.c" },
    tools = { command:match("%S+"), runner }, build = VENDOR .. compile,
    spoil = WRONG_FILES .. compile, run = (runner or "") .. " ./program",
  }
end

-- Each: its folder here, and files that it shares with others; the programs that it
-- takes; how it is built, how given another layout, how run.
local PROJECTS <const> = {
  {
    name = "Make with the fragment", project = "make", shared = { "main.c" },
    tools = { "pkg-config" }, build = "make",
    spoil = ("sed -i 's,:= phi,:= %s,' Makefile && make"):format(WRONG),
    run = "./program",
  },
  cmake("Ninja"),
  cmake("Unix Makefiles"),
  {
    name = "Meson", project = "meson", shared = { "main.c", "phi.c" },
    tools = { "meson", "ninja" }, build = "meson setup build && ninja -C build",
    spoil = ("sed -i \"s|'phi', '--|files('%s'), '--|\" meson.build && ninja -C build")
      :format(WRONG),
    run = "build/program",
  },
  {
    name = "one header in C", project = "single_c", shared = { "main.c", "phi.c" },
    tools = { "cc" }, build = MADE_VENDOR, spoil = WRONG_HEADER, run = "./program",
  },
  {
    name = "one header in C++", project = "single_cpp", shared = {},
    tools = { "g++" }, build = MADE_VENDOR, spoil = WRONG_HEADER, run = "./program",
  },
  {
    name = "one header in Rust", project = "rust", shared = { "phi.c" },
    tools = { "rustc" }, build = MADE_VENDOR, spoil = WRONG_HEADER, run = "./program",
  },
  {
    name = "two models in one program", project = "two", shared = { "two.c" },
    tools = { "cc" }, build = MADE_VENDOR,
    spoil = VENDOR_WRONG .. "text --prefix text_ && make", run = "./program",
  },
  {
    name = "files in a project with CMake", project = "foreign",
    shared = { "main.c" }, tools = { "cmake" },
    build = VENDOR .. "cmake -S . -B build && cmake --build build",
    spoil = WRONG_FILES .. "cmake --build build", run = "build/program",
  },
  compiler("cc"),
  compiler("clang"),
  compiler("aarch64-linux-gnu-gcc -static", "qemu-aarch64-static"),
}

local function build_and_run(folder, project)
  local good, said = place.run(folder, project.build)
  if not good then return "does not build:\n" .. said end
  good, said = place.run(folder, project.run)
  if not good or not said:find("right", 1, true) then return "does not run:\n" .. said end
end

local function spoil_and_run(folder, project)
  local good, said = place.run(folder, project.spoil)
  if not good then return "does not build:\n" .. said end
  good, said = place.run(folder, project.run)
  if good or not said:find("wrong", 1, true) then return "is not noticed:\n" .. said end
end

local function test(project, wrong)
  local name = project.name
  local folder = place.project(name:gsub("%W+", "_"), project.project, project.shared)
  assert(pl_dir.makepath(folder .. "/wrong"))
  assert(pl_file.write(folder .. "/" .. WRONG, wrong))
  tap.result(name .. ": built, run, right", build_and_run(folder, project))
  tap.result(name .. ": another layout is noticed", spoil_and_run(folder, project))
end

return function()
  local wrong, changes = pl_file.read("gen/models/phi.lua"):gsub("\"half\"",
    "\"adjacent\"")
  assert(changes == 1)
  for _, project in ipairs(PROJECTS) do
    place.with(project.tools, project.name, function() test(project, wrong) end)
  end
end
