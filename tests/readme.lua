-- Does what the README says, as a reader would: its C program, its config, its numbers.
-- In: nothing.
-- Out: TAP on standard output.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local FLAGS <const> = "-std=c11 -O2 -Wall -Wextra -Wpedantic -Werror"
local FOLDER <const> = ".build/readme"

local readme = pl_file.read("README.md")
pl_dir.makepath(FOLDER)

-- The README's first block of a language, as a file.
local function block(language, name)
  local path = FOLDER .. "/" .. name
  pl_file.write(path, readme:match("```" .. language .. "\n(.-)```"))
  return path
end

-- What a command prints, and whether it works.
local function output_of(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local output = pipe:read("a")
  return output, pipe:close() == true
end

-- What is wrong, or nil.
local function program()
  local output, good = output_of(("gcc %s -Iout/qwen2_5_vl_vision %s "
    .. "out/qwen2_5_vl_vision/qwen2_5_vl_vision_all.c -o %s/program && %s/program")
    :format(FLAGS, block("c", "program.c"), FOLDER, FOLDER))
  return not (good and output == "4096 tokens: ok\n") and output or nil
end

local function model()
  local output, good = output_of(("gen/ropewalk generate %s --out %s "
    .. "&& gcc %s -c %s/my_model/my_model_all.c -o %s/my_model.o"):format(
    block("lua", "my_model.lua"), FOLDER, FLAGS, FOLDER, FOLDER))
  return not good and output or nil
end

local function models()
  local count = #pl_dir.getfiles("gen/models", "*.lua")
  local said = tonumber(readme:match("ships (%d+) models"))
  return count ~= said and ("there are %d models, not %s"):format(count, said) or nil
end

local CHECKS <const> = {
  { "the README's program compiles and runs", program },
  { "the README's config generates code that compiles", model },
  { "the README counts the shipped models", models },
}

local failed = false
print("1.." .. #CHECKS)
for i, check in ipairs(CHECKS) do
  local wrong = check[2]()
  print(("%s %d - %s"):format(wrong and "not ok" or "ok", i, check[1]))
  if wrong then print("# " .. wrong:gsub("\n(.)", "\n# %1")) end
  failed = failed or wrong ~= nil
end
os.exit(not failed)
