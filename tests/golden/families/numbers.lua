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

--- Special values through one pair, and through heads with a block of every width.
function numbers.special(case)
  local jobs = {}
  for _, head_dim in ipairs({ 2, 26 }) do
    for _, pair in ipairs({ "half", "interleaved" }) do
      jobs[#jobs + 1] = cfg.job(case, pair, {
        head_dim = head_dim,
        axes = { { name = "p", dim = head_dim, position_max = 1 } },
        positions = { rule = "ids" },
      }, { "special $x $cos_sin_f32 $out" })
    end
  end
  return jobs
end

return numbers
