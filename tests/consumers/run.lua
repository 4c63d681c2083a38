-- Uses ropewalk as others do, from an installed copy.
-- In: "install", which goes first; or a suite, another file of this folder.
-- Out: TAP on standard output. Always: all is done under .build/consumers; suites may run
-- side by side; a tool that is not here is a counted skip.

local tap = require("check.tap")
local place = require("consumers.place")

if arg[1] == "install" then
  tap.result("make install", place.begin())
else
  require("consumers." .. arg[1])()
end
tap.finish()
