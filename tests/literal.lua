-- Plain data as Lua text.
-- In: a string, a number, a boolean or a table of them. Out: an expression that gives it
-- back. Always: equal tables give equal texts; numbers are the same in every bit.

local function literal(data)
  if type(data) == "string" then return ("%q"):format(data) end
  if type(data) ~= "table" then
    return math.type(data) == "float" and ("%a"):format(data) or tostring(data)
  end
  local keys, parts = {}, {}
  for key in pairs(data) do keys[#keys + 1] = key end
  table.sort(keys)
  for i, key in ipairs(keys) do
    parts[i] = (math.type(key) and "" or key .. " = ") .. literal(data[key])
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

return literal
