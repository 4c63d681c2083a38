-- Files on disk: write, compare, survey.
-- In: a folder and files { name, text }.
-- Out: what was done or differs.
-- Always: a file is written whole or not at all, and only if its text changed; what is
-- taken away can be generated again.

local lfs = require("lfs")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")

local seal = require("seal")

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

local function make_folder(folder)
  local good, message = pl_dir.makepath(folder)
  if not good then
    fail(folder, ("cannot be made: %s; give another folder"):format(
      tostring(message):gsub("^mkdir failed for '.-': ", ""):gsub(" %(code %d+%)$", "")))
  end
end

--- Writes a file, in a folder that is made for it.
function file.write_path(path, text)
  make_folder(path:match("^(.*)/[^/]*$") or ".")
  write_whole(path, text)
end

--- Writes what changed.
-- @return how many files were written
function file.write(folder, files)
  make_folder(folder)
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

-- Whether a file holds a text, whatever the ends of its lines.
local function holds(text, wanted)
  return text == wanted or text:gsub("\r\n", "\n") == wanted
end

--- The generated files of a folder: { name, command = of the banner, whole = as it was
-- generated }, by name.
function file.survey(folder)
  local list = {}
  if lfs.attributes(folder, "mode") ~= "directory" then return list end
  for name in lfs.dir(folder) do
    local path = folder .. "/" .. name
    local text = lfs.attributes(path, "mode") == "file" and name:match("%.[chm][uk]?$")
      and pl_file.read(path, true)
    local command = text and text:match("this makes it again:\r?\n ?[*#]%s+([^\r\n]+)")
    if command then
      list[#list + 1] = { name = name, command = command, whole = seal.is_whole(text) }
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

--- What stands in the way of files: one of another origin or edited by hand.
-- @return its path and what it is, or nil
function file.in_the_way(folder, files)
  for _, item in ipairs(files) do
    local path = folder .. "/" .. item.name
    local text = pl_file.read(path, true)
    if text and not holds(text, item.text) and not seal.is_whole(text) then
      return path, seal.is_whole(text) == nil and "was not written by ropewalk"
        or "was edited by hand"
    end
  end
end

--- Writes generated files and takes away those of an earlier generation that are not
-- among them.
-- @param is_earlier function: whether a banner's command is of an earlier generation
-- @return how many were written, how many taken away
function file.renew(folder, files, is_earlier)
  local written, wanted, removed = file.write(folder, files), {}, 0
  for _, item in ipairs(files) do wanted[item.name] = true end
  for _, item in ipairs(file.survey(folder)) do
    if not wanted[item.name] and item.whole and is_earlier(item.command) then
      os.remove(folder .. "/" .. item.name)
      removed = removed + 1
    end
  end
  return written, removed
end

--- A file is there and newer than all that was written before.
function file.touch(path)
  if lfs.attributes(path, "mode") then
    assert(lfs.touch(path))
  else
    file.write_path(path, "")
  end
end

--- Compares a folder with what would be generated.
-- @param is_earlier as for file.renew
-- @return { { name, problem, diff } } for files that differ, are missing or left over
function file.compare(folder, files, is_earlier)
  local problems, wanted = {}, {}
  local function add(name, problem, difference)
    problems[#problems + 1] = { name = folder .. "/" .. name, problem = problem,
      diff = difference }
  end
  for _, item in ipairs(files) do
    wanted[item.name] = true
    local path = folder .. "/" .. item.name
    local text = pl_file.read(path, true)
    if not text then
      add(item.name, "is missing")
    elseif not holds(text, item.text) then
      add(item.name, seal.is_whole(text) and "is stale" or "is edited by hand",
        diff(path, item.text))
    end
  end
  for _, item in ipairs(file.survey(folder)) do
    if not wanted[item.name] and is_earlier(item.command) then
      add(item.name, "is left over: no output any more")
    end
  end
  return problems
end

return file
