-- Files on disk: write, compare, list.
-- In: a folder and files { name, text }.
-- Out: what was done or differs.
-- Always: a file is written whole or not at all, and only if its text changed.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local file = {}

local function fail(path, message)
  error({ message = path .. ": " .. message }, 0)
end

local function write_whole(path, text)
  local beside = path .. ".new"
  local handle, message = io.open(beside, "wb")
  if not handle then fail(path, "cannot be written: " .. message:match(": (.*)$")) end
  local good, why = handle:write(text)
  local closed, close_why = handle:close()
  if not (good and closed) then
    os.remove(beside)
    fail(path, "cannot be written: " .. tostring(why or close_why))
  end
  local renamed, rename_why = os.rename(beside, path)
  if not renamed then
    os.remove(beside)
    fail(path, "cannot be written: " .. rename_why)
  end
end

--- Writes what changed.
-- @return how many files were written
function file.write(folder, files)
  local good, message = pl_dir.makepath(folder)
  if not good then fail(folder, "cannot be made: " .. tostring(message)) end
  local count = 0
  for _, item in ipairs(files) do
    local path = folder .. "/" .. item.name
    if pl_file.read(path, true) ~= item.text then
      write_whole(path, item.text)
      count = count + 1
    end
  end
  return count
end

--- Writes files to a folder that may hold others of their names, unless one of these
-- differs.
-- @return nil, or the path of the first that is there and differs, and nothing is
--   written
function file.add(folder, files)
  for _, item in ipairs(files) do
    local path = folder .. "/" .. item.name
    local text = pl_file.read(path, true)
    if text and text ~= item.text then return path end
  end
  file.write(folder, files)
end

-- A unified diff by the system's diff, its beginning; empty where there is none.
local function diff(path, text)
  local wanted = os.tmpname()
  local handle = assert(io.open(wanted, "wb"))
  handle:write(text)
  handle:close()
  local quoted = "'" .. path:gsub("'", "'\\''") .. "'"
  local pipe = io.popen(("diff -u %s '%s' | head -n 60"):format(quoted, wanted))
  local output = pipe and pipe:read("a") or ""
  if pipe then pipe:close() end
  os.remove(wanted)
  return (output:gsub(wanted:gsub("%p", "%%%0"), "generated"))
end

--- Compares a folder with what would be generated.
-- @return { { name, problem, diff } } for files that differ, are missing or are stale
function file.compare(folder, files)
  local problems, wanted = {}, {}
  for _, item in ipairs(files) do
    wanted[item.name] = true
    local path = folder .. "/" .. item.name
    local text = pl_file.read(path, true)
    if not text then
      problems[#problems + 1] = { name = path, problem = "is missing" }
    elseif text ~= item.text then
      problems[#problems + 1] = { name = path, problem = "differs",
        diff = diff(path, item.text) }
    end
  end
  local stale = {}
  if lfs.attributes(folder, "mode") == "directory" then
    for name in lfs.dir(folder) do
      if not wanted[name] and name:match("%.[ch]u?$") then stale[#stale + 1] = name end
    end
  end
  table.sort(stale)
  for _, name in ipairs(stale) do
    problems[#problems + 1] = { name = folder .. "/" .. name,
      problem = "is stale: no output" }
  end
  return problems
end

--- The command that made the files of a folder, from a banner; nil without one.
function file.command(folder)
  if lfs.attributes(folder, "mode") ~= "directory" then return nil end
  local names = {}
  for name in lfs.dir(folder) do
    if name:match("%.h$") then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local text = pl_file.read(folder .. "/" .. name) or ""
    local command = text:match("this makes it again:\n %*%s+([^\n]+)\n")
    if command then return command end
  end
end

return file
