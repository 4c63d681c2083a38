-- The C of a position rule.
-- In: a checked config.
-- Out: texts for the header and for the source that counts tokens and gives their
-- positions.
-- Always: rules differ in fragments of templates/, chosen here.

local template = require("template")

local positions_c = {}

-- A coordinate of a token as C, from its image's grid and its frame, row and column.
local function coordinate(rule, name)
  if name == "frame" then return "(int32_t)(image + t)" end
  local count, value = name, name == "h" and "row" or "column"
  if rule.centred then
    return ("(int32_t)%s - (int32_t)(grid->%s - grid->%s / 2)"):format(value, count,
      count)
  end
  return "(int32_t)" .. value
end

local function id_lines(rule)
  local lines = {}
  for i, name in ipairs(rule.coordinates) do
    lines[i] = ("ids[%d] = %s;"):format(i - 1, coordinate(rule, name))
  end
  return lines
end

local TEXT_RULES = {
  h = { words = "the most rows of an image",
    code = "if (grid->h > start) start = grid->h;" },
  max = { words = "the longest side of an image",
    code = "if (grid->h > start) start = grid->h;\n"
      .. "if (grid->w > start) start = grid->w;" },
  max_half = { words = "half the longest side of an image",
    code = "if (grid->h / 2 > start) start = grid->h / 2;\n"
      .. "if (grid->w / 2 > start) start = grid->w / 2;" },
}

local function limit_checks(config, names)
  local rule = config.positions
  local lines = { ("if (grid->h > %d || grid->w > %d) return %sEPOSITION;"):format(
    rule.limits.h, rule.limits.w, names.M) }
  if rule.limits.frame then
    lines[2] = ("if (image >= %d || grid->t > %d - image) return %sEPOSITION;"):format(
      rule.limits.frame, rule.limits.frame, names.M)
  end
  return lines
end

-- Where a token of an image stands, in closed form: for the CPU's walk and for a CUDA
-- thread.
local function place_text(rule, names, fill, qualifier)
  if rule.merge == 1 and not rule.window then
    return fill("positions/place_rows.c", { qualifier = qualifier })
  end
  return fill("positions/place_units.c", {
    qualifier = qualifier, merge = rule.merge, unit = rule.merge * rule.merge,
    windows = rule.window and "window by window," or "",
    order_parameter = rule.window and names.m .. "order order, " or "",
    height = rule.window and ("const size_t height = grid->h / %d;"):format(rule.merge)
      or "",
    window_of_unit = rule.window
      and fill("positions/window_of_unit.c", { window = rule.window })
      or "const size_t y = unit / width, x = unit % width;",
  })
end

-- The walk over an image's patches, by merge and window.
local function walk_text(rule, fill)
  if rule.merge == 1 and not rule.window then
    return fill("positions/walk_rows.c", { ids = id_lines(rule) })
  end
  return fill("positions/walk_units.c", {
    merge = rule.merge, ids = id_lines(rule),
    order_argument = rule.window and "s->order, " or "",
    bounds = rule.window and fill("positions/bounds_windowed.c",
        { window_patches = rule.window * rule.merge })
      or "const uint32_t left = 0, right = grid->w, bottom = grid->h;",
    next_window = rule.window and template.read("positions/next_window.c") or "",
  })
end

-- What a CUDA thread and its launcher need to place a token.
local function cuda_texts(rule, names, fill)
  local before = rule.text and rule.text.order == "before"
  return {
    place = place_text(rule, names, fill, "static __device__ "),
    ids = id_lines(rule),
    order_field = rule.window and names.m .. "order order;" or "",
    order_argument = rule.window and "job.order, " or "",
    order_assignment = rule.window and "job.order = sequence->order;" or "",
    counts_frames = rule.limits.frame ~= nil,
    text = rule.text and {
      text_begin = before and "0" or "tokens - sequence->text_tokens",
      first = before and "sequence->text_tokens" or "0",
    },
  }
