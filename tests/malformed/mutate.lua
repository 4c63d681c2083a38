-- Mutants of texts and of plain data.
-- In: math.random, a text or a table. Out: another one, mostly near to it. Always: the
-- given one is left as it is.

local mutate = {}

local MOST_EDITS <const>, LONG <const> = 4, 3000

local function one_of(list) return list[math.random(#list)] end

-- A table so deep that no recursion over it should end well.
local function deep()
  local value = {}
  for _ = 1, LONG do value = { value } end
  return value
end

local function long_list()
  local list = {}
  for i = 1, 3 * LONG do list[i] = i end
  return list
end

-- Values that are wrong nearly everywhere; made anew, for some are tables.
local VALUES <const> = {
  0, -1, 1, 2, 3, 7, 0.5, -0.0, 1e-320, 1e308, -1e308, 1 / 0, -1 / 0, 0 / 0, 1 << 31,
  (1 << 31) - 1, -(1 << 31), 1 << 53, math.maxinteger, math.mininteger, true, false, "",
  " ", "x", "h", "nil", "half", "a\nb", "\27[31m", "*/", "\\", "%s%d%n", "\255\254", "__",
  ("x"):rep(LONG), deep, long_list,
  function() return {} end, function() return { {} } end,
  function() return { 1, 2, 3 } end, function() return { x = 1 } end,
  function() return { [0] = 1, [2] = 3 } end, function() return { "h", 1, {} } end,
}

local function value_of_any_kind()
  local value = one_of(VALUES)
  if type(value) == "function" then return value() end
  return value
end

-- What may stand for a word or a number of Lua or JSON.
local TOKENS <const> = {
  "", "0", "-1", "1e999", "-1e999", "1e-999", "0/0", "1/0", "NaN", "-Infinity", "null",
  "nil", "true", "false", "{}", "[]", "{{}}", "[[]]", "\"\"", "\"x\"", "''", "0x7fffffff",
  "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "0.1",
  "1 << 62", "#\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\q\"", "{", "}", "[", "]", ",",
  ":", "=", "--", "--[[", "]]", "/*", "function() end", "...", "goto x", "\27Lua",
  ("9"):rep(400), ("["):rep(LONG), ("{"):rep(LONG), ("("):rep(LONG), ("-"):rep(LONG),
}

-- ways to change a text
local EDITS <const> = {
  function(text, at) return text:sub(1, at - 1) .. text:sub(at + 1) end,
  function(text, at)
    return text:sub(1, at - 1) .. string.char(math.random(0, 255)) .. text:sub(at + 1)
  end,
  function(text, at)
    return text:sub(1, at) .. string.char(math.random(0, 255)) .. text:sub(at + 1)
  end,
  function(text, at) return text:sub(1, at) end,
  function(text, at) return text:sub(1, at) .. one_of(TOKENS) .. text:sub(at + 1) end,
  function(text, at) -- a word or a number
    local first, last = text:find("[%w_.]+", at)
    if not first then return text end
    return text:sub(1, first - 1) .. one_of(TOKENS) .. text:sub(last + 1)
  end,
  function(text, at) -- a piece twice, or gone
    local piece = text:sub(at, at + math.random(60))
    return text:sub(1, at - 1) .. (math.random(2) == 1 and piece .. piece or "")
      .. text:sub(at + #piece)
  end,
  function(text, at) -- two lines in each other's place
    local before, a, b, after = text:sub(at):match("^([^\n]*\n)([^\n]*\n)([^\n]*\n)(.*)$")
    return before and text:sub(1, at - 1) .. before .. b .. a .. after or text
  end,
}

--- A text with some edits.
function mutate.text(text)
  for _ = 1, math.random(math.random(MOST_EDITS)) do
    text = one_of(EDITS)(text, math.random(math.max(1, #text)))
  end
  return text
end

local function copy(value)
  if type(value) ~= "table" then return value end
  local other = {}
  for key, item in pairs(value) do other[key] = copy(item) end
  return other
end

-- The places of a tree, { table, key }, in an order that is always the same.
local function places_of(tree, places)
  local keys = {}
  for key in pairs(tree) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    places[#places + 1] = { tree, key }
    if type(tree[key]) == "table" then places_of(tree[key], places) end
  end
  return places
end

-- ways to change what is at a place: its table and key, and another place
local CHANGES <const> = {
  function(holder, key) holder[key] = nil end,
  function(holder, key) holder[key] = value_of_any_kind() end,
  function(holder, key) holder[key] = value_of_any_kind() end,
  function(holder, key)
    if type(holder[key]) == "number" then holder[key] = -holder[key] end
  end,
  function(holder, key)
    local value = holder[key]
    if type(value) == "number" then holder[key] = value * 2 ^ math.random(40) end
  end,
  function(holder, key) holder[key .. "x"], holder[key] = holder[key], nil end,
  function(holder, key) holder[key .. "_"] = value_of_any_kind() end,
  function(holder) holder[#holder + 1] = copy(holder[#holder]) or value_of_any_kind() end,
  function(holder, key, other, other_key)
    holder[key], other[other_key] = copy(other[other_key]), copy(holder[key])
  end,
}

--- Plain data with some changes.
function mutate.tree(tree)
  tree = copy(tree)
  for _ = 1, math.random(math.random(MOST_EDITS)) do
    local places = places_of(tree, {})
    if #places == 0 then break end
    local place, other = one_of(places), one_of(places)
    one_of(CHANGES)(place[1], place[2], other[1], other[2])
  end
  return tree
end

return mutate
