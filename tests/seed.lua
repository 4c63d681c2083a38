-- The seed of a test run.
-- In: the environment's ROPEWALK_SEED, else 1. Out: a function that starts math.random's
-- numbers anew: others for each of its arguments, the same for the same seed.

return function(purpose)
  math.randomseed(math.tointeger(os.getenv("ROPEWALK_SEED") or 1), purpose)
end
