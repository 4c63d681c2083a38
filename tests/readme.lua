-- Does what the README says, as a reader would: its steps, programs, configs and numbers.
-- In: README.md; a part of the steps that are wanted, or nothing for all.
-- Out: TAP on standard output.
-- Always: every step of the README is done here, in order and in one folder, or by the
-- test that is named here for it.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local config = require("config")
local dumping = require("dumping")

local FOLDER <const> = ".build/readme"

local readme = pl_file.read("README.md")

-- What a reader has made of the README's blocks, and has anyway: file -> text.
local function block(language, number)
  local count = 0
  for text in readme:gmatch("```" .. language .. "\n(.-)```") do
    count = count + 1
    if count == (number or 1) then return text end
  end
  error(("README.md has no block %d of %s"):format(number or 1, language))
end

local FILES <const> = {
  ["program.c"] = block("c"), ["my_model.lua"] = block("lua"),
  ["config.json"] = [[{ "model_type": "llama", "head_dim": 64, "rope_theta": 500000.0,
    "max_position_embeddings": 8192, "num_attention_heads": 8, "hidden_size": 512 }]],
}

-- What a step must print where the README says it, and with which exit status.
local SAID <const> = {
  ["./program"] = { text = "4096 tokens: ok\n", status = 0 },
  ["gen/ropewalk verify qwen2_5_vl_vision d"] = { text = block("text"), status = 1 },
}

-- Steps that need more than this folder, by their first words, and the test that does
-- them.
local ELSEWHERE <const> = {
  { "^make ", "a target of the Makefile" },
  { "^parallel ", "test-tune, shards under GNU parallel" },
  { "^gen/ropewalk tune ", "test-tune" },
}

-- What a command prints, and its exit status.
local function output_of(command)
  local pipe = assert(io.popen(("{ %s\n} 2>&1 </dev/null"):format(command)))
  local output = pipe:read("a")
  return output, select(3, pipe:close())
end

local MADE <const> = output_of(
  "cat Makefile tests/*/rules.mk templates/build/install.mk")

-- The README's steps: lines indented by four, joined where they end in a backslash,
-- without what is explained behind two blanks and a hash.
local function steps()
  local list = {}
  local text = readme:gsub("```.-```", ""):gsub("\\\n%s+", "")
  for line in text:gmatch("\n    (%S[^\n]*)") do
    list[#list + 1] = (line:gsub("%s%s+#.*$", ""))
  end
  return list
end

-- The dump that the README looks at: q of a model that turns patches row by row.
local ROWS <const>, COLUMNS <const>, HEADS <const> = 8, 12, 4

local function write_dump(folder)
  local fields = config.fields("gen/models/qwen2_5_vl_vision.lua")
  local ids, count = {}, ROWS * COLUMNS * HEADS * fields.head_dim
  for h = 0, ROWS - 1 do
    for w = 0, COLUMNS - 1 do ids[#ids + 1] = { h, w } end
  end
  math.randomseed(1) -- as the README quotes it
  local q, dims = dumping.random(count, "f32"), { #ids, HEADS, fields.head_dim }
  pl_dir.makepath(folder)
  for name, text in pairs({
    q = dumping.npy("<f4", dims, q),
    q_out = dumping.npy("<f4", dims, dumping.turned(fields, "f32", q, HEADS, ids)),
    grids = dumping.npy("<i8", { 1, 3 }, { 1, ROWS, COLUMNS }),
  }) do
    pl_file.write(("%s/%s.npy"):format(folder, name), text, true)
  end
end

local function prepare()
  output_of("rm -rf " .. FOLDER)
  pl_dir.makepath(FOLDER)
  for name, text in pairs(FILES) do pl_file.write(FOLDER .. "/" .. name, text) end
  lfs.link(lfs.currentdir() .. "/gen", FOLDER .. "/gen", true)
  write_dump(FOLDER .. "/d")
end

-- What is wrong with a step, or nil; and the test that does it, where that is another.
local function problem_of(step)
  for _, other in ipairs(ELSEWHERE) do
    if step:find(other[1]) then
      local target = step:match("^make ([%w-]+)")
      local missing = target and not MADE:find("\n" .. target:gsub("%-", "%%-") .. "[ :]")
      return missing and "the Makefile makes nothing of that name" or nil, other[2]
    end
  end
  local output, status = output_of(("cd %s && %s"):format(FOLDER, step))
  local expected = SAID[step] or { text = output, status = 0 }
  return not (status == expected.status and output == expected.text) and output or nil
end

-- What is wrong with the number of models, or nil.
local function models()
  local count = #pl_dir.getfiles("gen/models", "*.lua")
  local said = tonumber(readme:match("ships (%d+) models"))
  return count ~= said and ("there are %d models, not %s"):format(count, said) or nil
end

prepare()
local number, failed = 0, false
local function report(name, wrong)
  number = number + 1
  print(("%s %d - %s"):format(wrong and "not ok" or "ok", number, name))
  if wrong then print("# " .. wrong:gsub("\n(.)", "\n# %1")) end
  failed = failed or wrong ~= nil
end
for _, step in ipairs(steps()) do
  if not arg[1] or step:find(arg[1], 1, true) then
    local wrong, other = problem_of(step)
    report(step .. (other and (" (by %s)"):format(other) or ""), wrong)
  end
end
report("the README counts the shipped models", models())
print("1.." .. number)
os.exit(not failed)
