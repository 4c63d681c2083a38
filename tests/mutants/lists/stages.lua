-- Mutants, each for a class of its own to see: what is computed, taken and called.
-- In: nothing. Out: a list as list.lua makes it. Always: with the other lists, each class
-- of tests/classes.lua has a mutant that it must see.

local list, add = require("mutants.list")()

-- Tables and angles.

add("an angle that is not the hard one", "gen/freq.lua",
  { "0x1%.33333p%+13", "0x1.33335p+13" }, { "angles 1009" })
add("half of pi less exact", "gen/tables.lua",
  { "0x1%.0b4611a6p%-34", "0x1.0b4611a4p-34" }, { "angles 7" })
add("a fraction of half the bits", "gen/wide.lua",
  { "return { high, %(limb[^}]*}", "return { high, 0 }" }, { "tables far_flux" })
add("the sign of positions", "gen/c/tables.lua",
  { "%(at < 0%) << 63", "(at > 0) << 63" }, { "tables far_flux" })
add("a unit of fewer bits", "gen/tables.lua",
  { "0x1%.921fb54442d18p%-62", "0x1.921fb5444p-62" }, { "tables far_theta_10000" })
add("a wrong attention factor", "gen/scaling.lua",
  { "0%.1 %* mscale", "0.11 * mscale" }, { "tables gpt_oss" })
add("tables rounded towards zero", "gen/isa/avx512.lua",
  { "_mm512_cvtpd_ps%(%$a%)", "_mm512_cvt_roundpd_ps($a, 11)" },
  { "tables qwen2_5_vl_vision" })

-- Text and bits, wherever they are made.

add("products that a compiler fuses", "templates/helpers/hide.h",
  { '__asm__%("" : "%+v"%(value%)%)', "((void)(value))" }, { "hashes msrope_concept" })
add("numbers of the user's locale", "gen/ropewalk",
  { 'os%.setlocale%("C"%)', "" }, { "text qwen_image" })

-- Configs.

add("rows where none are counted", "gen/c/positions.lua",
  { 'counted%.h and "extent%[1%] %- 1" or "0"', '"extent[1] - 1"' }, { "configs 34" })
add("windows too far apart", "templates/positions/window.c",
  { "left %+= ${window}", "left += ${window} + 1" }, { "configs 5" })
add("a dump's arguments in a message as they are", "gen/verify/rwg.lua",
  { "shown%[i%] = rwg%.shown%(shown%[i%]%)", "shown[i] = tostring(shown[i])" },
  { "malformed dump:104" })

add("a config that may take any memory", "gen/config.lua",
  { 'collectgarbage%("count"%) > ceiling', "false" },
  { "malformed hostile:string that doubles" })
add("a config that never ends", "gen/config.lua",
  { "instructions > MAX_INSTRUCTIONS", "false" }, { "malformed hostile:endless loop" })

-- Memory of callers.

add("ids whatever room there is", "out/qwen2_5_vl_vision/qwen2_5_vl_vision_positions.c",
  { "index && index_capacity < units", "index && index_capacity == 0" },
  { "entries qwen2_5_vl_vision" })
add("tokens beyond any count", "templates/positions/runs.c",
  { "if %(%(uint64_t%)extent%[0%] %* extent%[1%] > room", "if (room == 0 && 0 < room" },
  { "entries long_runs" })
add("arithmetic on no pointer", "out/msrope_concept/msrope_concept_rotate_f32__scalar.c",
  { "if %(heads == 0%) continue;", "" }, { "sanitizers msrope_concept" })
add("a device's memory read by the host",
  "out/msrope_concept/msrope_concept_rotate_f32__cuda.cu",
  { "(job%.tables = tables;)", "%1 (void)*(const volatile float *)tables;" },
  { "device msrope_concept" })
add("a token that two threads turn", "out/msrope_concept/msrope_concept_rotate_f32.c",
  { "token < end; token%+%+%) {\n    const float %*c",
    "token <= end && token < tokens; token++) {\n    const float *c" },
  { "threads msrope_concept" })

return list
