-- The C of a position rule.
-- In: a checked config.
-- Out: texts for the header, for the source that counts tokens and gives their positions,
-- and for the CUDA source.
-- Always: rules differ in fragments of templates/, chosen here and in grids.lua.

local emit = require("emit")
local grids_c = require("c.grids")

local positions_c = {}

-- The rule sequence: one token after the other.
local function sequence(_, names, fill, banner)
  return {
    types = fill("positions/sequence.h", {}),
    entries = fill("positions/entries.h", { more = "" }),
    declarations = fill("positions/kernels.h", { text = "" }),
    source = fill("positions/sequence.c", { banner = banner, last = names.last,
      ids_entry = fill("positions/ids.c", {}) }),
    cuda = {
      fields = "unsigned long long first; /* the source Placed: position of token 0 */",
      source = fill("cuda/sequence_source.cu", { axes = names.axes }),
      launcher = function(dtype)
        return fill("cuda/sequence_launcher.cu", { dtype = dtype })
      end,
    },
  }
end

-- What a run adds to its position, per axis, as C.
local RUN_COORDINATES = {
  [false] = {
    t = "(int32_t)(position + run_frame(run, t))",
    h = "(int32_t)(position + (int64_t)row)",
    w = "(int32_t)(position + (int64_t)column)",
  },
  [true] = {
    t = "(int32_t)(position + run_frame(run, t))",
    h = "(int32_t)row - (int32_t)(height - height / 2)",
    w = "(int32_t)column - (int32_t)(width - width / 2)",
  },
}

-- The set of what the axes count.
local function counted_by(rule)
  local counted = {}
  for _, name in ipairs(rule.coordinates) do counted[name] = true end
  return counted
end

-- Lines that find a token's frame, row and column, as far as they are counted.
local function where_lines(counted)
  local lines = {}
  if counted.t or counted.h then
    lines[1] = "const uint64_t frame = (uint64_t)height * width;"
  end
  for _, item in ipairs({
    { "t", "t = (uint32_t)(token / frame)" },
    { "h", "row = (uint32_t)(token % frame / width)" },
    { "w", "column = (uint32_t)(token % width)" },
  }) do
    if counted[item[1]] then
      lines[#lines + 1] = ("const uint32_t %s;"):format(item[2])
    end
  end
  return lines
end

-- How far beyond its own position the tokens of an image or video go, on any axis.
local function reach_of(rule, counted)
  local frame = counted.t and "run_frame(run, extent[0] - 1)" or "0"
  if rule.centred then return frame end
  return ("furthest(%s, %s, %s)"):format(frame, counted.h and "extent[1] - 1" or "0",
    counted.w and "extent[2] - 1" or "0")
end

-- The most rows (h) or columns (w) of an image, as C: what an axis holds that counts them
-- from minus half of them, rounded up, on; and no more than there are positions.
local function most_side(config, name, last)
  local rule = config.positions
  for i, axis in ipairs(config.axes) do
    local held = -2 * axis.position_min
    if rule.centred and rule.coordinates[i] == name and held <= last then
      return ("%du"):format(held)
    end
  end
  return ("%d + 1u"):format(last)
end

local function divided(by)
  return by == 1 and "" or (" / %d"):format(by)
end

local function merge_checks(rule, names)
  local lines = {}
  local function refuse(condition, ...)
    lines[#lines + 1] = ("if (%s) return %sEGRID;"):format(condition:format(...), names.M)
  end
  if rule.merge > 1 then
    refuse("run->h %% %d || run->w %% %d", rule.merge, rule.merge)
  end
  if rule.temporal_merge > 1 then
    refuse("run->kind == %sVIDEO && run->t %% %d", names.M, rule.temporal_merge)
  end
  return lines
end

-- The rule runs: text, images and videos one after the other.
local function runs(config, names, fill, banner)
  local rule = config.positions
  local counted, ids, text_ids = counted_by(rule), {}, {}
  for i, name in ipairs(rule.coordinates) do
    ids[i] = ("ids[%d] = %s;"):format(i - 1,
      RUN_COORDINATES[rule.centred or false][name])
    text_ids[i] = ("ids[%d] = (int32_t)(position + (int64_t)token);"):format(i - 1)
  end
  local function place(qualifier)
    local frame_of = rule.tokens_per_second and "positions/run_frame_seconds.c"
      or "positions/run_frame.c"
    return fill("positions/run.c", {
      qualifier = qualifier, by_merge = divided(rule.merge),
      frames = rule.temporal_merge == 1 and "run->t"
        or ("run->kind == %sVIDEO ? run->t / %d : run->t"):format(
          names.M, rule.temporal_merge),
      run_frame = counted.t and fill(frame_of, { qualifier = qualifier,
        per_second = rule.tokens_per_second and ("%.9g"):format(rule.tokens_per_second),
        factor = rule.tokens_per_second and emit.number(rule.tokens_per_second, "f32"),
      }) or "",
      where = where_lines(counted), ids = ids, text_ids = text_ids,
    })
  end
  -- Where rows and columns do not move with a run, no later token's position follows from
  -- the greatest so far.
  local function delta(template_name)
    return rule.centred and "" or fill(template_name, {})
  end
  local function seconds(template_name)
    return rule.tokens_per_second and fill(template_name, {}) or ""
  end
  return {
    types = fill("positions/runs.h", {
      merged = rule.merge > 1 and (",\n   of which %d x %d are a token"):format(
        rule.merge, rule.merge) or "",
      seconds = seconds("positions/run_seconds.h"),
      after_cache = rule.centred and "what next_position said of it"
        or ("how many it holds plus\n   %srope_delta"):format(names.m),
    }),
    entries = fill("positions/entries.h", {
      more = fill("positions/runs_entries.h",
        { rope_delta = delta("positions/rope_delta.h") }) }),
    declarations = fill("positions/kernels.h", { text = "" }),
    source = fill("positions/runs.c", {
      banner = banner, place = place("static "), last = names.last,
      seconds_check = seconds("positions/run_seconds_check.c"),
      merge_check = merge_checks(rule, names),
      rows = most_side(config, "h", names.last),
      columns = most_side(config, "w", names.last),
      reach = reach_of(rule, counted),
      furthest = rule.centred and "" or fill("positions/furthest.c", {}),
      rope_delta = delta("positions/rope_delta.c"),
      ids_entry = fill("positions/ids.c", {}),
    }),
    cuda = {
      fields = fill("cuda/runs_fields.cu", {}),
      source = fill("cuda/runs_source.cu", { place = place("static __device__ ") }),
      launcher = function(dtype)
        return fill("cuda/runs_launcher.cu", { dtype = dtype })
      end,
    },
  }
end

local RULES = { grid = grids_c.texts, sequence = sequence, runs = runs }

--- The texts of a config's position rule.
-- @param names { m, M }: prefixes of C names
-- @return { word, types, entries, source, declarations, sequence, cuda = { fields,
--   source, launcher(name of a type) } }; source is nil and sequence false where the
--   caller brings ids
function positions_c.texts(config, names, fill, banner)
  local rule = config.positions
  if not rule or rule.rule == "ids" then
    return { word = "ids", types = "", entries = "", declarations = "", sequence = false,
      cuda = { fields = "", source = "", launcher = function() return "" end } }
  end
  local last = math.maxinteger
  for _, axis in ipairs(config.axes) do last = math.min(last, axis.position_max) end
  local numbers = { last = last, axes = #config.axes }
  local texts = RULES[rule.rule](config, setmetatable(numbers, { __index = names }), fill,
    banner)
  texts.word, texts.sequence = rule.rule, true
  return texts
end

return positions_c
