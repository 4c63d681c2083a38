-- The C of the position rule grid.
-- In: a checked config.
-- Out: texts for the header, for the source that counts tokens and gives their positions,
-- and for the CUDA source.
-- Always: variants differ in fragments of templates/, chosen here.

local coordinates = require("c.coordinates")
local template = require("template")

local grids_c = {}

local counts = coordinates.counts

-- text.start in words, and as C: what an image can raise the start to.
local TEXT_STARTS = {
  h = { words = "the most rows of an image", sides = { "grid->h" } },
  max = { words = "the longest side of an image", sides = { "grid->h", "grid->w" } },
  max_half = { words = "half the longest side of an image",
    sides = { "grid->h / 2", "grid->w / 2" } },
  zero = { words = "0", constant = 0 },
  one = { words = "1", constant = 1 },
}

-- The axes on which the text moves: the range that all of them hold.
local function text_range(config)
  local first, last = math.mininteger, math.maxinteger
  for _, axis in ipairs(config.axes) do
    if config.positions.text.rule == "diagonal"
      or config.positions.text.axis == axis.name then
      last, first = math.min(last, axis.position_max), math.max(first, axis.position_min)
    end
  end
  return first, last
end

local function text_source(config, fill)
  local rule = config.positions
  if not rule.text then return "" end
  if rule.text.rule == "zero" then
    return fill("positions/text_zero.c", {})
  end
  local start = TEXT_STARTS[rule.text.start]
  local raises = {}
  for i, value in ipairs(start.sides or {}) do
    raises[i] = ("if (%s > start) start = %s;"):format(value, value)
  end
  return fill("positions/text.c", {
    text_ids = coordinates.text_id_lines(config),
    text_words = start.words,
    rule = start.constant and not counts(rule, "layer")
      and ("return %d;"):format(start.constant)
      or fill("positions/text_start_of_images.c", {
        least = start.constant or 0,
        images = start.sides
          and fill("positions/text_start_raised.c", { raises = raises }) or "",
        layers = counts(rule, "layer")
          and fill("positions/text_start_of_layers.c", {}) or "" }),
  })
end

local function limit_checks(config, names)
  local rule = config.positions
  local lines = { ("if (grid->h > %d || grid->w > %d) return %sEPOSITION;"):format(
    rule.limits.h, rule.limits.w, names.M) }
  local function refuse(condition, ...)
    lines[#lines + 1] = ("if (%s) return %sEPOSITION;"):format(condition:format(...),
      names.M)
  end
  local frames = rule.limits.frame
  if frames and (counts(rule, "frame") or counts(rule, "layer")) then
    refuse("image >= %d || grid->t > %d - image", frames, frames)
  elseif frames then
    refuse("grid->t > %d", frames)
  end
  if rule.limits.image then refuse("image >= %d", rule.limits.image) end
  for i, coordinate in ipairs(rule.coordinates) do
    if coordinate == "after_text" then
      local axis = config.axes[i]
      refuse("after_text < %d || after_text > %d - (int64_t)(grid->t - 1)",
        axis.position_min, axis.position_max)
    end
  end
  return lines
end

-- The walk over an image's patches, by merge and window.
local function walk_text(rule, fill)
  local identity = rule.identity
  local function identity_of(order)
    return identity and identity.order == order
      and fill(("positions/identity_%s.c"):format(order),
        { count = identity.count }) or ""
  end
  local holes = {
    ids = coordinates.id_lines(rule),
    n_images = counts(rule, "layer") and "const size_t n_images = s->n_grids;" or "",
    after_text = counts(rule, "after_text") and fill("positions/after_text.c", {}) or "",
    identity_before = identity_of("before"), identity_after = identity_of("after"),
  }
  if rule.merge == 1 and not rule.window then
    return fill("positions/walk_rows.c", holes)
  end
  holes.merge = rule.merge
  holes.order_argument = rule.window and "s->order, " or ""
  holes.bounds = rule.window and fill("positions/bounds_windowed.c",
      { window_patches = rule.window * rule.merge })
    or "const uint32_t left = 0, right = grid->w, bottom = grid->h;"
  holes.next_window = rule.window and template.read("positions/next_window.c") or ""
  return fill("positions/walk_units.c", holes)
end

-- Frames of an image that have its identity tokens, for cu_seqlens.
local function identity_of_frame(rule)
  if not rule.identity then return "" end
  return (" + (%s ? %d : 0)"):format(
    rule.identity.order == "before" and "t == 0" or "t + 1 == grid->t",
    rule.identity.count)
end

local function source(config, names, fill, banner)
  local rule = config.positions
  local more = {}
  if rule.window then
    more[1] = fill("positions/window.c", {
      window = rule.window, merge = rule.merge,
      unit = rule.merge * rule.merge, window_patches = rule.window * rule.merge })
  end
  if not rule.text then
    more[#more + 1] = fill("positions/cu_seqlens.c",
      { identity = identity_of_frame(rule) })
  end
  if rule.patch_size then
    more[#more + 1] = fill("positions/image_grid.c", {
      patch_size = rule.patch_size, unit = rule.patch_size * rule.merge })
  end
  local first, last
  if rule.text and rule.text.rule ~= "zero" then first, last = text_range(config) end
  return fill("positions/grid.c", {
    banner = banner,
    ids_entry = fill("positions/ids.c", {}),
    identity = rule.identity and (" + %d"):format(rule.identity.count) or "",
    identity_sum = rule.identity and fill("positions/identity_sum.c",
      { count = rule.identity.count }) or "",
    place = coordinates.place(rule, names, fill, "static "),
    walk = walk_text(rule, fill),
    helpers = rule.window and template.read("positions/least.c") or "",
    text = text_source(config, fill),
    positions = not rule.text and "image_positions(sequence, begin, n, ids);"
      or fill(("positions/order_%s.c"):format(rule.text.order), {}),
    merge_check = rule.merge == 1 and ""
      or ("if (grid->h %% %d || grid->w %% %d) return %sEGRID;"):format(
        rule.merge, rule.merge, names.M),
    after_text = counts(rule, "after_text") and fill("positions/after_text_check.c", {})
      or "",
    limit_checks = limit_checks(config, names),
    text_check = first and fill("positions/text_check.c",
      { text_min = first, text_max = last })
      or rule.text and fill("positions/text_check_zero.c", {}) or "",
    more = more,
  })
