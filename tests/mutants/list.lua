-- A list of mutants of a whole tree, to be filled.
-- In: nothing. Out: the list, of { what = words, file = path, edit = { pattern,
-- replacement }, by = groups of classes }; and a function that adds one of these four,
-- each group an argument of its own.

return function()
  local list = {}
  return list, function(what, file, edit, ...)
    list[#list + 1] = { what = what, file = file, edit = edit, by = { ... } }
  end
end
