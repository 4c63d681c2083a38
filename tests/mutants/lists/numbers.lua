-- Mutants of how numbers are made: layouts, frequencies, tables, rounding.
-- In: nothing. Out: a list as list.lua makes it. Always: each group must notice, by one
-- of its classes, tried in order; what changes generated numbers is noticed by compiled C
-- too, since a spec may share a mistake with its module.

local list, add = require("mutants.list")()

-- Layouts and forms.

add("the sine's sign", "gen/forms.lua", { '"sub", "d"', '"add", "d"' },
  { "spec plan_formula" }, { "golden llama3_d64_f32" })
add("swapped halves", "gen/forms.lua",
  { '(st_ends", { a = "d", base = "y" }), y%[1%], y%[2%]', "%1, y[2], y[1]" },
  { "spec forms" }, { "golden special_bf16" })
add("neighbours exchanged by the store", "gen/forms.lua",
  { 'a = "d", b = "e"', 'a = "e", b = "d"' },
  { "golden gptj_d40_r24_bf16" })
add("the next pair's cos", "gen/forms.lua", { '"cc", "c", "cn"', '"cc", "cn", "c"' },
  { "spec forms" }, { "golden llama_d64_bf16" })
add("cos and sin exchanged in a row", "gen/rope.lua",
  { "rank%[pair.input%[1%]%], rank%[pair.input%[2%]%]",
    "rank[pair.input[2]], rank[pair.input[1]]" },
  { "check msrope_concept" })
add("the second channel too near", "gen/layouts.lua",
  { "j %+ config.rotary_dim // 2 end", "j + config.rotary_dim // 2 - 1 end" },
  { "spec layouts" }, { "golden llama3_d64_f32" })
add("the wrong axis", "gen/layouts.lua",
  { "j < 3 %* %(axis.dim // 2%) and j %% 3 %+ 1",
    "j < 3 * (axis.dim // 2) and (j + 1) %% 3 + 1" },
  { "spec layouts" }, { "golden qwen3_vl_mrope_interleaved" })
add("the first axis's exponents", "gen/layouts.lua",
  { '"global" then return j end', '"global" then return index end' },
  { "spec layouts", "spec rope" }, { "golden qwen2_5_vl_mrope_d64_video" })
add("channels not turned", "gen/plan.lua", { "while first <= #list do",
  "while first < #list do" }, { "spec plan" },
  { "golden phi_d80_r32" })
add("a loop's wrong step", "gen/plan.lua", { "run%[section%]%[i%]%.step = this%.offset",
  "run[section][i].step = this.offset + 1" }, { "spec plan" },
  { "golden llama3_d64_f32" })
add("backwards as forwards", "gen/rope.lua", { "config.direction %* factor", "factor" },
  { "spec rope" }, { "catalogue nanochat" })

-- Frequencies and tables.

add("theta's exponent not rounded", "gen/freq.lua",
  { "f32%(f32%(2.0 %* k%) / f32%(axis.dim%)%)", "2.0 * k / axis.dim" },
  { "spec freq" }, { "golden cr_d56_1e4_signed" })
add("a wrong ramp of yarn", "gen/scaling.lua", { "f32%(1 %- ramp%)", "ramp" },
  { "spec scaling" }, { "golden yarn_d64_f32_no_truncate" })
add("yarn's ends not cut off", "gen/scaling.lua", { "s.truncate ~= false", "false" },
  { "spec scaling" }, { "golden yarn_d128_f4" })
add("a wrong smoothing of llama3", "gen/scaling.lua",
  { "f32%(turns %- f32%(low%)%)", "f32(turns - f32(high))" },
  { "spec scaling" }, { "golden llama3_d64_f32" })
add("a short factor for a long one", "gen/scaling.lua",
  { 'f32%(s%[s.use .. "_factor"%]', 'f32(s["short_factor"]' },
  { "spec scaling" }, { "catalogue phi3_long" })
add("a wrong base of ntk_alpha", "gen/scaling.lua", { "dim / %(dim %- 2%)",
  "dim / (dim + 2)" }, { "spec scaling" }, { "catalogue hunyuan_v1_dense" })
add("a table of one position less", "gen/c/layout.lua",
  { "(axis.position_max %- axis.position_min) %+ 1", "%1" },
  { "golden qwen2_5_vl_d64_window" })
add("the hard angle's sine left", "gen/c/layout.lua",
  { 'if model.tables ~= "hf" then return', 'if model.tables == "hf" then return' },
  { "spec sources" }, { "angles 1009" })
add("whole turns forgotten", "gen/c/layout.lua", { "%%x%.%%x of %%a", "%%%%x.%%%%x" },
  { "spec c_layout" }, { "configs 1899" })
add("a lost carry", "gen/wide.lua", { "a%[i%] %* n %+ carry", "a[i] * n" },
  { "spec wide" }, { "tables lumina2" })

-- Rounding.

add("rounding omitted", "gen/rounding.lua", { 'rule ~= "round_once"', 'rule == "no"' },
  { "spec rounding" }, { "golden glm_d40_r20_bf16" })
add("products not rounded", "gen/rounding.lua", { 'rule == "op_by_op"', 'rule == "no"' },
  { "spec rounding" }, { "golden glm_d40_r20_bf16" })
add("ties rounded up", "templates/helpers/scalar_bf16.h", { "%(bits >> 16 & 1%)", "1" },
  { "golden special_bf16" })
add("a product left to be fused", "templates/helpers/hide.h",
  { '__asm__%("" : "%+v"%(value%)%)', "((void)(value))" }, { "contract msrope_concept" })

return list
