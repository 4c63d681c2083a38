-- An edit that breaks a text.
-- In: a text and edits { pattern, replacement }. Out: the text with the first edit made
-- that fits, where it fits last; nil where none fits.

local function replace_last(text, pattern, replacement)
  local last
  local first, final = text:find(pattern)
  while first do
    last = first
    first, final = text:find(pattern, math.max(final, first) + 1)
  end
  return last and text:sub(1, last - 1) .. text:sub(last):gsub(pattern, replacement, 1)
end

return function(text, edits)
  for _, pair in ipairs(edits) do
    local broken = replace_last(text, pair[1], pair[2])
    if broken then return broken end
  end
end
