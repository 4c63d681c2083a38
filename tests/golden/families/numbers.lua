-- The families of bare numbers: tables of one axis, and special values.
-- In: a case. Out: jobs. Always: no model of the field, so both pairings are tried.

local cfg = require("families.cfg")

local numbers = {}

--- The two kinds of tables of one axis. One is made for half-split pairs and the other
-- for adjacent ones, so that both shapes of a row are held against correctly rounded
-- values.
function numbers.tables(case)
  local dim = cfg.integer(case, "table_dim")
  local first, last = cfg.position_range(case, "positions")
  local function of_kind(kind, pair, steps)
    return cfg.job(case, pair, {
      head_dim = dim,
      axes = { { name = "p", dim = dim, position_min = first, position_max = last } },
      positions = { rule = "ids" },
      tables = kind,
    }, steps)
  end
  return {
    of_kind("hf", "half", { "positions $positions", "inv_freq $inv_freq",
      "cos_sin $cos_hf $sin_hf", "own n_h_d" }),
    of_kind("exact", "interleaved", { "positions $positions",
      "cos_sin $cos_exact $sin_exact", "own n_h_d" }),
  }
end

-- The roundings of a case's results, in their order; its `axes` is the dimensions' names.
local function modes_of(case)
  for _, name in ipairs(cfg.values(case, "axes")) do
    local modes, list = name:match("^mode%((.*)%)$"), {}
    for mode in (modes or ""):gmatch("[^,]+") do list[#list + 1] = mode end
    if modes then return list end
  end
  error("cfg axes: none is mode(...)", 0)
end

local EVERY_WIDTH <const> = 2 * (16 + 8 + 4 + 2 + 1)

--- Special values through heads with a block of every width. What each mode rounds is a
-- model of its own.
function numbers.special(case)
  local jobs, modes = {}, modes_of(case)
  for _, pair in ipairs({ "half", "interleaved" }) do
    for i, mode in ipairs(modes) do
      jobs[#jobs + 1] = cfg.job(case, pair, {
        head_dim = EVERY_WIDTH,
        axes = { { name = "p", dim = EVERY_WIDTH, position_max = 1 } },
        positions = { rule = "ids" },
        rounding = mode,
      }, { ("special $x $cos_sin_f32 $out %d %d"):format(i - 1, #modes) })
    end
  end
  return jobs
end

return numbers
