-- Reference cases as dumps.
-- In: the cases of tests/golden. Out: of each that rotates something, its config and a
-- dump as verify/dump.lua reads one.
-- Always: a case whose tokens stand on grids is dumped with grids, so that the rule is
-- looked at too.

local pl_dir = require("pl.dir")
local pl_path = require("pl.path")

local families = require("families")
local rwg = require("verify.rwg")

local golden = {}

local FOLDER <const> = "tests/golden/cases"

local SIDES <const> = { { "q", "q" }, { "k", "k" }, { "x", "q" } }

local function array_of(case, name)
  local tensor = case.tensors[name]
  return tensor and { dtype = tensor.dtype, dims = tensor.dims,
    bytes = rwg.bytes(case, name), path = case.path .. ": " .. name }
end

local function sides_of(case)
  local sides = {}
  for _, names in ipairs(SIDES) do
    local before = array_of(case, names[1])
    local after = array_of(case, names[1] .. "_out")
    if before and after and before.dtype == case.dtype then
      sides[#sides + 1] = { name = names[2], dtype = before.dtype, dims = before.dims,
        before = before.bytes, after = after.bytes, path = before.path }
    end
  end
  return sides
end

local function numbers_in(text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = math.tointeger(tonumber(word)) end
  return list
end

-- What the steps of a job (case.h) say of images and text.
local function place(dump, job)
  for _, step in ipairs(job.steps) do
    local grids, pixels = step:match("^grids (.*)$"), step:match("^image (.*)$")
    local tokens, start = step:match("^text (%d+) (%S+)$")
    if grids or pixels then
      local list = numbers_in(grids or pixels)
      local patch = job.config.positions.patch_size
      if pixels then list = { 1, list[1] // patch, list[2] // patch } end
      dump.images = {}
      for i = 1, #list, 3 do
        dump.images[#dump.images + 1] = { t = list[i], h = list[i + 1], w = list[i + 2] }
      end
    elseif tokens and not dump.placed then
      dump.placed = true
      dump.text_tokens = math.tointeger(tonumber(tokens))
      dump.text_start = math.tointeger(tonumber(start))
    end
  end
  -- Where the text begins as the rule says, the rule is to say it.
  for _, step in ipairs(job.steps) do
    if step:find("^text %d+ rule$") then dump.text_start = nil end
  end
end

--- The cases that rotate q, k or x.
-- @return a list of { name, family, given, dump }, given a config's fields
function golden.cases()
  local list = {}
  local paths = pl_dir.getfiles(FOLDER, "*.rwg")
  table.sort(paths)
  for _, path in ipairs(paths) do
    local case = rwg.read(path)
    local job = (families.jobs(case) or {})[1]
    local dump = { path = path, dtype = case.dtype, sides = sides_of(case),
      text_tokens = 0 }
    if job and dump.sides[1] then
      place(dump, job)
      if not dump.images then
        dump.ids = array_of(case, "position_ids") or array_of(case, "positions")
      end
      list[#list + 1] = { name = pl_path.splitext(pl_path.basename(path)),
        family = case.cfg.family[1], given = job.config, dump = dump }
    end
  end
  return list
end

return golden
