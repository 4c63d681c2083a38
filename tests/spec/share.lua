-- How much of the random cases of specs is done: one in so many.
-- In: the environment's SPECS_ONE_IN, else 1. Out: a step, and where to start.
-- Always: over seeds every case comes.

local share = {}

--- One case in so many is done.
share.one_in = math.tointeger(os.getenv("SPECS_ONE_IN") or 1)

--- How many cases to leave out first; random where not all are done.
function share.skipped() return math.random(share.one_in) - 1 end

return share
