-- The shards of a sweep put together.
-- In: logs. Out: one sweep.
-- Always: the logs are of one sweep on equal machines, and none of its parts is missing.

local log = require("tune.log")

local merge = {}

local function fail(path, message)
  error({ message = path .. ": " .. message }, 0)
end

-- Metadata that all shards share.
local function shared(metadata)
  local copy = {}
  for field, value in pairs(metadata) do copy[field] = value end
  copy.shard = nil
  return copy
end

-- Complains of a part that no log has, or two have.
local function check_parts(logs)
  local count, from = nil, {}
  for _, one in ipairs(logs) do
    local part, of = one.metadata.shard:match("^(%d+)/(%d+)$")
    count = count or of
    if of ~= count then
      fail(one.path, ("shard is %s of %s parts, not of %s; merge logs of one sweep")
        :format(part, of, count))
    end
    part = math.tointeger(tonumber(part))
    if from[part] then
      fail(one.path, ("shard %d/%s is in %s too; give each once"):format(part, count,
        from[part]))
    end
    from[part] = one.path
  end
  for part = 1, math.tointeger(tonumber(count)) do
    if not from[part] then
      fail("--merge", ("shard %d/%s is missing; run it, or give its log"):format(part,
        count))
    end
  end
end

--- Reads logs and joins them.
-- @return what kernel.sweep returns
function merge.logs(paths)
  local logs, runs, invalid, bytes = {}, {}, {}, {}
  for i, path in ipairs(paths) do
    logs[i] = log.read(path) or fail(path, "is not there")
    log.match(path, shared(logs[i].metadata), shared(logs[1].metadata),
      "merge logs of one sweep")
    table.move(logs[i].runs, 1, #logs[i].runs, #runs + 1, runs)
    for name, why in pairs(logs[i].invalid) do invalid[name] = why end
    for name, count in pairs(logs[i].bytes) do bytes[name] = count end
  end
  check_parts(logs)
  local metadata = logs[1].metadata
  return { kernel = metadata.kernel, model = metadata.model, cpu = metadata.cpu,
    runs = runs, shapes = metadata.shapes, baseline = metadata.baseline, bytes = bytes,
    invalid = invalid }
end

return merge
