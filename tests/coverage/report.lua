-- Which lines of the generator's modules ran.
-- In: the folder that lines.c wrote to; a module's path, or nothing for all.
-- Out: TAP on standard output: for each module its percentage and the lines that did not
-- run, and `# of all lines ...`.
-- Always: of each module and of all together LEAST percent ran at least, or it fails; a
-- line is one that Lua's compiler makes instructions for.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local tap = require("check.tap")

local LEAST <const> = 95

-- What ran: a path -> line -> true.
local function lines_that_ran(folder)
  local ran = {}
  for _, path in ipairs(pl_dir.getfiles(folder, "*.lines")) do
    for source, line in pl_file.read(path):gmatch("(%C+) (%d+)\n") do
      local name = source:match("gen/.*$")
      if name then
        ran[name] = ran[name] or {}
        ran[name][tonumber(line)] = true
      end
    end
  end
  return ran
end

-- Lines that only close or part blocks: their instructions are never reached where what
-- stands before them returns.
local function closes(text)
  local word, rest = text:match("^%s*(%a+)(.*)$")
  return (word == "end" or word == "else") and not rest:find("[^%s,;%)%]}]")
end

-- The numbers of the lines that have instructions, in order.
local function lines_of(path)
  local listed, text = tap.run("luac5.4 -p -l " .. path)
  if not listed then error(text, 0) end
  local has = {}
  for line, name in text:gmatch("\n\t%d+\t%[(%d+)%]\t(%u+)") do
    if name ~= "VARARGPREP" then has[tonumber(line)] = true end -- runs before any hook
  end
  local numbers, number = {}, 0
  for line in (pl_file.read(path) .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    if has[number] and not closes(line) then numbers[#numbers + 1] = number end
  end
  return numbers
end

local function modules(only)
  if only then return { only } end
  local paths = pl_dir.getfiles("gen", "*.lua")
  for _, folder in ipairs(pl_dir.getdirectories("gen")) do
    if folder ~= "gen/models" then -- these are configs
      local more = pl_dir.getfiles(folder, "*.lua")
      table.move(more, 1, #more, #paths + 1, paths)
    end
  end
  table.sort(paths)
  return paths
end

local function percent(part, whole) return whole == 0 and 100 or 100 * part / whole end

-- @return how many lines a module has, how many ran
local function report(path, ran)
  local numbers, missed = lines_of(path), {}
  for _, number in ipairs(numbers) do
    if not ran[number] then missed[#missed + 1] = number end
  end
  local share = percent(#numbers - #missed, #numbers)
  local words = "did not run: lines " .. table.concat(missed, " ")
  local low = share < LEAST
  tap.result(("%s: %.1f %%"):format(path, share), low and words or nil)
  if missed[1] and not low then print("# " .. words) end
  return #numbers, #numbers - #missed
end

local function main()
  local ran = lines_that_ran(arg[1])
  if not next(ran) then
    tap.skip("coverage", "lines.c was not built: liblua5.4-dev is not installed")
    tap.finish()
  end
  local all, covered = 0, 0
  for _, path in ipairs(modules(arg[2])) do
    local lines, own = report(path, ran[path] or {})
    all, covered = all + lines, covered + own
  end
  local words = ("of all lines %.1f %% ran"):format(percent(covered, all))
  tap.result(words, percent(covered, all) < LEAST and "less than 95" or nil)
  print("# " .. words)
  tap.finish()
end

main()
