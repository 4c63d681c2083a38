-- The command `ropewalk tune` on the command line.
-- In: an argparse parser. Out: the command's arguments, read.
-- Always: what cannot be meant is refused with what can.

local dtypes = require("dtypes")
local schedule = require("schedule")

local options = {}

local SECONDS <const> = { s = 1, m = 60, h = 3600 }

local function budget(text)
  local number, unit = text:match("^(%d+%.?%d*)([smh]?)$")
  local seconds = number and tonumber(number) * (SECONDS[unit] or 1) or 0
  if seconds <= 0 then
    return nil, ("--budget: %s is no time; give 60s, 10m or 1h"):format(text)
  end
  return seconds
end

local function shard(text)
  local part, count = text:match("^(%d+)/(%d+)$")
  part, count = math.tointeger(tonumber(part)), math.tointeger(tonumber(count))
  if not part or part < 1 or part > count then
    return nil, ("--shard: %s is no part; give 1/4 to 4/4 for four parts"):format(text)
  end
  return { part = part, count = count }
end

local function cpu_number(text)
  if not text:find("^%d+$") then
    return nil, ("--pin: %s is no CPU; give its number"):format(text)
  end
  return text
end

local function picture(text)
  if not (text:find("%.svg$") or text:find("%.png$")) then
    return nil, ("--plot: %s is no picture; give a name that ends in .svg or .png")
      :format(text)
  end
  return text
end

-- What a schedule is made of, in a sentence.
local function knobs()
  local words = {}
  for i, knob in ipairs(schedule.knobs) do
    words[i] = ("%s, %s"):format(knob.name, knob.words)
  end
  return "A schedule is: " .. table.concat(words, "; ") .. "."
end

--- Adds the command to a parser.
function options.add(top)
  local sub = top:command("tune", "time the schedules of kernels on this machine")
    :epilog(knobs())
  sub:argument("models", "shipped models or configs' paths"):argname("MODEL"):args("*")
  sub:option("--isa", "ISAs, separated by commas; all that run here unless given")
  sub:option("--dtype", "types of q and k, separated by commas",
    table.concat(dtypes.names, ","))
  sub:option("--shapes", "what to time: options of tests/bench/job.h, shapes separated "
    .. "by semicolons, as in --shapes=\"--tokens 2048; --tokens 32\"; one inside L2 and "
    .. "two beyond unless given")
  sub:option("--budget", "time for each kernel, everything included", "60s")
    :convert(budget)
  sub:flag("--resume", "go on where a log ends")
  sub:option("--pin", "the CPU to run on, by number"):convert(cpu_number)
  sub:option("--plot", "write the sweep as a picture, .svg or .png"):convert(picture)
  sub:flag("--apply", "write what is chosen to choices.txt beside the config")
  sub:option("--cpu", "the CPU that a choice is for, or any; this one unless given")
  sub:option("--log", "the log of a sweep; in the work folder unless given")
  sub:option("--work", "folder of what is compiled, and of logs", ".build/tune")
  sub:option("--shard", "time one part of the schedules only: 2/8"):argname("I/N")
    :convert(shard)
  sub:option("--merge", "choose from the logs of all shards"):argname("LOG"):args("+")
end

return options
