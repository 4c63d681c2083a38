-- Compiles the generated C of the shipped models in many ways and looks into the objects.
-- In: models, whose sources are in out/. Out: TAP on standard output. Always: a warning
-- is a failure; a compiler that is missing is a skip.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")
local tap = require("check.tap")

local BUILD <const> = pl_path.abspath(".build/check/matrix")
local WARNINGS <const> = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
local CONTRACT <const> = "-O3 -march=native -ffp-contract=fast"
local ARM <const> = "aarch64-linux-gnu-"
local COMPILERS <const> = { "gcc", "clang" }

-- What a generated object may want from elsewhere: two functions and the CPU's model.
local WANTED <const> = {
  memcpy = true, memset = true,
  __cpu_model = true, __cpu_indicator_init = true, __cpu_features2 = true,
}

-- Every symbol that others see has the model's prefix; nothing is mutable.
local function symbols(folder, model)
  local _, output = tap.run("nm -P " .. folder .. "/*.o")
  local own, undefined = {}, {}
  for name, kind in output:gmatch("([^%s:]+) (%a) ") do
    local prefixed = name:sub(1, #model + 1) == model .. "_"
    if kind == "U" then
      undefined[name] = true
    elseif kind:match("[DdBbCSs]") then
      return name .. " is mutable"
    elseif kind:match("%u") and not prefixed then
      return name .. " is seen outside without the model's prefix"
    elseif kind:match("%u") then
      own[name] = true
    end
  end
  if not next(own) then return "no symbols: " .. output end
  for name in pairs(undefined) do
    if not own[name] and not WANTED[name] then
      return name .. " is wanted from elsewhere"
    end
  end
end

-- The first instruction of a folder's objects that matches one of a list of patterns,
-- which depends on the object. Objects of another architecture's kernels are empty.
-- @param patterns_of the name of an object -> its patterns
local function find_instruction(objdump, folder, patterns_of)
  local some_code = false
  for _, object in ipairs(pl_dir.getfiles(folder, "*.o")) do
    local _, output = tap.run(objdump .. " -d --no-show-raw-insn " .. object)
    some_code = some_code or output:find("<[%w_]+>:")
    for _, pattern in ipairs(patterns_of(object)) do
      local line = output:match("[^\n]*" .. pattern .. "[^\n]*")
      if line then return object:match("[^/]+$") .. ": " .. line end
    end
  end
  return not some_code and "no code in " .. folder or nil
end

local function fused(folder)
  return find_instruction("objdump", folder, function() return { "%svfn?m%w+" } end)
end

local function fused_on_arm(folder)
  return find_instruction(ARM .. "objdump", folder, function()
    return { "%sfn?madd%s", "%sfn?msub%s", "%sfmla%s", "%sfmls%s" }
  end)
end

-- Nothing that only wider ISAs have: of kernels of AVX2 no 512 bits, no masks and no
-- registers above 15; of all else but AVX-512 none of what AVX brought, by its prefix.
local function wider(folder)
  return find_instruction("objdump", folder, function(object)
    if object:find("__avx512%.o$") then return {} end
    if object:find("__avx2%.o$") then
      return { "%%zmm", "%%k[0-7]", "mm1[6-9]", "mm[23]%d" }
    end
    return { "%%[yz]mm", "\tv%l%w+%s" }
  end)
end

-- Looks into the objects of a folder: a name, and a function that returns what is wrong.
local SYMBOLS <const> = { "symbols", symbols }
local NARROW <const> = { "symbols, nothing wider than the ISA", function(folder, model)
  return symbols(folder, model) or wider(folder)
end }
local UNFUSED <const> = { "no fused products", fused }
local UNFUSED_ARM <const> = { "no fused products", fused_on_arm }

-- Proof that these can see, of one model: kernels with nothing that keeps products from
-- being fused, and scalar ones for a machine that has more.
local BARE <const> = "'-DROPEWALK_HIDE(value)=((void)(value))'"
local KERNELS <const> = "*_rotate_*__*.c"
local FUSED <const> = { "fused products", function(folder)
  return not fused(folder) and "no fused product is seen" or nil
end, flags = BARE, files = KERNELS }
local FUSED_ARM <const> = { "fused products", function(folder)
  return not fused_on_arm(folder) and "no fused product is seen" or nil
end, flags = BARE, files = KERNELS }
local WIDER <const> = { "wider registers", function(folder)
  return not wider(folder) and "no wider register is seen" or nil
end, flags = "-mavx2", files = "*_rotate_*__scalar.c" }
local NO_LOOK <const> = { "warnings", function() end }

-- Compiler, flags, look. Without -pie, constant pointers are constants and no table of
-- offsets is wanted.
local WAYS <const> = {
  { "gcc", "-std=c99 -O0", NO_LOOK },
  { "gcc", "-std=c99 -O2 -fno-pie", NARROW },
  { "gcc", "-std=c99 -O3", WIDER },
  { "gcc", "-std=c99 " .. CONTRACT, UNFUSED },
  { "gcc", "-std=c99 " .. CONTRACT, FUSED },
  { "clang", "-std=c99 -O0", NO_LOOK },
  { "clang", "-std=c99 -O2 -fno-pie", NARROW },
  { "clang", "-std=c99 " .. CONTRACT, UNFUSED },
  { "g++", "-x c++ -std=c++11 -O2 -fno-pie", NARROW },
  { "clang++", "-x c++ -std=c++20 -O0 -fno-pie", SYMBOLS },
  { ARM .. "gcc", "-std=c99 -O0 -fno-pie", SYMBOLS },
  { ARM .. "gcc", "-std=c99 -O3 -ffp-contract=fast", UNFUSED_ARM },
  { ARM .. "gcc", "-std=c99 -O3 -ffp-contract=fast", FUSED_ARM },
}

local function sources_of(model, files)
  local list = {}
  for _, path in ipairs(pl_dir.getfiles("out/" .. model, files or "*.c")) do
    if not path:match("_all%.c$") then list[#list + 1] = pl_path.abspath(path) end
  end
  table.sort(list)
  return list
end

local function compile(model, way, folder)
  local compiler, flags, look = table.unpack(way)
  local words = { compiler, flags, look.flags or "", WARNINGS, "-c" }
  local sources = sources_of(model, look.files)
  table.move(sources, 1, #sources, #words + 1, words)
  pl_dir.makepath(folder)
  local good, message = tap.run(
    ("cd %s && rm -f *.o && %s"):format(folder, table.concat(words, " ")))
  if not good then return message end
  return look[2](folder, model)
end

-- Each file alone refuses to be compiled with a flag that would change its bits.
local function refuse(model, compiler, flag)
  for _, path in ipairs(sources_of(model)) do
    local good, message = tap.run(
      ("%s %s -fsyntax-only -Wfatal-errors %s"):format(compiler, flag, path))
    if good then return path .. " compiles" end
    if not message:find("without -ffast-math", 1, true) then return message end
  end
end

-- All models in one program: their objects, and sources that include every header.
local function join(models)
  local text, objects = {}, {}
  for i, model in ipairs(models) do
    local header = pl_path.abspath(("out/%s/%s.h"):format(model, model))
    text[i] = ('#include "%s"\n'):format(header)
    objects[i] = ("%s/%s/1/*.o"):format(BUILD, model)
  end
  pl_file.write(BUILD .. "/all.c", table.concat(text))
  for _, command in ipairs({
    "gcc " .. WARNINGS .. " -c all.c",
    "g++ -x c++ " .. WARNINGS .. " -c all.c -o all++.o",
    "gcc -r -nostdlib all.o " .. table.concat(objects, " ") .. " -o joined.o",
  }) do
    local good, message = tap.run(("cd %s && %s"):format(BUILD, command))
    if not good then return message end
  end
end

local function test(model, i)
  local way = WAYS[i]
  local name = ("%s: %s %s: %s"):format(model, way[1], way[2], way[3][1])
  if not tap.has(way[1]) then
    tap.skip(name, way[1] .. " is not installed")
  elseif way[3] == FUSED and not tap.fuses(way[1]) then
    tap.skip(name, "this machine fuses nothing")
  else
    tap.result(name, compile(model, way, ("%s/%s/%d"):format(BUILD, model, i)))
  end
end

for _, model in ipairs(arg) do
  for i, way in ipairs(WAYS) do
    local is_proof = way[3].flags
    if not is_proof or model == arg[1] then test(model, i) end
  end
  for _, compiler in ipairs(COMPILERS) do
    for _, flag in ipairs({ "-ffast-math", "-Ofast" }) do
      local name = ("%s: %s %s is refused"):format(model, compiler, flag)
      if tap.has(compiler) then
        tap.result(name, refuse(model, compiler, flag))
      else
        tap.skip(name, compiler .. " is not installed")
      end
    end
  end
end
tap.result("all models in one program", join(arg))
tap.finish()
