-- Every reference case by its own config, and by configs with a mistake.
-- In: tests/golden/cases, and which part: own or mistakes. Out: TAP on standard output.
-- Always: by its own config a case is equal. By a wrong one it is different and the field
-- that is wrong is named, unless the mistake turns every token of the case alike: then it
-- is equal. Each mistake is made in each family, in turn over the family's cases.

package.path = "tests/check/?.lua;tests/golden/?.lua;tests/verify/?.lua;" .. package.path

local catalogue = require("catalogue")
local config = require("config")
local golden = require("golden")
local mistakes = require("mistakes")
local plain = require("verify.plain")
local reading = require("verify.reading")
local rope = require("rope")
local structure = require("verify.structure")
local tap = require("tap")
local verify = require("verify")

local function pool_of_shipped()
  local list = {}
  for i, name in ipairs(catalogue.names()) do
    list[i] = config.fields(catalogue.path(name))
  end
  return verify.pool(list)
end

-- The angle by which a config turns each pair of channels of each token, as text; a pair
-- that does not turn is as good as none.
local function turns_of(fields, dump, windowed)
  local checked = config.check("config", plain.copy(fields))
  local built = rope.build(checked)
  local positions = reading.positions(checked, dump, windowed)
  if not positions then return nil end
  local tokens = {}
  for index = 0, positions.count - 1 do
    local ids, turns = positions.at(index), {}
    for _, pair in ipairs(built.pairs) do
      local axis = built.axes[pair.axis]
      local angle = ids[pair.axis] * axis.scale * axis.inv_freq[pair.index + 1]
        * built.sin_factor
      local moved = pair.input[1] ~= pair.output[1] or pair.input[2] ~= pair.output[2]
      if angle ~= 0 or moved or built.cos_factor ~= 1 then
        turns[#turns + 1] = ("%d %d %d %d %a"):format(pair.input[1], pair.input[2],
          pair.output[1], pair.output[2], angle)
      end
    end
    table.sort(turns)
    tokens[#tokens + 1] = table.concat(turns, ",")
  end
  return table.concat(tokens, "\n")
end

local function judged(case, fields, pool)
  local good, lines, status, found = pcall(verify.run, case.name, fields, case.dump, pool)
  if good then return lines, status, found end
  return { type(lines) == "table" and lines.message or lines }, 2
end

local function test_own(case, pool)
  local lines, status = judged(case, plain.copy(case.given), pool)
  tap.result(case.name .. ": equal by its own config",
    status ~= 0 and table.concat(lines, "\n") or nil)
end

local function is_named(found, mistake)
  for _, match in ipairs(found.matches or {}) do
    for _, field in ipairs(mistake.fields) do
      if #match.changes == 1 and match.changes[1].field == field then return true end
    end
  end
  return false
end

-- The fields of a case with a mistake; nil where it cannot be made there.
local function mistaken(case, mistake)
  local fields = plain.copy(case.given)
  if mistake.make(fields, case.dump.dtype) == false then return nil end
  structure.fit_limits(fields)
  return pcall(config.check, "config", plain.copy(fields)) and fields
end

local function test_mistake(case, mistake, fields, pool)
  local name = ("%s: wrong %s"):format(case.name, mistake.name)
  local lines, status, found = judged(case, plain.copy(fields), pool)
  local text = table.concat(lines, "\n")
  if status ~= 0 then
    tap.result(name, not (found and is_named(found, mistake)) and text or nil)
    return
  end
  local windowed = found.at.base.windowed
  local alike = turns_of(fields, case.dump, windowed)
    == turns_of(case.given, case.dump, windowed)
  tap.result(name .. ", which turns this case alike", not alike and text or nil)
end

local PARTS = {}

function PARTS.own(cases, pool)
  for _, case in ipairs(cases) do test_own(case, pool) end
end

function PARTS.mistakes(cases, pool)
  local families = {}
  for _, case in ipairs(cases) do
    families[case.family] = families[case.family] or {}
    table.insert(families[case.family], case)
  end
  for _, case in ipairs(cases) do
    for i, mistake in ipairs(mistakes.list) do
      local able = {}
      for _, other in ipairs(families[case.family]) do
        local fields = mistaken(other, mistake)
        if fields then able[#able + 1] = { case = other, fields = fields } end
      end
      local due = able[1] and able[i % #able + 1]
      if due and due.case == case then test_mistake(case, mistake, due.fields, pool) end
    end
  end
end

PARTS[arg[1]](golden.cases(), pool_of_shipped())
tap.finish()
