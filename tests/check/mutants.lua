-- Breaks generated C on purpose and demands that the checker notices.
-- In: a model and the folder of its sources; the native checker is built. Out: TAP on
-- standard output. Always: the unbroken model passes; a mutant that survives, does not
-- compile, or finds nothing to break is a failure.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tap = require("check.tap")

local model, sources = arg[1], arg[2]
local build = ".build/check/" .. model
local folder = build .. "/mutant"

local SCALAR <const> = "_rotate_f32__scalar.c"
local AVX2 <const> = "_rotate_f32__avx2.c"
local ENTRIES <const> = "_rotate_f32.c"

-- A mutant: what it is, the end of the broken file's name, and edits { pattern,
-- replacement }: the first that fits is made, where it fits last. The form of a kernel
-- decides which.
local MUTANTS <const> = {
  { "a sine's sign", SCALAR, { "sub_f32%(t, u%)", "add_f32(t, u)" } },
  { "channels exchanged", SCALAR, { "a = (x%b[]), b = (x%b[])", "a = %2, b = %1" } },
  { "a store too far", SCALAR, { "y%[([^%]]*)%] = e", "y[%1 + 1] = e" } },
  { "one pair too few", SCALAR, { "j < (%d+)", "j + 1 < %1" } },
  { "a sine's sign", AVX2,
    { "= sub_f32x(%d)%(", "= add_f32x%1(" }, { "alternate_f32x%d(%b())", "%1" } },
  { "the next cos", AVX2, { "= (_mm%d*_loadu_ps)%((row_%w+)%)", "= %1(%2 + 1)" } },
  { "a store too far", AVX2, { "(_mm%d*_storeu_ps)%(y", "%1(y + 1" } },
  { "the last store dropped", AVX2, { "_mm%d*_storeu_ps%b();", "" } },
  { "a head too few", AVX2, { "head < (heads);", "head + 1 < %1;" } },
  { "a head too many", AVX2, { "head < (heads);", "head <= %1;" } },
  { "a float read too early", AVX2,
    { "(float %*y = out [^;]*;)", "%1 (void)*(const volatile float *)(x - 1);" } },
  { "subnormals flushed", AVX2,
    { "(float %*y = out [^;]*;)", "%1 _mm_setcsr(0x9fc0);" } },
  { "a rounded coefficient", "_tables__scalar.c",
    { "%-0%.16666666666666632", "-0.1666666" } },
  { "a quadrant's sign", "_tables__avx2.c",
    { "_mm256_add_epi64%(k, bit%)", "_mm256_sub_epi64(k, bit)" } },
  { "rows and columns exchanged", "_positions.c",
    { "%(int32_t%)row", "(int32_t)column" } },
  { "backwards as forwards", ENTRIES, { "%-(row%[)", "%1" } },
  { "a range beyond the tokens", ENTRIES, { "end > tokens", "0" } },
  { "an overlap let through", ENTRIES, { "in_low %* size <", "in_low * size < 0 *" } },
  { "a limit too wide", ".c", { "> (%d+)%) return 0", "> %1 + 1) return 0" } },
}

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

-- Copies the sources with a mutant's edit.
-- @return the problem, if there is nothing to break
local function write(mutant)
  for _, path in ipairs(pl_dir.getfiles(sources)) do
    local name, text = path:match("[^/]+$"), pl_file.read(path)
    if mutant[2] and name == model .. mutant[2] then
      local broken
      for i = 3, #mutant do
        broken = broken or edit(text, mutant[i][1], mutant[i][2])
      end
      if not broken then return "nothing to break in " .. path end
      text = broken
    end
    pl_file.write(folder .. "/" .. name, text)
  end
end

local core = {}
for _, path in ipairs(pl_dir.getfiles("tests/check", "*.c")) do
  local name = path:match("([^/]+)%.c$")
  if name ~= "criterion" then core[#core + 1] = build .. "/native/" .. name .. ".o" end
end

-- Compiles the copy with the core and runs it up to its first failure.
-- @return whether every check passed and what was said; nil, message if it does not
-- compile
local function check(flags)
  local compiled, message = tap.run(("gcc -std=c99 %s -c %s/%s_all.c -o %s/model.o && "
    .. "gcc %s/model.o %s -lm -o %s/check"):format(flags, folder, model, folder, folder,
    table.concat(core, " "), folder))
  if not compiled then return nil, message end
  return tap.run(folder .. "/check --first")
end

local function problem_of(mutant, flags)
  local problem = write(mutant)
  if problem then return problem end
  local passed, said = check(flags)
  if passed then return "the checker did not notice" end
  return (passed == nil or not said:find("not ok", 1, true)) and said or nil
end

pl_dir.makepath(folder)
write({})
local passed, said = check("-O1")
local wrong = not passed and (said:match("not ok.*") or said) or nil
tap.result("the unbroken " .. model, wrong)
if not passed then tap.finish() end

for _, mutant in ipairs(MUTANTS) do
  local name = ("%s: %s in %s"):format(model, mutant[1], mutant[2])
  local isa = mutant[2]:match("__(%w+)")
  if isa and said:find("SKIP " .. isa, 1, true) then
    tap.skip(name, isa .. " is not on this machine")
  else
    tap.result(name, problem_of(mutant, "-O1"))
  end
end
local name = model .. ": products left to be fused"
if tap.fuses("gcc") then
  tap.result(name, problem_of({}, FUSED))
else
  tap.skip(name, "this machine fuses nothing")
end
tap.finish()
