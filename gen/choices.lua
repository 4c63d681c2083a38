-- The choice file: which schedule a kernel takes on which CPU.
-- In: choices.txt beside a config. Out: schedules by kernel and CPU.
-- Always: a line is `kernel cpu schedule`; lines are sorted; comments stand at the head.

local pl_file = require("pl.file")
local pl_path = require("pl.path")

local file = require("file")
local schedule = require("schedule")

local choices = {}

--- The name of a choice file, and of the CPU that stands for all.
choices.name, choices.ANY = "choices.txt", "any"

local HEAD <const> =
  "# What `ropewalk tune --apply` chose: kernel, CPU (or any), schedule.\n"

local function fail(path, number, message)
  error({ message = ("%s:%d: %s"):format(path, number, message) }, 0)
end

--- The path of a folder's choice file; nil where there is none.
function choices.path(folder)
  local path = folder .. "/" .. choices.name
  return pl_path.exists(path) and path or nil
end

--- Reads the choice file of a folder; where there is none, nothing is chosen.
-- @return { folder, path, head = comments, by_kernel: kernel -> cpu -> numbers, which
--   have the CPU that they are for as `cpu` }
function choices.read(folder)
  local path = folder .. "/" .. choices.name
  local text = pl_file.read(path, true) or ""
  local all = { folder = folder, path = path, head = {}, by_kernel = {} }
  local number = 0
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    number = number + 1
    if line:find("^%s*#") then
      all.head[#all.head + 1] = line .. "\n"
    elseif line:find("%S") then
      local kernel, cpu, spelled = line:match("^(%S+)%s+(%S+)%s+(%S+)%s*$")
      if not kernel then
        fail(path, number, "is no `kernel cpu schedule`; mend it or take it out")
      end
      local numbers, problem = schedule.read(spelled)
      if not numbers then
        fail(path, number, problem .. "; `ropewalk tune --apply` writes it anew once it "
          .. "is taken out")
      end
      local of = all.by_kernel[kernel] or {}
      if of[cpu] then fail(path, number, kernel .. " is there twice for " .. cpu) end
      numbers.cpu = cpu
      all.by_kernel[kernel], of[cpu] = of, numbers
    end
  end
  return all
end

--- The schedule of a kernel: that of the CPU, else of any.
-- @param cpu a compiler's name of it, or nil
-- @return numbers, or nil
function choices.find(all, kernel, cpu)
  local of = all.by_kernel[kernel] or {}
  return cpu and of[cpu] or of[choices.ANY]
end

--- Complains of what can be no CPU's name.
-- @param cpu a name, or nil
function choices.check_cpu(cpu)
  if cpu and not cpu:match("^[%w._-]+$") then
    error({ message = ("--cpu: %q is no compiler's name of a CPU, nor any"):format(cpu) },
      0)
  end
end

--- What is chosen in a folder, for sources.lua: a function from a kernel to its numbers.
function choices.finder(folder, cpu)
  choices.check_cpu(cpu)
  local all = choices.read(folder)
  return function(kernel) return choices.find(all, kernel, cpu) end
end

--- A choice for a kernel and a CPU is in the file from now on.
function choices.write(all, kernel, cpu, numbers)
  all.by_kernel[kernel] = all.by_kernel[kernel] or {}
  all.by_kernel[kernel][cpu] = numbers
  local lines = {}
  for name, of in pairs(all.by_kernel) do
    for one, chosen in pairs(of) do
      lines[#lines + 1] = ("%s %s %s\n"):format(name, one, schedule.spell(chosen))
    end
  end
  table.sort(lines)
  local head = all.head[1] and table.concat(all.head) or HEAD
  file.write(all.folder, { { name = choices.name, text = head .. table.concat(lines) } })
end

return choices
