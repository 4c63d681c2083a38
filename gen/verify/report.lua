-- What was found out about a dump, in words.
-- In: findings of judge.lua. Out: lines, the last of them the next step, and an exit
-- status: 0 where the dump is what the config says, else 1.

local diagnose = require("verify.diagnose")
local judge = require("verify.judge")
local numbers = require("verify.numbers")

local report = {}

local TYPES <const> = { f32 = "float32", bf16 = "bfloat16", f16 = "float16" }
local MOST_NAMED <const>, NEAR <const> = 4, 0.25

local function add(lines, ...) lines[#lines + 1] = string.format(...) end

-- 1234567 as 1,234,567.
local function grouped(count)
  local text = tostring(count):reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (text:gsub("^,", ""))
end

-- What was read, and how.
local function add_subject(lines, at)
  local parts = { ("%s: %d tokens"):format(at.dump.path, at.way.tokens) }
  for _, side in ipairs(at.dump.sides) do
    local heads = 0
    for _, head in ipairs(at.way.heads) do
      if head.side == side then heads = heads + 1 end
    end
    parts[#parts + 1] = ("%d head%s of %s"):format(heads, heads == 1 and "" or "s",
      side.name)
  end
  parts[#parts + 1] = ("head dim %d"):format(at.way.head_dim)
  parts[#parts + 1] = TYPES[at.dump.dtype]
  if at.base and at.base.checked.positions.window then
    parts[#parts + 1] = at.base.windowed and "in window order" or "in natural order"
  end
  lines[1] = table.concat(parts, ", ")
end

-- Where a number is, what it should be and what it is.
local function add_place(lines, axes, place)
  local where = ("token %d, head %d of %s, "):format(place.token, place.head.number,
    place.head.side.name)
  local pair = place.pair
  if pair then
    where = where .. ("pair %d (channels %d and %d, axis %s at %s), channel %d"):format(
      place.number, pair.input[1], pair.input[2], axes[pair.axis].name,
      tostring(place.ids[pair.axis]), place.channel)
  else
    where = where .. ("channel %d, which the config passes on"):format(place.channel)
  end
  add(lines, "  %s", where)
  add(lines, "    expected %.9g, got %.9g", place.expected, place.got)
end

-- Which tokens and pairs are wrong, of those looked at.
local function add_extent(lines, at, result)
  local all, wrong, parts = {}, {}, {}
  for i in ipairs(at.base.rope.axes) do all[i], wrong[i] = 0, 0 end
  for j, pair in ipairs(at.base.rope.pairs) do
    all[pair.axis] = all[pair.axis] + 1
    if result.wrong_numbers[j - 1] then wrong[pair.axis] = wrong[pair.axis] + 1 end
  end
  for i, axis in ipairs(at.base.rope.axes) do
    parts[i] = ("%d of %d pairs of axis %s"):format(wrong[i], all[i], axis.name)
  end
  if result.wrong_numbers["passed on"] then
    parts[#parts + 1] = "channels that the config passes on"
  end
  add(lines, "  of %d tokens looked at %d are wrong: %s", result.tokens,
    result.wrong_tokens, table.concat(parts, ", "))
end

local function words_of(candidate)
  local words = {}
  for i, change in ipairs(candidate.changes) do words[i] = change.words end
  return table.concat(words, " and ")
    .. (candidate.windowed and ", in window order" or "")
end

-- Axes that a dump says nothing or little about.
local function add_silence(lines, at)
  for i, axis in ipairs(at.base.rope.axes) do
    local first, same = at.base.ids[1][i], true
    for _, ids in ipairs(at.base.ids) do same = same and ids[i] == first end
    if same then
      add(lines, "  all tokens looked at are at %s on axis %s: that says %s about it",
        tostring(first), axis.name, first == 0 and "nothing" or "little")
    end
  end
end

-- Configs that a dump does not tell from this one, and what would be nearer in bits.
local function add_equals(lines, found)
  local named, nearer = {}, nil
  for _, candidate in ipairs(found.matches) do
    local change = candidate.changes[1]
    if judge.is_numeric(change) then
      if candidate.result.unequal < found.few.unequal // 2 then nearer = candidate end
    elseif #named < MOST_NAMED and not change.solved then
      named[#named + 1] = words_of(candidate)
    end
  end
  if nearer then add(lines, "  with %s more have the same bits", words_of(nearer)) end
  if named[1] then
    add(lines, "  this dump cannot tell it from %s", table.concat(named, "; or "))
  end
end

-- Positions that the generated code would refuse.
local function add_limits(lines, at)
  for i, axis in ipairs(at.base.checked.axes) do
    for t, ids in ipairs(at.base.ids) do
      if ids[i] < axis.position_min or ids[i] > axis.position_max then
        add(lines, "  token %d is at %s on axis %s; the config's limits are %d to %d: "
          .. "raise them", at.taken.tokens[t], tostring(ids[i]), axis.name,
          axis.position_min, axis.position_max)
        return
      end
    end
  end
end

local VERDICTS <const> = {
  rounding = "equal within rounding: %s of %s numbers have the same bits; the furthest "
    .. "is %.2g of what roundings allow",
  angles = "equal but for the rounding of angles: %s of %s numbers have the same bits; "
    .. "the dump's float32 frequencies or angles are rounded otherwise",
}

local function equal_lines(lines, found)
  local at, result = found.at, found.result
  if found.verdict == "bits" then
    add(lines, "equal in bits: all %s numbers", grouped(result.total))
  else
    add(lines, VERDICTS[found.verdict], grouped(result.total - result.unequal),
      grouped(result.total), result.ratio)
    add_place(lines, at.base.rope.axes, result.at)
    add(lines, "    %.3g apart, %.3g steps of %s", result.off, result.off
      / numbers.step(at.dump.dtype, result.at.expected), TYPES[at.dump.dtype])
  end
  add_silence(lines, at)
  add_equals(lines, found)
  add_limits(lines, at)
  local rule = at.base.checked.positions.rule
  if at.dump.ids and (rule == "grid" or rule == "runs") then
    add(lines, "  positions came as ids: the rule %s itself was not looked at", rule)
  end
  add(lines, "the layout is right; `ropewalk generate` writes its code")
  return lines, 0
end

-- What is wrong, and where first.
local function add_difference(lines, found)
  local at = found.at
  if found.mismatch then
    local side = at.dump.sides[1]
    add(lines, "different: by the config %s, %s has the shape (%s)", found.mismatch,
      side.name, table.concat(side.dims, ", "))
  elseif found.result.first then
    add(lines, "different:")
    add_place(lines, at.base.rope.axes, found.result.first)
    add_extent(lines, at, found.few)
  else
    add(lines, "different: roundings of %s allow it, but %s of %s numbers looked at have "
      .. "other bits", TYPES[at.dump.dtype], grouped(found.few.unequal),
      grouped(found.few.total))
  end
end

local function add_nearest(lines, found, model)
  local at, best = found.at, found.nearest[1]
  add(lines, "no change of one or two fields makes it equal")
  if best and best.distance < NEAR then
    add(lines, "  the nearest leaves %.2g of q and k: %s", math.sqrt(best.distance),
      words_of(best))
  end
  for _, line in ipairs(at.base and diagnose.lines(at.taken, at.base, at.dump.dtype)
    or {}) do
    add(lines, "  %s", line)
  end
  add(lines, "hold `ropewalk explain %s` beside the model's code, and look at what was "
    .. "saved", model)
end

local function different_lines(lines, found, model)
  local matches = found.matches
  add_difference(lines, found)
  if not matches then
    add_nearest(lines, found, model)
    return lines, 1
  end
  add(lines, "it is equal %s with", matches[1].result.unequal == 0 and "in bits"
    or "within rounding")
  for i = 1, math.min(MOST_NAMED, #matches) do
    add(lines, "  %s%s", i > 1 and "or " or "", words_of(matches[i]))
  end
  local fields = {}
  for i, change in ipairs(matches[1].changes) do fields[i] = change.field end
  add(lines, "change %s in the config of %s, and run this again",
    table.concat(fields, " and "), model)
  return lines, 1
end

--- The report.
-- @param model what the user calls the config
-- @return its lines, and the exit status
function report.lines(found, model)
  local lines = {}
  add_subject(lines, found.at)
  if found.verdict == "different" then return different_lines(lines, found, model) end
  return equal_lines(lines, found)
end

return report
