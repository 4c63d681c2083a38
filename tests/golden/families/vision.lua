-- The families of vision towers.
-- In: a case. Out: jobs. Always: patches of images, turned by their rows and columns.

local cfg = require("families.cfg")

local vision = {}

-- Rows and columns of each image, in merge order; `more` goes into the config.
local function tower(case, grids, inv_freq, more)
  local head_dim = cfg.integer(case, "head_dim")
  local window = cfg.integer(case, "window_size", false)
  local layout, most = cfg.value(case, "layout", more.layout), 0
  for i = 1, #grids, 3 do most = math.max(most, grids[i + 1], grids[i + 2]) end
  local steps = {
    "grids " .. table.concat(grids, " "), "ids $position_ids", "cu_seqlens $cu_seqlens",
    "inv_freq $" .. inv_freq, "angles $rot_pos_emb", "cos_sin $cos $sin",
    "rotate $q $q_out " .. layout, "rotate $k $k_out " .. layout, "own n_h_d",
    "window_index $window_index", "cu_window_seqlens $cu_window_seqlens",
  }
  if window then
    steps[#steps + 1] = "order windowed"
    steps[#steps + 1] = "cos_sin $cos_windowed $sin_windowed"
  end
  steps[#steps + 1] = "own b_h_n_d"
  return { cfg.job(case, "half", {
    head_dim = head_dim,
    freq_index = more.freq_index,
    axes = { { name = "h", dim = head_dim // 2 }, { name = "w", dim = head_dim // 2 } },
    positions = {
      rule = "grid",
      coordinates = { "h", "w" },
      merge = cfg.integer(case, "merge", 1),
      window_size = window or nil,
      patch_size = window and cfg.integer(case, "patch_size") or nil,
      limits = { h = cfg.room(most), w = cfg.room(most) },
    },
  }, steps) }
end

--- Qwen2-VL, Qwen2.5-VL, Qwen3-VL and GLM-4.1V.
function vision.qwen_vl(case)
  return tower(case, cfg.integers(case, "grid_thw", 3), "inv_freq", { layout = "n_h_d" })
end

--- Pixtral: of the head's frequencies the even ones belong to rows, the odd to columns.
function vision.pixtral(case)
  local sizes, grids = cfg.integers(case, "grids_hw", 2), {}
  for i = 1, #sizes, 2 do
    table.move({ 1, sizes[i], sizes[i + 1] }, 1, 3, #grids + 1, grids)
  end
  return tower(case, grids, "inv_freq_2d", { layout = "b_h_n_d", freq_index = "strided" })
end

return vision
