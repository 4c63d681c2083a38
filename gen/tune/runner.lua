-- Runs tests/bench/tune.c.
-- In: variants that are compiled, a shape. Out: verdicts; times per round.
-- Always: the first variant is the baseline, and a copy of it is timed as `again`.

local file = require("file")
local process = require("tune.process")

local runner = {}

-- The command for some variants; `tail` is the runner's own options.
local function run(options, shape, variants, tail)
  local lines, words = {}, {}
  for i, variant in ipairs(variants) do lines[i] = "./" .. variant.object .. "\n" end
  file.write(options.folder, { { name = "list", text = table.concat(lines) } })
  for word in shape:gmatch("%S+") do words[#words + 1] = process.quote(word) end
  local text, status = process.run(("cd %s && %s ./%s.runner --list list --isa %s %s %s")
    :format(process.quote(options.folder),
      options.pin and "taskset -c " .. options.pin or "", options.base.id, options.isa,
      table.concat(words, " "), tail))
  if status ~= 0 then
    local line = text:match("[^\n]+$") or "ended with status " .. status
    error({ message = ("%s: %s"):format(shape, line) }, 0)
  end
  local fields = {}
  for line in text:gmatch("[^\n]+") do
    local name, rest = line:match("^([^\t]+)\t(.*)$")
    if name then fields[name] = rest end
  end
  return fields
end

--- Whether variants give scalar's bits.
-- @param options { folder, base = the first variant, isa, pin = CPU or nil }
-- @return a verdict for each: correct, correctness, runtime (it crashed), timeout
function runner.check(options, shape, variants)
  local fields, verdicts = run(options, shape, variants, "--check"), {}
  for i, variant in ipairs(variants) do
    verdicts[i] = fields["./" .. variant.object] or "runtime"
  end
  return verdicts
end

local function numbers(text)
  local list = {}
  for word in text:gmatch("[^\t]+") do list[#list + 1] = tonumber(word) end
  return list
end

--- Times the baseline, its copy, variants and the limit in the same rounds.
-- @return { tokens, bytes, way = the limit's, samples = { [name] = ns per round } }
function runner.time(options, shape, variants, seconds)
  local again = { name = "again", object = options.base.id .. ".again" }
  local list = table.move(variants, 1, #variants, 3, { options.base, again })
  local fields = run(options, shape, list, ("--seconds %.2f"):format(seconds))
  local result = { tokens = tonumber(fields.tokens), bytes = tonumber(fields.bytes),
    way = fields.way, samples = { limit = numbers(fields.limit) } }
  for _, variant in ipairs(list) do
    result.samples[variant.name] = numbers(fields["./" .. variant.object])
  end
  return result
end

return runner
