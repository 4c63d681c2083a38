-- Reads RWG1 files, as tests/golden/FORMAT.md describes them: a header of lines, then
-- tensors.
-- In: a path. Out: its cfg values, tensors and checks; a tensor's bytes or numbers on
-- request. Always: a broken file raises one line.

local rwg = {}

local WIDEST_HEADER <const> = 1 << 24

--- Text of a file as part of one line: its beginning, made printable.
function rwg.shown(text)
  return (tostring(text):sub(1, 40):gsub("[^%g ]", "?"))
end

-- Raises a format of %s for texts of the file.
local function fail(format, ...)
  local shown = table.pack(...)
  for i = 1, shown.n do shown[i] = rwg.shown(shown[i]) end
  error(format:format(table.unpack(shown)), 0)
end

local function integer(word)
  return word and math.tointeger(tonumber(word))
end

-- cfg value types
local READ = { i = integer, f = tonumber, s = function(word) return word end }

-- header lines: keyword -> function(case, words after it)
local LINES = {}

function LINES.cfg(case, words)
  local key, read, count = words[1], READ[words[2]], integer(words[3])
  if not read or count ~= #words - 3 then fail("cfg %s: cannot be read", key) end
  local values = {}
  for i = 4, #words do
    values[i - 3] = read(words[i]) or fail("cfg %s: %s is no %s", key, words[i], words[2])
  end
  case.cfg[key] = values
end

function LINES.tensor(case, words)
  local name, n_dims, dims = words[1], integer(words[3]), {}
  if not n_dims or #words ~= n_dims + 5 then fail("tensor %s: cannot be read", name) end
  for i = 1, n_dims do
    dims[i] = integer(words[i + 3])
    if not dims[i] or dims[i] < 0 then fail("tensor %s: cannot be read", name) end
  end
  case.tensors[name] = { dtype = words[2], dims = dims,
    offset = integer(words[#words - 1]), bytes = integer(words[#words]) }
end

function LINES.check(case, words)
  local name = words[1] or ""
  if not case.tensors[name] then fail("check %s: no such tensor", name) end
  case.checks[name] = true
end

local IGNORED = { case = true, source = true, note = true }

local function read_lines(case, header)
  for line in header:gmatch("[^\n]+") do
    local keyword, rest = line:match("^(%l+) ?(.*)$")
    if keyword == "end" then return end
    if LINES[keyword] then
      local words = {}
      for word in rest:gmatch("%S+") do words[#words + 1] = word end
      LINES[keyword](case, words)
    elseif not IGNORED[keyword] then
      fail("the header has an unknown line: %s", line)
    end
  end
  fail("the header has no end")
end

--- Reads a file's header.
-- @return { path, cfg = { key = values }, tensors = { name = { dtype, dims, offset, bytes
--   } }, checks = { name = true } }
function rwg.read(path)
  local handle = io.open(path, "rb")
  local first = handle and handle:read("L")
  local size = first and integer(first:match("^RWG1 (%d+)\n$"))
  local rest = size and size <= WIDEST_HEADER and handle:read(math.max(0, size - #first))
  if handle then handle:close() end
  if not rest or #rest ~= size - #first then fail("is no RWG1 file, or is cut short") end
  local case = { path = path, cfg = {}, tensors = {}, checks = {} }
  read_lines(case, rest)
  return case
end

--- The bytes of a tensor.
function rwg.bytes(case, name)
  local tensor = case.tensors[name] or fail("%s: no such tensor", name)
  local handle <close> = assert(io.open(case.path, "rb"))
  local size = handle:seek("end")
  local offset, length = tensor.offset, tensor.bytes
  local inside = offset and length and offset >= 0 and length >= 0 and offset <= size
    and length <= size - offset
  if not inside then fail("%s: lies outside of the file", name) end
  handle:seek("set", offset)
  return handle:read(length) or ""
end

--- The numbers of an i32 tensor.
function rwg.integers(case, name)
  local bytes, values = rwg.bytes(case, name), {}
  if case.tensors[name].dtype ~= "i32" then fail("%s: no i32 tensor here", name) end
  for at = 1, #bytes - 3, 4 do values[#values + 1] = string.unpack("<i4", bytes, at) end
  return values
end

return rwg
