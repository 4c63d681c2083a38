-- Mutants of positions, entries and files.
-- In: nothing. Out: a list as list.lua makes it.

local list, add = require("mutants.list")()

-- Positions.

add("columns before rows", "templates/positions/place_units.c",
  { "%(y %* (${merge}) %+ patch / ${merge}%)", "(y * %1 + patch %% ${merge})" },
  { "golden qwen2_5_vl_d64_window" })
add("a wrong merge order", "templates/positions/walk_units.c",
  { "column %-= ${merge};", "column -= ${merge} - 1;" },
  { "golden qwen2_5_vl_d64_window" })
add("the second row of windows left out", "templates/positions/next_window.c",
  { "top = bottom < grid%->h %? bottom : 0", "top = 0" },
  { "check qwen2_5_vl_vision" })
add("a wrong centre", "gen/c/coordinates.lua",
  { "%- %(int32_t%)%(grid%->%%s %- grid%->%%s / 2%)",
    "- (int32_t)(grid->%%s / 2 + 0 * grid->%%s)" },
  { "golden qwen_image_odd_1x5x7" })
add("rows for columns", "gen/c/coordinates.lua", { 'h = "row", w = "column"',
  'h = "column", w = "row"' }, { "golden qwen2_5_vl_d64_window" })
add("the text's start", "gen/c/grids.lua", { '"grid%->h / 2", "grid%->w / 2"',
  '"grid->h / 2", "grid->h / 2"' }, { "golden qwen_image_odd_1x5x7" })
add("the next run's position", "templates/positions/run.c",
  { "run%->h > run%->w", "run->h < run->w" }, { "check runs_seconds" })
add("an image beyond its axis's rows", "gen/c/positions.lua",
  { "held <= last", "held < 0" }, { "check runs_centred" })

-- Entries: ranges, memory, statuses.

add("a head too few", "templates/rotate/heads.c", { "head < heads", "head + 1 < heads" },
  { "golden llama3_d64_f32" })
add("a store too far", "gen/isa/avx2.lua", { '"_mm256_storeu_ps%(%$at',
  '"_mm256_storeu_ps($at + 1' }, { "golden llama3_d64_f32" })
add("a pointer beyond all memory", "templates/rotate/heads.c",
  { "heads > 1 %? view%->in_head : 0", "view->in_head" }, { "asan msrope_concept" })
add("a limit off by one", "gen/c/grids.lua",
  { "grid%->h > %%d || grid%->w > %%d", "grid->h >= %%d || grid->w > %%d" },
  { "check msrope_concept" })
add("a wrong status", "templates/rotate/entries.c",
  { "v, end %- begin%)%) return ${M}EOVERLAP", "v, end - begin)) return ${M}ESIZE" },
  { "check msrope_concept" })
add("a range beyond the tokens", "templates/rotate/entries.c",
  { "begin > end || end > tokens", "begin > end" }, { "check msrope_concept" })

-- Files.

add("written before it is checked", "gen/file.lua",
  { "if text and text ~= item.text then return path end",
    "file.write(folder, { item }) if text and text ~= item.text then return path end" },
  { "spec file" })
add("an edited file written over", "gen/commands/generate.lua",
  { "if path and not arguments.force", "if path and arguments.force" },
  { "spec cli_vendor" })
add("a temporary left behind", "gen/file.lua",
  { 'os.remove%(beside%)\n    fail%(path, "cannot be written: " .. rename_why',
    'fail(path, "cannot be written: " .. rename_why' }, { "spec file" })
add("a seal that always fits", "gen/seal.lua", { "return hash == seal.hash",
  "return hash ~= nil or seal.hash" }, { "spec seal" })
add("a wrong hash in a seal", "gen/seal.lua", { "0x100000001b3", "0x100000001b5" },
  { "spec seal" }, { "drift msrope_concept" })

return list
