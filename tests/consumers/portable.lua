-- Compiles what is vendored in many ways, and looks at the symbols.
-- In: a model, vendored as files, as one header, and as one header of static functions.
-- Out: a test for each compiler, architecture and language.
-- Always: a warning is a failure.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tap = require("check.tap")
local place = require("consumers.place")

local STRICT <const> = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"

-- Each: a compiler of C, of C++, and their nm.
local COMPILERS <const> = {
  { "gcc", "g++", "nm" },
  { "clang", "clang++", "nm" },
  { "aarch64-linux-gnu-gcc", "aarch64-linux-gnu-g++", "aarch64-linux-gnu-nm" },
  { "clang --target=aarch64-linux-gnu", "clang++ --target=aarch64-linux-gnu",
    "aarch64-linux-gnu-nm" },
}

-- Nothing asked for is what somebody's own compile line may be.
local C <const> = { "", "-std=c99", "-std=c11", "-std=c17" }
local CXX <const> = { "-x c++ -std=c++17" }

-- What may be wanted from elsewhere: two functions, the compiler's model of the CPU, and
-- what linkers are told of code that may be loaded anywhere.
local WANTED <const> = {
  memcpy = true, memset = true,
  __cpu_model = true, __cpu_indicator_init = true, __cpu_features2 = true,
  _GLOBAL_OFFSET_TABLE_ = true,
}

-- A part of the symbol of C++'s own run time that g++ names without optimisation.
local RUN_TIME <const> = "__gxx_personality_v0"

local NAME <const> = "own_qwen2_5_vl_vision"
local VENDOR <const> = "ropewalk vendor qwen2_5_vl_vision --prefix own_ --isa avx2,neon "
  .. "--dtype f32 --to . "

-- Each: a way to vendor, the source that has the code, whether others see symbols of it.
local FORMS <const> = {
  { "files", "", "#include \"NAME_all.c\"\n", true },
  { "one header", "--single-file",
    "#define MACRO_IMPLEMENTATION\n#include \"NAME.h\"\n", true },
  { "a header of static functions", "--single-file --static",
    "#include \"NAME.h\"\n", false },
}

-- A folder with a vendored form.
local function vendored(form)
  local folder = place.empty("portable/" .. form[1]:gsub(" ", "_"))
  local good, said = place.run(folder, VENDOR .. form[2])
  assert(good, said)
  assert(pl_file.write(folder .. "/unit.c", (form[3]:gsub("NAME", NAME):gsub("MACRO",
    NAME:upper()))))
  return folder
end

-- What is wrong with the symbols of an object, or nil.
local function wrong_symbols(nm, folder, seen)
  local good, symbols = place.run(folder, nm .. " -P unit.o")
  if not good then return symbols end
  local own = false
  for symbol, kind in symbols:gmatch("([^%s:]+) (%a)[ \n]") do
    local expected = WANTED[symbol] or symbol:find(RUN_TIME, 1, true)
    if kind == "U" and not expected then
      return symbol .. " is wanted from elsewhere"
    elseif kind:match("%u") and not expected then
      own = true
      if symbol:sub(1, #NAME + 1) ~= NAME .. "_" then
        return symbol .. " is seen outside without the prefix"
      end
    end
  end
  if own ~= seen then return "others see " .. (own and "symbols" or "none") end
end

local function test_compiler(compiler, nm, languages, folder, form)
  local name = ("%s compiled by %s"):format(form[1], compiler)
  place.with({ compiler:match("%S+"), nm }, name, function()
    for _, language in ipairs(languages) do
      local flags = language == "" and "" or ("%s %s"):format(language, STRICT)
      local good, said = place.run(folder, ("%s %s -c unit.c -o unit.o"):format(
        compiler, flags))
      local wrong = (not good or said ~= "") and "says:\n" .. said
        or wrong_symbols(nm, folder, form[4])
      tap.result(("%s %s"):format(name, language == "" and "without a flag" or language),
        wrong)
    end
  end)
end

-- What each source says beside a header of another generation.
local function test_generations()
  local folder = vendored(FORMS[1])
  local good, said = place.run(folder,
    ("sed -i 's/^\\(#define [A-Z0-9_]*_GENERATION\\) .*/\\1 1/' %s.h"):format(NAME))
  assert(good, said)
  for _, source in ipairs(pl_dir.getfiles(folder, NAME .. "*.c")) do
    good, said = place.run(folder, "gcc -fsyntax-only " .. source)
    local sentence = said:find("are of two generations; copy all files of one", 1, true)
    tap.result(("an old header refused by %s"):format(source:match("[^/]+$")),
      good and "is taken" or not sentence and said or nil)
  end
end

return function()
  for _, form in ipairs(FORMS) do
    local folder = vendored(form)
    for _, compiler in ipairs(COMPILERS) do
      test_compiler(compiler[1], compiler[3], C, folder, form)
      test_compiler(compiler[2], compiler[3], CXX, folder, form)
    end
  end
  place.with({ "gcc" }, "an old header is refused", test_generations)
end
