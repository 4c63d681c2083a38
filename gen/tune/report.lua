-- What the tuner says as it works, and the tables at its end.
-- In: summaries of statistics.lua. Out: lines.
-- Always: progress goes to standard error: one line redrawn on a terminal, else a line
-- each; tables go to standard output.

local process = require("tune.process")
local statistics = require("tune.statistics")

local report = {}

local MOST_ROWS <const> = 10

local on_terminal = process.on_terminal()

--- Says what is at work.
function report.progress(...)
  local text = string.format(...)
  io.stderr:write(on_terminal and "\r\27[K" .. text or text .. "\n")
  io.stderr:flush()
end

--- Ends a line that is redrawn.
function report.progress_done()
  if on_terminal then io.stderr:write("\r\27[K") end
end

--- The best so far, in words.
function report.best(summary)
  local name = statistics.ranked(summary)[1]
  return ("best %s at %.3f"):format(name, summary[name].score)
end

-- Tokens and bytes of a shape.
local function facts_of(runs, shape)
  for _, run in ipairs(runs) do
    if run.shape == shape then return run.tokens, run.bytes end
  end
end

-- Those that stand in tables: the best, and the baseline.
local function rows(summary, baseline)
  local names = {}
  for _, name in ipairs(statistics.ranked(summary)) do
    if #names < MOST_ROWS or name == baseline then names[#names + 1] = name end
  end
  return names
end

local function widest(names)
  local width = #"schedule"
  for _, name in ipairs(names) do width = math.max(width, #name) end
  return width
end

local function shape_lines(lines, runs, summary, shape, names, width)
  local tokens, bytes = facts_of(runs, shape)
  local limit = summary[statistics.LIMIT].shapes[shape]
  lines[#lines + 1] = ("%s: %d tokens, %.1f MiB of q and k"):format(shape, tokens,
    bytes / (1 << 20))
  local form = "  %-" .. width .. "s  %-20s  %9s  %6s  %s"
  lines[#lines + 1] = form:format("schedule", "ratio [quartiles]", "ns/token", "GB/s",
    "share of the limit")
  for _, name in ipairs(names) do
    local of = summary[name].shapes[shape]
    lines[#lines + 1] = form:format(name,
      ("%.3f [%.3f, %.3f]"):format(of.median, of.q1, of.q3),
      ("%.1f"):format(of.ns / tokens), ("%.1f"):format(2 * bytes / of.ns),
      ("%.2f"):format(limit.median / of.median))
  end
end

--- The closing tables, in lines.
-- @param sweep { kernel, runs, shapes, baseline, bytes, invalid, choice = unless it is a
--   shard }
function report.lines(sweep)
  local summary = statistics.summary(sweep.runs, sweep.baseline, sweep.shapes)
  local names, lines = rows(summary, sweep.baseline), {}
  local width = widest(names)
  for _, shape in ipairs(sweep.shapes) do
    shape_lines(lines, sweep.runs, summary, shape, names, width)
  end
  lines[#lines + 1] = ("all shapes: ratios to %s; noise floor %.1f %%"):format(
    sweep.baseline, 100 * statistics.floor(summary))
  local form = "  %-" .. width .. "s  %-6s  %9s"
  lines[#lines + 1] = form:format("schedule", "ratio", "code")
  for _, name in ipairs(names) do
    lines[#lines + 1] = form:format(name, ("%.3f"):format(summary[name].score),
      sweep.bytes[name] .. " B")
  end
  local why, counts = {}, {}
  for _, verdict in pairs(sweep.invalid) do
    counts[verdict] = (counts[verdict] or 0) + 1
  end
  for verdict, count in pairs(counts) do
    why[#why + 1] = ("%d %s"):format(count, verdict)
  end
  table.sort(why)
  if why[1] then
    lines[#lines + 1] = "left out, each with its reason in the log: "
      .. table.concat(why, ", ")
  end
  if not sweep.choice then return lines end
  lines[#lines + 1] = sweep.choice == sweep.baseline
    and ("%s keeps %s"):format(sweep.kernel, sweep.choice)
    or ("%s: %s instead of %s, %.1f %% less time"):format(sweep.kernel, sweep.choice,
      sweep.baseline, 100 * (1 - summary[sweep.choice].score))
  return lines
end

return report
