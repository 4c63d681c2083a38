-- Mutants of the tests: a checker that looks at less lets broken kernels survive.
-- In: nothing. Out: a list as list.lua makes it. Always: what must notice is a run of
-- kernels' mutants, which passes only if the checker catches each.

local list = {}

local function add(what, file, edit, kernels)
  list[#list + 1] = { what = what, file = file, edit = edit,
    by = { { "kernels " .. kernels } } }
end

add("no page before a head is guarded", "tests/check/regions.c",
  { "mprotect%(map %+ page, bytes,", "mprotect(map, bytes + page," },
  "a float read too early")
add("values not compared", "tests/check/typed/values.c",
  { "memcmp%(got, want, n %* sizeof %*got%) == 0", "got != want" },
  "ties rounded up in _rotate_bf16__scalar")

return list
