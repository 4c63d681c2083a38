-- What ropewalk_generate takes and refuses in CMake.
-- In: nothing. Out: tests.
-- Always: what is refused is refused before anything is built.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tap = require("check.tap")
local place = require("consumers.place")

local PROJECT <const> = [[
cmake_minimum_required(VERSION 3.20)
project(calls LANGUAGES ${LANGUAGES})
find_package(ropewalk REQUIRED)
add_subdirectory(below)
add_library(rope STATIC)
ropewalk_generate(${CALL})
]]

-- Calls, a part of what is said to them, and the project's languages if not C.
local REFUSED <const> = {
  { "TARGET rope MODEL qwen2_5_vl_visio", "did you mean qwen2_5_vl_vision?" },
  { "TARGET rope MODEL phi ISA avx3", "avx3 is no ISA; give some of" },
  { "TARGET rope CONFIG none.lua", "none.lua" },
  { "TARGET rope MODEL phi PREFIX 1", "--prefix" },
  { "TARGET none MODEL phi", "add_library or add_executable makes one first" },
  { "TARGET below MODEL phi", "below; call it there" },
  { "TARGET rope MODEL phi CONFIG phi.lua", "give either MODEL or CONFIG" },
  { "TARGET rope", "give either MODEL or CONFIG" },
  { "TARGET rope MODEL phi ISAS avx2", "cannot use \"ISAS" },
  { "TARGET rope MODEL phi", "no C; have it in project(LANGUAGES)", "NONE" },
}

local function project(name)
  local folder = place.empty(name)
  assert(pl_dir.makepath(folder .. "/below"))
  assert(pl_file.write(folder .. "/CMakeLists.txt", PROJECT))
  assert(pl_file.write(folder .. "/below/CMakeLists.txt",
    "add_library(below INTERFACE)\n"))
  return folder
end

-- CMake breaks lines where it likes.
local function configure(folder, call, languages)
  local good, said = place.run(folder,
    ("cmake -S . -B build '-DCALL=%s' '-DLANGUAGES=%s'"):format(call:gsub(" ", ";"),
      languages))
  return good, (said:gsub("%s+", " "))
end

local function test_refused()
  local folder = project("refused")
  for _, case in ipairs(REFUSED) do
    local call, sentence, languages = table.unpack(case)
    local good, said = configure(folder, call, languages or "C")
    local wrong = good and "is taken" or not said:find(sentence, 1, true) and said
    tap.result(("CMake refuses %s%s"):format(call, languages and " without C" or ""),
      wrong or nil)
  end
end

local function test_cuda()
  local folder = project("cuda")
  local good, said = configure(folder, "TARGET rope MODEL phi ISA cuda DTYPE f32",
    "C;CUDA")
  if good then
    good, said = place.run(folder, "cmake --build build && nm build/librope.a")
  end
  tap.result("CMake compiles CUDA where the project has it",
    not (good and said:find(" T phi_rotate_ids_f32__cuda\n", 1, true)) and said or nil)
end

return function()
  place.with({ "cmake" }, "CMake refuses calls", test_refused)
  place.with({ "cmake", "nvcc" }, "CMake compiles CUDA", test_cuda)
end
