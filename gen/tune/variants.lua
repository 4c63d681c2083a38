-- The kernels that a sweep compares.
-- In: a model, an ISA, a type, schedules.
-- Out: variants: a schedule with the sources that it makes, each under a name that its
-- text decides.
-- Always: schedules that make the same C are one variant; a source's banner, which tells
-- them apart, does not count; headers are the same for every schedule.

local schedule = require("schedule")
local sources = require("sources")
local words = require("words")

local variants = {}

-- What a file is beside its banner.
local function body(text)
  return text:gsub("^/%*.-%*/", "", 1)
end

-- Headers and sources of one schedule; the unity file repeats what the others are.
local function files_of(config, isas, dtype, kernel, numbers)
  local headers, units = {}, {}
  for _, item in ipairs(sources.files(config, isas, {
    prefix = "", command = "ropewalk tune", dtypes = { dtype },
    chosen = function(name)
      if name == kernel then return numbers end
    end,
  })) do
    if item.name:match("%.h$") then
      headers[#headers + 1] = item
    elseif item.name:match("%.c$") and not item.name:match("_all%.c$") then
      units[#units + 1] = item
    end
  end
  return headers, units
end

--- The variants of a list of schedules, the first one's first.
-- @param isas scalar and the kernel's ISA; kernel its name
-- @return { { name = spelled schedule, numbers, id, units = { { stem, text } },
--   also = { names of schedules that make the same } } }, headers
function variants.of(config, isas, dtype, kernel, schedules)
  local list, by_id, hashes, common = {}, {}, {}, nil
  local function hash(text)
    hashes[text] = hashes[text] or words.hash(body(text))
    return hashes[text]
  end
  for _, numbers in ipairs(schedules) do
    local headers, files = files_of(config, isas, dtype, kernel, numbers)
    common = common or headers
    for i, header in ipairs(headers) do assert(header.text == common[i].text) end
    local units, stems = {}, {}
    for i, item in ipairs(files) do
      stems[i] = item.name:gsub("%.c$", "") .. "." .. hash(item.text)
      units[i] = { stem = stems[i], text = item.text }
    end
    local id, name = words.hash(stems), schedule.spell(numbers)
    local twin = by_id[id]
    if twin then
      twin.also[#twin.also + 1] = name
    else
      by_id[id] = { name = name, numbers = numbers, id = id, units = units, also = {} }
      list[#list + 1] = by_id[id]
    end
  end
  return list, common
end

return variants
