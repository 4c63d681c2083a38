-- The log of a sweep: JSON, a line a record, in the words of Kernel Tuner's T4 format.
-- In: metadata of a sweep; samples as they come; logs of earlier runs.
-- Out: lines, each on disk before the next is made; runs for statistics.lua.
-- Always: a log is only added to; a last line that is torn is left out; a log is used
-- only for the machine, the compiler and the kernels that it is about.

local json = require("dkjson")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local file = require("file")
local schedule = require("schedule")
local statistics = require("tune.statistics")

local log = {}

local SCHEMA_VERSION <const> = "1.0.0"

local function fail(path, message)
  error({ message = path .. ": " .. message }, 0)
end

-- The order of fields in a line; a schedule's numbers are in the order of its knobs.
local ORDER = { "schema_version", "metadata", "kernel", "shard", "machine", "cpu", "l1d",
  "l2", "l3", "compiler", "kernels", "baseline", "shapes", "timestamp", "configuration" }
for _, knob in ipairs(schedule.knobs) do ORDER[#ORDER + 1] = knob.name end
for _, field in ipairs({ "role", "run", "stage", "shape", "invalidity", "correctness",
  "times", "compilation_time", "runtimes", "measurements", "name", "value", "unit",
  "objectives" }) do
  ORDER[#ORDER + 1] = field
end

local function add_line(handle, record)
  handle:write(json.encode(record, { keyorder = ORDER }), "\n")
  handle:flush()
end

-- Records of a file and the text of its whole lines; nil where there is no file. What
-- follows the last line's end was torn off as it was written.
local function read_lines(path)
  local text = pl_file.read(path, true)
  if not text then return nil end
  local records, whole = {}, text:match("^.*\n") or ""
  for line in whole:gmatch("([^\n]*)\n") do
    local record = json.decode(line)
    if type(record) ~= "table" then
      fail(path, #records == 0 and "is no log of `ropewalk tune`"
        or ("line %d is no record; take it out"):format(#records + 1))
    end
    records[#records + 1] = record
  end
  return records, whole ~= text and whole or nil
end

-- The first field in which two tables of metadata differ, with both values.
local function difference(a, b, prefix)
  local fields = {}
  for field in pairs(a) do fields[field] = true end
  for field in pairs(b) do fields[field] = true end
  local names = {}
  for field in pairs(fields) do names[#names + 1] = field end
  table.sort(names, function(x, y) return tostring(x) < tostring(y) end)
  for _, field in ipairs(names) do
    local x, y = a[field], b[field]
    if type(x) == "table" and type(y) == "table" then
      local name, one, other = difference(x, y, prefix .. field .. ".")
      if name then return name, one, other end
    elseif x ~= y then
      return prefix .. field, tostring(x), tostring(y)
    end
  end
end

local REMEDY <const> = {
  machine = "tune on one machine",
  compiler = "set CC to that compiler",
  kernels = "the generator or the config has changed",
  baseline = "the choice has changed",
  shapes = "give the same --shapes",
  shard = "give the same --shard",
}

--- Complains unless the metadata of a log is the expected one, naming the first field
-- that differs.
-- @param path of the log; advice what to do otherwise
function log.match(path, found, wanted, advice)
  local field, is, should = difference(found, wanted, "")
  if not field then return end
  fail(path, ("%s is %q, not %q: %s; %s"):format(field, is, should,
    REMEDY[field:match("^%w+")] or "it is about something else", advice))
end

-- Runs and verdicts out of records.
local function contents(records)
  local runs, by_number, invalid, bytes = {}, {}, {}, {}
  for _, record in ipairs(records) do
    local name = record.role == "schedule" and schedule.spell(record.configuration)
      or record.role
    if record.invalidity ~= "correct" then
      invalid[name] = record.invalidity
    else
      local run = by_number[record.run]
      if not run then
        run = { number = record.run, stage = record.stage, shape = record.shape,
          samples = {} }
        by_number[record.run], runs[#runs + 1] = run, run
      end
      run.samples[name] = record.times.runtimes
      for _, item in ipairs(record.measurements) do
        if item.name == "code" then bytes[name] = item.value end
        run[item.name] = item.value
      end
    end
  end
  return runs, invalid, bytes
end

--- Reads a log.
-- @return { path, metadata, runs, invalid = { [name] = why }, bytes = code by name,
--   whole = its text without a torn line, where there is one }; nil without a log
function log.read(path)
  local records, whole = read_lines(path)
  if not records then return nil end
  local header = table.remove(records, 1)
  if not header or header.schema_version ~= SCHEMA_VERSION or not header.metadata then
    fail(path, "is no log of `ropewalk tune`, schema " .. SCHEMA_VERSION)
  end
  local runs, invalid, bytes = contents(records)
  return { path = path, metadata = header.metadata, runs = runs, invalid = invalid,
    bytes = bytes, whole = whole }
end

--- Opens a log to add to.
-- @param resume whether what is there is continued; else it is kept as `path`.old
-- @return { runs, invalid, bytes, add = function(record), close }
function log.open(path, metadata, resume)
  local known = resume and log.read(path)
  if known then
    log.match(path, known.metadata, metadata, "or leave --resume out")
    if known.whole then
      file.write(pl_path.dirname(path), { { name = pl_path.basename(path),
        text = known.whole } })
    end
  elseif not resume then
    os.rename(path, path .. ".old")
  end
  local handle, message = io.open(path, "ab")
  if not handle then fail(path, "cannot be written: " .. message:match(": (.*)$")) end
  if not known then
    add_line(handle, { schema_version = SCHEMA_VERSION, metadata = metadata })
  end
  known = known or { runs = {}, invalid = {}, bytes = {} }
  return { runs = known.runs, invalid = known.invalid, bytes = known.bytes,
    add = function(record)
      record.timestamp = os.date("!%Y-%m-%dT%H:%M:%SZ")
      add_line(handle, record)
    end,
    close = function() handle:close() end }
end

local function measurement(name, value, unit)
  return { name = name, value = value, unit = unit }
end

--- The records of a run, the baseline's first.
-- @param run { number, stage, shape, tokens, bytes, samples }; numbers of each schedule
--   by name; baseline the name; seconds a compilation took
function log.records(run, numbers, baseline, seconds)
  local names, records = {}, {}
  for name in pairs(run.samples) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    if (a == baseline) ~= (b == baseline) then return a == baseline end
    return a < b
  end)
  for i, name in ipairs(names) do
    local median = statistics.quartiles(run.samples[name]).median
    records[i] = {
      configuration = numbers[name] or {}, role = numbers[name] and "schedule" or name,
      run = run.number, stage = run.stage, shape = run.shape,
      invalidity = "correct", correctness = 1, objectives = { "time" },
      times = { compilation_time = numbers[name] and seconds or 0,
        runtimes = run.samples[name] },
      measurements = { measurement("time", median, "ns"),
        measurement("tokens", run.tokens, ""), measurement("bytes", run.bytes, "B"),
        measurement("code", run.code and run.code[name] or 0, "B") },
    }
  end
  return records
end

--- The record of a schedule that was not timed.
-- @param why compile, correctness, runtime or timeout
function log.invalid(numbers, why)
  return { configuration = numbers, role = "schedule", invalidity = why, correctness = 0,
    objectives = { "time" }, times = {}, measurements = {} }
end

return log
