-- Whether C can be compiled against MPFR here.
-- In: nothing. Out: a function that gives nil, or why not. Always: nothing is installed.

local tap = require("check.tap")

return function()
  local compiler = os.getenv("CC") or "cc"
  if tap.run(("echo '#include <mpfr.h>' | %s -E -"):format(compiler)) then return nil end
  return "there is no mpfr.h"
end
