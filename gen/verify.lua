-- Whether a dump of q and k was turned as a config says.
-- In: a config's fields and a dump. Out: a report and an exit status.
-- Always: what makes a dump useless is said before anything is compared.

local changes = require("verify.changes")
local config = require("config")
local dump = require("verify.dump")
local judge = require("verify.judge")
local plain = require("verify.plain")
local report = require("verify.report")

local verify = {}

verify.names = dump.names

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

local function check_dump(checked, read)
  if checked.freq.kind == "runtime" then
    fail(checked.name, "takes cos and sin from the caller, so that there is no layout of "
      .. "positions to look at; verify a config with frequencies")
  end
  for _, side in ipairs(read.sides) do
    if side.before == side.after then
      fail(side.path, ("is the same as %s_out, so nothing was turned; save %s before the "
        .. "rotation, a copy where that works in place"):format(side.name, side.name))
    end
  end
end

--- Judges a dump.
-- @param model what the user calls the config; raises { message } with one line
-- @param given the fields of the config
-- @param read a dump of dump.lua
-- @param pool of verify.pool
-- @return lines of a report, an exit status, and the findings of judge.lua
function verify.run(model, given, read, pool)
  local checked = config.check(model, plain.copy(given))
  check_dump(checked, read)
  local found = judge.run(given, checked, read, pool)
  local lines, status = report.lines(found, model)
  return lines, status, found
end

--- Reads a dump from a path.
verify.read = dump.read

--- The values that configs have, which are tried in a search.
-- @param shipped a list of their fields
verify.pool = changes.pool

return verify