end

local function header(config, names, fill)
  local rule = config.positions
  local fields, order, more = {}, {}, {}
  local starts = rule.text and rule.text.rule ~= "zero"
  if rule.window then fields[#fields + 1] = names.m .. "order order;" end
  if rule.text then fields[#fields + 1] = "size_t text_tokens;" end
  if starts then
    fields[#fields + 1] = ("int32_t text_start; /* %sTEXT_START_RULE: %s */"):format(
      names.M, TEXT_STARTS[rule.text.start].words)
  end
  if rule.window then
    order[#order + 1] = "/* NATURAL: as the processor cuts an image, unit by unit."
      .. "\n   WINDOWED: as the window attention layers see it. */"
    order[#order + 1] = ("typedef enum { %sNATURAL, %sWINDOWED } %sorder;\n"):format(
      names.M, names.M, names.m)
  end
  if starts then
    order[#order + 1] =
      "/* text_start: where the model's rule puts the first text token. */"
    order[#order + 1] = ("#define %sTEXT_START_RULE INT32_MIN\n"):format(names.M)
  end
  if rule.patch_size then
    more[1] = fill("positions/image_grid.h", { patch_size = rule.patch_size })
  end
  if not rule.text then more[#more + 1] = fill("positions/cu_seqlens.h", {}) end
  if rule.window then
    more[#more + 1] = fill("positions/window.h",
      { window = rule.window, unit = rule.merge * rule.merge })
  end
  return fill("positions/grid.h", {
    order = order, fields = fields,
    identity = rule.identity and (" With %d tokens at position 0 %s its patches."):format(
      rule.identity.count, rule.identity.order) or "",
  }), fill("positions/entries.h", { more = more })
end

-- What a CUDA thread and its launcher need to place a token.
local function cuda(config, names, fill)
  local rule = config.positions
  local text, identity = rule.text, rule.identity
  local before = text and text.order == "before"
  local starts = text and text.rule ~= "zero"
  local numbered = counts(rule, "frame") or counts(rule, "layer")
    or counts(rule, "image")
  return {
    fields = fill("cuda/grid_fields.cu", {
      order_field = rule.window and names.m .. "order order;" or "",
      text_fields = text
        and "unsigned long long text_begin, text_tokens;\nint64_t text_start;" or "",
      n_images = counts(rule, "layer") and "unsigned long long n_images;" or "",
    }),
    source = fill("cuda/grid_source.cu", {
      place = coordinates.place(rule, names, fill, "static __device__ "),
      ids = coordinates.id_lines(rule),
      order_argument = rule.window and "job.order, " or "",
      text = text and fill("cuda/grid_text.cu", {
        at = starts and "const int64_t at = job.text_start "
          .. "+ (int64_t)(token - job.text_begin);" or "",
        text_ids = coordinates.text_id_lines(config) }) or "",
      identity_tokens = identity and (" + %d"):format(identity.count) or "",
      identity = identity and fill("cuda/grid_identity.cu", {
        is_identity = identity.order == "before"
          and ("local < %d"):format(identity.count)
          or "local >= (unsigned long long)grid->t * grid->h * grid->w",
        skip = identity.order == "before"
          and ("local -= %d;"):format(identity.count) or "",
        axes = #config.axes,
      }) or "",
      image = numbered
        and "const unsigned long long image = job.first_image + (unsigned)i;" or "",
      n_images = counts(rule, "layer")
        and "const unsigned long long n_images = job.n_images;" or "",
      after_text = counts(rule, "after_text") and "const int64_t after_text = "
        .. "job.text_start + (int64_t)job.text_tokens;" or "",
    }),
    launcher = function(dtype)
      return fill("cuda/grid_launcher.cu", {
        dtype = dtype,
        order = rule.window and "job.order = sequence->order;" or "",
        n_images = counts(rule, "layer") and "job.n_images = sequence->n_grids;" or "",
        identity = identity and (" + %d"):format(identity.count) or "",
        text = text and fill("cuda/launcher_text.cu", {
          text_begin = before and "0" or "tokens - sequence->text_tokens",
          first = before and "sequence->text_tokens" or "0",
          text_start = starts and names.m .. "text_start(sequence)" or "0",
        }) or "size_t first = 0;",
      })
    end,
  }
end

--- The texts of the rule grid; see positions_c.texts.
function grids_c.texts(config, names, fill, banner)
  local types, entries = header(config, names, fill)
  local text = config.positions.text
  return {
    types = types, entries = entries, source = source(config, names, fill, banner),
    cuda = cuda(config, names, fill),
    declarations = fill("positions/kernels.h", {
      text = text and text.rule ~= "zero" and fill("positions/text_kernels.h", {}) or "",
    }),
  }
end

return grids_c