end

local function grid_source(config, names, fill, banner)
  local rule = config.positions
  local last, first = math.maxinteger, math.mininteger
  for _, axis in ipairs(config.axes) do
    last, first = math.min(last, axis.position_max), math.max(first, axis.position_min)
  end
  local more = {}
  if rule.window then
    more[1] = fill("positions/window.c", {
      window = rule.window, merge = rule.merge,
      unit = rule.merge * rule.merge, window_patches = rule.window * rule.merge })
  end
  if not rule.text then more[#more + 1] = fill("positions/cu_seqlens.c", {}) end
  if rule.patch_size then
    more[#more + 1] = fill("positions/image_grid.c", {
      patch_size = rule.patch_size, unit = rule.patch_size * rule.merge })
  end
  return fill("positions/grid.c", {
    banner = banner,
    place = place_text(rule, names, fill, "static "), walk = walk_text(rule, fill),
    helpers = rule.window and template.read("positions/least.c") or "",
    text = rule.text and fill("positions/text.c", {
      text_words = TEXT_RULES[rule.text.start].words,
      text_rule = TEXT_RULES[rule.text.start].code }) or "",
    positions = not rule.text and "image_positions(sequence, begin, n, ids);"
      or fill(("positions/order_%s.c"):format(rule.text.order), {}),
    merge_check = rule.merge == 1 and ""
      or ("if (grid->h %% %d || grid->w %% %d) return %sEGRID;"):format(
        rule.merge, rule.merge, names.M),
    limit_checks = limit_checks(config, names),
    text_check = rule.text and fill("positions/text_check.c",
      { text_min = first, text_max = last }) or "",
    more = more,
  })
end

local function grid_header(config, names, fill)
  local rule = config.positions
  local fields = {}
  if rule.window then fields[#fields + 1] = names.m .. "order order;" end
  if rule.text then
    fields[#fields + 1] = "size_t text_tokens;"
    fields[#fields + 1] = ("int32_t text_start; /* %sTEXT_START_RULE: %s */"):format(
      names.M, TEXT_RULES[rule.text.start].words)
  end
  local order = {}
  if rule.window then
    order[#order + 1] = "/* NATURAL: as the processor cuts an image, unit by unit."
      .. "\n   WINDOWED: as the window attention layers see it. */"
    order[#order + 1] = ("typedef enum { %sNATURAL, %sWINDOWED } %sorder;\n"):format(
      names.M, names.M, names.m)
  end
  if rule.text then
    order[#order + 1] =
      "/* text_start: where the model's rule puts the first text token. */"
    order[#order + 1] = ("#define %sTEXT_START_RULE INT32_MIN\n"):format(names.M)
  end
  local more = {}
  if rule.patch_size then
    more[1] = fill("positions/image_grid.h", { patch_size = rule.patch_size })
  end
  if not rule.text then more[#more + 1] = fill("positions/cu_seqlens.h", {}) end
  if rule.window then
    more[#more + 1] = fill("positions/window.h",
      { window = rule.window, unit = rule.merge * rule.merge })
  end
  return fill("positions/grid.h", { order = order, fields = fields }),
    fill("positions/entries.h", { more = more })
end

--- The texts of a config's position rule.
-- @param names { m, M, model }: prefixes of C names and the model's file name
-- @return { types, entries, source, declarations, sequence }; source is nil and sequence
--   false where the caller brings position ids
function positions_c.texts(config, names, fill, banner)
  if config.positions.rule == "ids" then
    return { types = "", entries = "", declarations = "", sequence = false }
  end
  local types, entries = grid_header(config, names, fill)
  return {
    types = types, entries = entries, sequence = true,
    cuda = cuda_texts(config.positions, names, fill),
    source = grid_source(config, names, fill, banner),
    declarations = fill("positions/kernels.h", {
      text = config.positions.text and fill("positions/text_kernels.h", {}) or "",
    }),
  }
end

return positions_c
