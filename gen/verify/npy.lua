-- Reads numpy's .npy files, versions 1.0 to 3.0.
-- In: a path. Out: the type, the dimensions and the bytes of its array.
-- Always: little-endian, in C order, as many bytes as the shape says; anything else
-- raises one line with the remedy.

local npy = {}

local WIDEST_HEADER <const> = 1 << 20
local MOST_BYTES <const> = 1 << 40

local function fail(...) error(string.format(...), 0) end

-- descr without its byte order -> our name and bytes. numpy has no bfloat16: its bits
-- come as 16-bit integers, or as raw bytes.
local TYPES = {
  f4 = { "f32", 4 }, f2 = { "f16", 2 }, u2 = { "bf16", 2 }, i2 = { "bf16", 2 },
  V2 = { "bf16", 2 }, i4 = { "i32", 4 }, i8 = { "i64", 8 }, f8 = { "f64", 8 },
}

local function type_of(descr)
  local order, name = descr:match("^([<>|=]?)(%w+)$")
  if order == ">" then
    fail("is big-endian (%s); save x.astype(x.dtype.newbyteorder(\"<\"))", descr)
  end
  local known = TYPES[name] or fail("holds %s; give float32, float16, bfloat16 as "
    .. "uint16 bits, int32 or int64", (descr:sub(1, 40):gsub("[^%g ]", "?")))
  return known[1], known[2]
end

-- The text of the header, a Python dict.
local function read_header(handle)
  local start = handle:read(8)
  local major = start and start:match("^\x93NUMPY(.).$")
  if not major then fail("is no .npy file; np.save writes one") end
  local width = major == "\1" and 2 or 4
  local length = handle:read(width)
  if not major:find("^[\1-\3]$") or not length or #length < width then
    fail("is a .npy file of version %d; versions 1 to 3 are known", major:byte())
  end
  length = string.unpack("<I" .. width, length)
  local header = length <= WIDEST_HEADER and handle:read(length)
  if not header or #header < length then fail("is cut short inside its header") end
  return header
end

--- Reads an array.
-- @return { dtype = "f32" | "f16" | "bf16" | "f64" | "i32" | "i64", dims, bytes }
function npy.read(path)
  local handle <close> = io.open(path, "rb") or fail("cannot be read")
  local header = read_header(handle)
  local descr = header:match("['\"]descr['\"]%s*:%s*['\"]([^'\"]*)['\"]")
  local shape = header:match("['\"]shape['\"]%s*:%s*%(([%d%s,L]*)%)")
  local fortran = header:match("['\"]fortran_order['\"]%s*:%s*(%a+)")
  if not descr or not shape or not fortran then
    fail("has no array of one type in it; save one plain array a file")
  end
  local dtype, size = type_of(descr)
  if fortran ~= "False" then
    fail("is in Fortran order; save np.ascontiguousarray(x)")
  end
  local dims, total = {}, size
  for digits in shape:gmatch("%d+") do
    local dim = math.tointeger(tonumber(digits)) or math.maxinteger
    if dim > MOST_BYTES or total * dim > MOST_BYTES then
      fail("has a shape of more than 2^40 bytes; it is cut short or no array")
    end
    dims[#dims + 1], total = dim, total * dim
  end
  local from = handle:seek()
  local there = handle:seek("end") - from
  if there ~= total then
    fail("has %d bytes of numbers; its shape (%s) needs %d", there, shape, total)
  end
  handle:seek("set", from)
  return { dtype = dtype, dims = dims, bytes = handle:read(total) or "" }
end

return npy
