-- The seal of a generated text: a hash of the rest of it, written in its banner.
-- In: a text with the seal's place. Out: the text sealed; whether a text is as it was
-- sealed.
-- Always: a text that anyone changed, but for its line ends, is not whole.

local seal = {}

local PRIME <const> = 0x100000001b3

--- FNV-1a of a text, 16 hex digits.
function seal.hash(text)
  local hash = -0x340d631b7bdddcdb
  for i = 1, #text - 3, 4 do -- four at a time: half the time
    local a, b, c, d = text:byte(i, i + 3)
    hash = (((hash ~ a) * PRIME ~ b) * PRIME ~ c) * PRIME
    hash = (hash ~ d) * PRIME
  end
  for i = #text - #text % 4 + 1, #text do hash = (hash ~ text:byte(i)) * PRIME end
  return ("%016x"):format(hash)
end

local OPEN <const> = ("0"):rep(16)
local PATTERN <const> = "text (" .. ("%x"):rep(16) .. ")%."

--- What a banner says where the seal goes.
seal.place = ("text %s."):format(OPEN)

--- Seals a text that has the place.
function seal.close(text)
  local from, to = text:find(seal.place, 1, true)
  return ("%stext %s.%s"):format(text:sub(1, from - 1), seal.hash(text), text:sub(to + 1))
end

--- Whether a text is as it was sealed; nil where it has no seal: it is not generated.
function seal.is_whole(text)
  text = text:gsub("\r\n", "\n")
  local from, to, hash = text:find(PATTERN)
  if not from then return nil end
  return hash == seal.hash(text:sub(1, from - 1) .. seal.place .. text:sub(to + 1))
end

return seal
