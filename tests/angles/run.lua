-- Holds the cos and sin of float32 angles to correctly rounded ones.
-- In: the environment's ANGLES_STEP, ANGLES_GROUPS, ANGLES_EVERY (see rules.mk) and
-- ROPEWALK_SEED. Out: TAP on standard output, a line per group of 16 binades and one for
-- their number. Always: with step 1 and all groups every float32 below 2^20 was one.

local pl_file = require("pl.file")

local mpfr = require("tables.mpfr")
local programs = require("catalogue.programs")
local tap = require("check.tap")

local OUT <const> = ".build/angles"
local SEED <const> = os.getenv("ROPEWALK_SEED") or "1"
local STEP <const> = assert(math.tointeger(tonumber(os.getenv("ANGLES_STEP"))))
local GROUPS <const> = assert(os.getenv("ANGLES_GROUPS"))
local EVERY <const> = assert(os.getenv("ANGLES_EVERY"))

-- The bits of 2^20: as many floats from 0 on are below it.
local ALL <const> = string.unpack("<I4", string.pack("<f", 0x1p20))
-- Exponents of floats below it, and how many a group has.
local TOP <const>, LEAST <const>, BINADES <const> = 19, -149, 16
local ALL_GROUPS <const> = (TOP - LEAST) // BINADES + 1

-- What the program said of a group.
-- @return what passed in words, or nil and what is wrong; how many angles
local function judge(group)
  local said = pl_file.read(("%s/%s.said"):format(OUT, group))
  if not said then return nil, pl_file.read(OUT .. "/log") or "not built", 0 end
  local isas = {}
  for isa in said:gmatch("isa (%w+)\n") do isas[#isas + 1] = isa end
  local angles, wrong, by_mpfr, margin, hardest =
    said:match("angles (%d+) wrong (%d+) mpfr (%d+) margin (%S+) at (%S+)\n$")
  if not angles or wrong ~= "0" then
    return nil, said:gsub("isa %w+\n", ""), tonumber(angles) or 0
  end
  local nearest = tonumber(margin) < 0.5
    and ("the nearest to a tie is bits %s, by %s ulp; "):format(hardest, margin) or ""
  local text = ("%s angles and their negatives, all correctly rounded; %s%s by MPFR; %s")
    :format(angles, nearest, by_mpfr, table.concat(isas, " "))
  return text, nil, math.tointeger(tonumber(angles))
end

local function main()
  print("# ROPEWALK_SEED=" .. SEED)
  local without = mpfr()
  if without then
    tap.skip("angles against MPFR", without)
    return tap.finish()
  end
  math.randomseed(math.tointeger(tonumber(SEED)))
  local groups, said, all = {}, {}, 0
  for group in GROUPS:gmatch("%d+") do
    groups[#groups + 1] = group
    said[#said + 1] = ("%s/%s.said"):format(OUT, group)
    os.remove(said[#said])
  end
  programs.make("tests/angles/build.mk", { OUT = OUT, STEP = tostring(STEP),
    FIRST = tostring(math.random(0, STEP - 1)), EVERY = EVERY }, said)
  for _, group in ipairs(groups) do
    local passed, wrong, angles = judge(group)
    all = all + angles
    local above = TOP + 1 - BINADES * tonumber(group)
    tap.result(("group %s, below 2^%d%s"):format(group, above,
      passed and ": " .. passed or ""),
      wrong and ("%s\nalone: ROPEWALK_SEED=%s make test-angles ANGLES_GROUPS=%s "
      .. "ANGLES_STEP=%d ANGLES_EVERY=%s"):format(wrong, SEED, group, STEP, EVERY))
  end
  if STEP == 1 and #groups == ALL_GROUPS then
    tap.result(("%d angles are all there are below 2^20"):format(ALL),
      all ~= ALL and ("there were %d"):format(all) or nil)
  end
  print(("# in all %d angles and their negatives, step %d"):format(all, STEP))
  tap.finish()
end

main()
