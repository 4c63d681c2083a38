-- Values that say where they come from.
-- In: a value and a note, such as the JSON key that holds it.
-- Out: both in one, until the config is written.
-- Always: a note is text of this program and names of keys, never text of a user's file.

local noted = {}

local Noted = {}

--- A value with its note.
function noted.of(value, note)
  return setmetatable({ value = value, note = note }, Noted)
end

--- Whether something is a value with its note.
function noted.is(thing)
  return getmetatable(thing) == Noted
end

--- A tree without its notes.
function noted.plain(tree)
  if noted.is(tree) then return tree.value end
  if type(tree) ~= "table" then return tree end
  local plain = {}
  for key, item in pairs(tree) do plain[key] = noted.plain(item) end
  return plain
end

return noted
