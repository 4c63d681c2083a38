-- The families of language models.
-- In: a case. Out: jobs. Always: positions are the case's own.

local cfg = require("families.cfg")

local text = {}

-- rope_type -> the keys of a case that are fields of a config's rope_scaling
local SCALINGS = {
  default = {},
  linear = { "factor" },
  llama3 = { "factor", "low_freq_factor", "high_freq_factor",
    "original_max_position_embeddings" },
  yarn = { "factor", "original_max_position_embeddings", "beta_fast", "beta_slow",
    "mscale", "mscale_all_dim" },
  longrope = { "factor", "original_max_position_embeddings" },
}

-- A case's rope_scaling, as transformers reads it: 0 stands for what is not given, and
-- the factor of yarn and longrope is that of the lengths.
local function scaling_of(case)
  local rope_type = cfg.value(case, "rope_type", "default")
  local scaling = { rope_type = rope_type }
  for _, key in ipairs(cfg.choice(case, "rope_type", SCALINGS, "default")) do
    local given = cfg.value(case, key, 0)
    scaling[key] = given ~= 0 and given or nil
  end
  if (rope_type == "yarn" or rope_type == "longrope") and not scaling.factor then
    scaling.factor = cfg.integer(case, "max_position_embeddings")
      / cfg.integer(case, "original_max_position_embeddings")
  end
  if rope_type == "yarn" then scaling.truncate = cfg.integer(case, "truncate", 1) ~= 0 end
  if rope_type == "longrope" then -- the list in force, whichever it is
    local factors = cfg.values(case, "factors")
    scaling.short_factor, scaling.long_factor, scaling.use = factors, factors, "short"
  end
  return scaling
end

local function steps_of(case, positions)
  local layout = cfg.value(case, "layout", "b_h_n_d")
  return {
    "positions $" .. positions, "inv_freq $inv_freq", "cos_sin $cos $sin",
    "rotate $q $q_out " .. layout, "rotate $k $k_out " .. layout, "own n_h_d",
    "own b_h_n_d",
  }
end

--- Models of one axis, with the pairing that goes without saying, and that by which the
-- columns of their tables stand.
function text.one_axis(pair, columns)
  return function(case)
    local head_dim = cfg.integer(case, "head_dim")
    local dim = cfg.integer(case, "rotary_dim", head_dim)
    local first, last = cfg.position_range(case, "positions")
    return { cfg.job(case, pair, {
      head_dim = head_dim,
      rotary_dim = dim,
      axes = { { name = "p", dim = dim, position_min = first,
        position_max = cfg.room(last + 1) - 1 } },
      rope_scaling = scaling_of(case),
      positions = { rule = "ids" },
    }, steps_of(case, "positions"), columns) }
  end
end

-- mrope_layout -> axis_layout, and the pairs of each axis; sections count pairs
local MROPE = {
  block = { layout = "sections", pairs = function(sections) return sections end },
  -- Pairs 1, 4, 7 ... and 2, 5, 8 ..., up to three times the section; the rest is t's.
  interleaved_thw = { layout = "mrope_interleaved", pairs = function(sections, total)
    local h = (math.min(3 * sections[2], total) + 1) // 3
    local w = math.min(3 * sections[3], total) // 3
    return { total - h - w, h, w }
  end },
}

--- Models whose tokens have three positions: M-RoPE.
function text.mrope(pair)
  return function(case)
    local head_dim = cfg.integer(case, "head_dim")
    local dim = cfg.integer(case, "rotary_dim", head_dim)
    local mrope = cfg.choice(case, "mrope_layout", MROPE, "block")
    local counts = mrope.pairs(cfg.three(case, "mrope_section"), dim // 2)
    local first, last = cfg.position_range(case, "position_ids")
    local axes = {}
    for i, name in ipairs({ "t", "h", "w" }) do
      axes[i] = { name = name, dim = 2 * counts[i], position_min = first,
        position_max = cfg.room(last + 1) - 1 }
    end
    return { cfg.job(case, pair, {
      head_dim = head_dim,
      rotary_dim = dim,
      axes = axes,
      axis_layout = mrope.layout,
      positions = { rule = "ids" },
    }, steps_of(case, "position_ids")) }
  end
end

return text
