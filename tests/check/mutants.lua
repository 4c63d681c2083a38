-- Breaks generated C on purpose and demands that the checker notices.
-- In: a model, the folder of its sources, its config, the objects of the checker.
-- Out: TAP on standard output. Always: the unbroken model passes; a mutant that survives,
-- does not compile, or finds nothing to break is a failure. A mutant is of a file, and
-- only the checks of its type and ISA are to notice it.

local config = require("config")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")
local precompiled = require("check.precompiled")
local tap = require("check.tap")

local model, sources, config_path = arg[1], arg[2], arg[3]
local core = table.concat(arg, " ", 4)
local folder = (".build/check/%s/mutants"):format(model)

-- A mutant: what it is, the end of the broken file's name, and edits { pattern,
-- replacement }: the first that fits is made, where it fits last. The form of a kernel
-- decides which. Those of ROUNDED are of models whose cos, sin and products are rounded.
local MUTANTS <const>, ROUNDED <const> = {}, {}

local function add(list, what, files, ...)
  for file in files:gmatch("%S+") do
    list[#list + 1] = { what = what, file = file, edits = { ... } }
  end
end

local SCALAR <const> = "_rotate_f32__scalar.c"
local AVX2 <const> = "_rotate_f32__avx2.c"
local BF16 <const> = "_rotate_bf16__avx2.c _rotate_bf16__avx512.c"
local F16 <const> = "_rotate_f16__avx2.c _rotate_f16__avx512.c"
local ENTRIES <const> = "_rotate_f32.c"

add(MUTANTS, "a sine's sign", SCALAR, { "sub_f32%(t, u%)", "add_f32(t, u)" })
add(MUTANTS, "channels exchanged", SCALAR,
  { "a = (x%b[]), b = (x%b[])", "a = %2, b = %1" })
add(MUTANTS, "a store too far", SCALAR, { "y%[([^%]]*)%] = e", "y[%1 + 1] = e" })
add(MUTANTS, "one pair too few", SCALAR, { "j < (%d+)", "j + 1 < %1" })
add(MUTANTS, "a sine's sign", AVX2 .. " _rotate_f32__avx512.c",
  { "= sub_f32x(%d+)%(", "= add_f32x%1(" }, { "alternate_f32x%d+(%b())", "%1" })
add(MUTANTS, "the next cos", AVX2, { "= (_mm%d*_loadu_ps)%((row_%w+)%)", "= %1(%2 + 1)" })
add(MUTANTS, "a store too far", AVX2, { "(_mm%d*_storeu_ps)%(y", "%1(y + 1" })
add(MUTANTS, "a store too far", BF16 .. " " .. F16, { "(store[%w_]*%(y)", "%1 + 1" })
add(MUTANTS, "the last store dropped", AVX2, { "_mm%d*_storeu_ps%b();", "" })
add(MUTANTS, "a head cut short past the caches", AVX2 .. " _rotate_f32__avx512.c",
  { "sizeof (turned)%)", "sizeof %1 / 2)" })
add(MUTANTS, "a head too few", AVX2, { "head < (heads);", "head + 1 < %1;" })
add(MUTANTS, "a head too many", AVX2, { "head < (heads);", "head <= %1;" })
add(MUTANTS, "a float read too early", AVX2,
  { "(float %*y = [^;]*;)", "%1 (void)*(const volatile float *)(x - 1);" })
add(MUTANTS, "neighbours exchanged", BF16,
  { "%.first, (%w+ = %w+)%.second", ".second, %1.first" },
  { "unpacklo_epi64%(low, high%)", "unpacklo_epi64(high, low)" })
add(MUTANTS, "cut off, not rounded", BF16,
  { "(_mm%d*_set1_epi32)%(0x7fff%)", "%1(0)" },
  { "_mm%d*_add_epi16%(upper, up%)", "upper" })
add(MUTANTS, "ties rounded up", "_rotate_bf16__scalar.c", { "%(bits >> 16 & 1%)", "1" })
add(MUTANTS, "subnormals flushed", AVX2 .. " " .. BF16,
  { "(%w+ %*y = [^;]*;)", "%1 _mm_setcsr(0x9fc0);" })
add(MUTANTS, "subnormals flushed", F16, -- squares below 2^-28
  { "_maskz_cvtps_ph%(0xFFFF, x", "_maskz_cvtps_ph(_mm512_cmp_ps_mask("
    .. "_mm512_mul_ps(x, x), _mm512_set1_ps(3.7252903e-9f), _CMP_NLT_UQ), x" },
  { "(_mm%d*)_cvtps_ph%(x", "%1_cvtps_ph(%1_and_ps(x, %1_cmp_ps(%1_mul_ps(x, x), "
    .. "%1_set1_ps(3.7252903e-9f), _CMP_NLT_UQ))" })
add(MUTANTS, "subnormals flushed", "_rotate_f16__scalar.c",
  { "if %(bits < 0x38800000u%)", "if (bits < 0x38800000u) return (uint16_t)sign;" })
add(MUTANTS, "a rounded coefficient", "_tables__scalar.c",
  { "%-0%.16666666666666632", "-0.1666666" })
add(MUTANTS, "a quadrant's sign", "_tables__avx2.c",
  { "_mm256_add_epi64%(k, bit%)", "_mm256_sub_epi64(k, bit)" })
add(MUTANTS, "rows and columns exchanged", "_positions.c",
  { "%(int32_t%)row", "(int32_t)column" })
add(MUTANTS, "backwards as forwards", ENTRIES, { "%-(row%[)", "%1" })
add(MUTANTS, "a range beyond the tokens", ENTRIES, { "end > tokens", "0" })
add(MUTANTS, "an overlap let through", ENTRIES,
  { "in_low %* size <", "in_low * size < 0 *" })
add(MUTANTS, "elements of one byte", "_rotate_bf16.c",
  { "size = sizeof%(uint16_t%)", "size = 1" })
add(MUTANTS, "a limit too wide", ".c", { "> (%d+)%) return 0", "> %1 + 1) return 0" })

add(ROUNDED, "cos and sin not rounded", BF16 .. " " .. F16,
  { "round_%w+%(([crs]%w*)%)", "%1" })
add(ROUNDED, "a product not rounded", BF16 .. " " .. F16,
  { "round_%w+%(([tuvw]%w*)%)", "%1" })

-- The kernels as they are, but with nothing that keeps products from being fused.
local FUSED <const> =
  "-O3 -march=native -ffp-contract=fast '-DROPEWALK_HIDE(value)=((void)(value))'"

-- The text with a pattern's last match replaced; nil without a match.
local function edit(text, pattern, replacement)
  local last
  local first, final = text:find(pattern)
  while first do
    last = first
    first, final = text:find(pattern, final + 1)
  end
  if not last then return nil end
  return text:sub(1, last - 1) .. text:sub(last):gsub(pattern, replacement, 1)
end

local headers = precompiled.flags(pl_path.abspath(folder), "gcc -std=c99 -O1")

-- Compiles a source to an object of the folder.
-- @return the message, if it does not compile
local function compile(flags, source, object)
  local compiled, message = tap.run(("gcc -std=c99 %s %s -I%s -c %s -o %s/%s.o"):format(
    flags, headers, sources, source, folder, object))
  return not compiled and message or nil
end

-- Links objects of the folder with the checker and runs it up to its first failure.
-- @param titles a pattern of checks
-- @return whether every check passed and what was said; nil, message if it does not link
local function check(list, titles)
  local linked, message = tap.run(("gcc %s/%s %s -lm -o %s/check"):format(folder,
    table.concat(list, (" %s/"):format(folder)), core, folder))
  if not linked then return nil, message end
  return tap.run(("%s/check --first '%s'"):format(folder, titles))
end

local names = {} -- of the model's own sources, without .c
for _, path in ipairs(pl_dir.getfiles(sources, "*.c")) do
  local name = path:match("([^/]+)%.c$")
  if name ~= model .. "_all" then names[#names + 1] = name end
end

-- The objects of all sources, one of them broken if it is named.
local function objects(broken)
  local list = {}
  for i, name in ipairs(names) do
    list[i] = (name == broken and "broken" or name) .. ".o"
  end
  return list
end

local function noticed(passed, said)
  if passed then return "the checker did not notice" end
  return (passed == nil or not said:find("not ok", 1, true)) and said or nil
end

local function problem_of(mutant)
  local name = model .. mutant.file:gsub("%.c$", "")
  local text = pl_file.read(("%s/%s.c"):format(sources, name))
  local broken
  for _, pair in ipairs(mutant.edits) do
    broken = broken or edit(text, pair[1], pair[2])
  end
  if not broken then return "nothing to break in " .. name end
  pl_file.write(folder .. "/broken.c", broken)
  local message = compile("-O1", folder .. "/broken.c", "broken")
  if message then return message end
  local dtype, isa = mutant.file:match("_rotate_(%l+%d+)"), mutant.file:match("__(%w+)")
  return noticed(check(objects(name),
    (isa or "scalar") .. "." .. (dtype and dtype .. "." or "") .. "*"))
end

pl_dir.makepath(folder)
local wrong
for _, name in ipairs(names) do
  wrong = wrong or compile("-O1", ("%s/%s.c"):format(sources, name), name)
end
local passed, said
if not wrong then
  passed, said = check(objects(), "*")
  wrong = not passed and (said:match("not ok.*") or said) or nil
end
tap.result("the unbroken " .. model, wrong)
if wrong then tap.finish() end

local rounding = config.read(config_path).rounding
for _, mutant in ipairs(rounding == "round_once" and MUTANTS or ROUNDED) do
  local name = ("%s: %s in %s"):format(model, mutant.what, mutant.file)
  local isa = mutant.file:match("__(%w+)")
  if isa and said:find("SKIP " .. isa, 1, true) then
    tap.skip(name, isa .. " is not on this machine")
  else
    tap.result(name, problem_of(mutant))
  end
end
local name = model .. ": products left to be fused"
if tap.fuses("gcc") then
  tap.result(name, compile(FUSED, ("%s/%s_all.c"):format(sources, model), "fused")
    or noticed(check({ "fused.o" }, "*")))
else
  tap.skip(name, "this machine fuses nothing")
end
tap.finish()
