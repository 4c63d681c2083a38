-- Builds of Lua 5.4 other than this machine's, of Debian's packages.
-- In: nothing. Out: for each build its name and a function that gets it. Always: packages
-- are fetched and unpacked under .build (fetch.sh), never installed.

local lfs = require("lfs")

local tap = require("check.tap")

local FOLDER <const> = ".build/text/builds"
local ARM <const> = "aarch64"
local TRIPLES <const> = { amd64 = "x86_64-linux-gnu", arm64 = "aarch64-linux-gnu" }
local PACKAGES <const> = "lua5.4 liblua5.4-0 lua-filesystem libc6 libtinfo6 "

-- A build by its own loader and its own libraries, or all of that under an emulator.
local function command_of(root, triple)
  local machine = triple:match("^[^-]+")
  local _, host = tap.run("uname -m")
  local _, loader = tap.run(("find %s -type f -name 'ld-*.so*'"):format(root))
  local emulator = ""
  if machine ~= host:match("%S+") then
    emulator = os.getenv("QEMU_AARCH64") or "qemu-aarch64-static"
    if machine ~= ARM or not tap.has(emulator) then
      return nil, "nothing here runs " .. machine
    end
  end
  local own = ("%s/usr/lib/%s"):format(root, triple)
  local run = ("%s %s --library-path %s/lib/%s:%s %s/usr/bin/lua5.4"):format(
    emulator, loader:match("[^\n]+"), root, triple, own, root)
  return ("LUA_CPATH='%s/lua/5.4/?.so' %s"):format(own, run)
end

-- @return the command that this build is for a shell; nil, why there is none
local function get(suite, architecture, readline)
  local folder = ("%s/%s/%s_%s"):format(lfs.currentdir(), FOLDER, suite, architecture)
  if not tap.has("apt-get") then return nil, "apt-get is not installed" end
  local fetched = tap.run(("tests/text/fetch.sh %s %s %s %s"):format(suite, architecture,
    folder, PACKAGES .. readline))
  if not fetched then return nil, "packages of " .. suite .. " could not be fetched" end
  return command_of(folder .. "/root", TRIPLES[architecture])
end

local builds = {}
for _, build in ipairs({
  { "bullseye", "amd64", "libreadline8" },
  { "trixie", "amd64", "libreadline8t64" },
  { "bookworm", "arm64", "libreadline8" },
}) do
  local suite, architecture, readline = table.unpack(build)
  builds[#builds + 1] = {
    name = ("Lua of Debian %s, %s"):format(suite, architecture),
    get = function() return get(suite, architecture, readline) end,
  }
end
return builds
