-- Reads mutants of one kind of file, in this process.
-- In: a kind of readers.lua, the numbers of the first and the last mutant, a folder. Out:
-- `at N` before each, `wrong N REASON` for one that was not read or refused as it should
-- be, and at last `ended TAKEN REFUSED`. Always: mutant n of a kind and a seed is the
-- same, whatever came before it.

local readers = require("malformed.readers")
local refusal = require("malformed.refusal")
local seed = require("seed")

local CPU_SECONDS <const> = 10

local kind_name, first, last, folder = table.unpack(arg)
local kind = readers.kinds[kind_name]
local path = ("%s/%s.%s"):format(folder, kind_name, kind.ending)

local taken, refused = 0, 0
io.stdout:setvbuf("line")
for n = math.tointeger(first), math.tointeger(last) do
  print("at " .. n)
  seed(n)
  local made = kind.make(path)
  local began = os.clock()
  local good, problem = xpcall(kind.read, function(raised)
    return type(raised) == "table" and raised or debug.traceback(raised)
  end, path, made)
  local seconds = os.clock() - began
  local wrong = not good and refusal.wrong(path, problem)
    or seconds > CPU_SECONDS and ("took %.1f s"):format(seconds)
  if wrong then print(("wrong %d %s"):format(n, wrong:gsub("\n%s*", " | "))) end
  if good then taken = taken + 1 else refused = refused + 1 end
end
print(("ended %d %d"):format(taken, refused))
