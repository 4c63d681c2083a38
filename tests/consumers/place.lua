-- Where consumers are built: an installed ropewalk, and folders of their own.
-- In: the projects of this folder. Out: copies of them under .build/consumers, and
-- commands run in them with the installed ropewalk and Debian's tools in front.
-- Always: the repository itself is on no path there.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")
local tap = require("check.tap")

local SOURCE <const> = "tests/consumers/"

local place = {}

place.folder = pl_path.abspath(".build/consumers")
place.prefix = place.folder .. "/prefix"

-- What a shell sets before a command. Make's variables are for the make that runs this.
local function environment(prefix)
  return ("unset MAKEFLAGS MFLAGS MAKELEVEL LUA_PATH; PREFIX='%s'; "
    .. "export PATH=\"$PREFIX/bin:/usr/bin:/bin:$PATH\" CMAKE_PREFIX_PATH=\"$PREFIX\" "
    .. "PKG_CONFIG_PATH=\"$PREFIX/share/pkgconfig\""):format(prefix)
end

--- Runs a shell command in a folder, for an installed ropewalk.
-- @param prefix where that is, if it is another one
-- @return whether it succeeded, and what it printed
function place.run(folder, command, prefix)
  return tap.run(("%s; cd '%s' && { %s; }"):format(environment(prefix or place.prefix),
    folder, command))
end

--- Runs `make install` or `make uninstall` in the repository.
-- @return what it said if it failed, or nil
function place.make(target, prefix, destination)
  local good, said = tap.run(("make --no-print-directory %s PREFIX='%s' DESTDIR='%s'")
    :format(target, prefix, destination or ""))
  return not good and said or nil
end

--- Empties the place and installs ropewalk there.
-- @return what went wrong, or nil
function place.begin()
  if pl_path.exists(place.folder) then assert(pl_dir.rmtree(place.folder)) end
  assert(pl_dir.makepath(place.folder))
  return place.make("install", place.prefix)
end

--- An empty folder.
function place.empty(name)
  local folder = place.folder .. "/" .. name
  if pl_path.exists(folder) then assert(pl_dir.rmtree(folder)) end
  assert(pl_dir.makepath(folder))
  return folder
end

--- A copy of a project, if there is one of that name, and of files that projects share.
-- @return its folder
function place.project(name, project, shared)
  local folder = place.empty(name)
  for _, path in ipairs(project and pl_dir.getfiles(SOURCE .. project) or {}) do
    assert(pl_file.copy(path, folder))
  end
  for _, file in ipairs(shared) do assert(pl_file.copy(SOURCE .. file, folder)) end
  return folder
end

--- Runs a function, or skips what it tests where one of its tools is missing.
function place.with(tools, name, action)
  for _, tool in ipairs(tools) do
    if not place.run(".", "command -v " .. tool) then
      return tap.skip(name, "no " .. tool)
    end
  end
  action()
end

return place
