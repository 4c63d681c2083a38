-- Reads a dump: q (and k) before and after their rotation, and how the tokens stand.
-- In: a folder of .npy files, or one RWG1 file, with the tensors of NAMES.
-- Out: the sides to compare, and ids, images and text, or runs.
-- Always: what is missing or cannot be read is one line that names the file and the
-- remedy.

local lfs = require("lfs")

local npy = require("verify.npy")
local numbers = require("verify.numbers")
local rwg = require("verify.rwg")

local dump = {}

--- The tensors of a dump, each with its shape and its meaning.
dump.names = {
  { "q", "any shape that ends in head_dim", "before the rotation" },
  { "q_out", "as q", "after it" },
  { "k", "as q, other heads", "before the rotation, if k is to be looked at too" },
  { "k_out", "as k", "after it" },
  { "ids", "(tokens, positions)", "of each token, in the order of the config" },
  { "grids", "(images, 3)", "instead of ids: frames, rows and columns of patches" },
  { "text_tokens", "one number", "text tokens beside the images, 0 unless given" },
  { "text_start", "one number", "where the text begins, the config's rule unless given" },
  { "runs", "(runs, 5)", "instead of ids, M-RoPE: 0 text, 1 image or 2 video; tokens or "
    .. "frames; rows and columns of patches; seconds per frame" },
}

local RUN_KINDS <const> = { [0] = "text", "image", "video" }

local function fail(subject, ...)
  error({ message = subject .. ": " .. string.format(...) }, 0)
end

-- A reader's result; what it raises becomes one line of ours.
local function attempt(subject, read, ...)
  local good, result = pcall(read, ...)
  if good then return result end
  fail(subject, "%s", tostring(result))
end

local function read_folder(path)
  local arrays = {}
  for _, item in ipairs(dump.names) do
    local file = ("%s/%s.npy"):format(path, item[1])
    if lfs.attributes(file, "mode") then
      arrays[item[1]] = attempt(file, npy.read, file)
      arrays[item[1]].path = file
    end
  end
  return arrays
end

local function read_file(path)
  local arrays = {}
  local case = attempt(path, rwg.read, path)
  for _, item in ipairs(dump.names) do
    local tensor = case.tensors[item[1]]
    if tensor then
      local subject = ("%s: %s"):format(path, item[1])
      local bytes = attempt(subject, rwg.bytes, case, item[1])
      local size = numbers.size(tensor.dtype) or fail(subject, "has the unknown type %s",
        rwg.shown(tensor.dtype))
      for _, dim in ipairs(tensor.dims) do size = size * dim end
      if #bytes ~= size then fail(subject, "has %d bytes, its shape %d", #bytes, size) end
      arrays[item[1]] = { dtype = tensor.dtype, dims = tensor.dims, bytes = bytes,
        path = subject }
    end
  end
  return arrays
end

-- How many numbers an array has.
local function count_of(array)
  local count = 1
  for _, dim in ipairs(array.dims) do count = count * dim end
  return count
end

local WORDS <const> = { f32 = "float32", f16 = "float16", bf16 = "bfloat16",
  f64 = "float64", i32 = "int32", i64 = "int64" }
local WHOLE <const> = { i32 = true, i64 = true }
local TURNED <const> = { f32 = true, bf16 = true, f16 = true }

-- All numbers of a small array, as whole numbers.
local function whole_numbers(array)
  local list = {}
  for i = 0, count_of(array) - 1 do
    local x = numbers.read(array.dtype, array.bytes, i, 1)[1]
    list[i + 1] = math.tointeger(x)
      or fail(array.path, "has %s; give whole numbers", tostring(x))
  end
  return list
end

local function one_number(array)
  local list = array and whole_numbers(array)
  if list and #list ~= 1 then fail(array.path, "has %d numbers; give one", #list) end
  return list and list[1]
end

local function same_dims(a, b)
  return table.concat(a.dims, " ") == table.concat(b.dims, " ")
end

local function side_of(path, arrays, name)
  local before, after = arrays[name], arrays[name .. "_out"]
  if not before and not after then return nil end
  if not (before and after) then
    fail(path, "has %s without %s; save both", before and name or name .. "_out",
      before and name .. "_out" or name)
  end
  for _, array in ipairs({ before, after }) do
    if not TURNED[array.dtype] then
      fail(array.path, "holds %s; give the model's own float32, bfloat16 or float16%s",
        WORDS[array.dtype], array.dtype == "f64" and ", or x.float()" or "")
    elseif count_of(array) == 0 then
      fail(array.path, "is empty")
    end
  end
  if before.dtype ~= after.dtype then
    fail(after.path, "holds %s, %s before the rotation; give both in the model's type",
      WORDS[after.dtype], WORDS[before.dtype])
  elseif not same_dims(before, after) then
    fail(after.path, "has the shape (%s), (%s) before the rotation; give both alike",
      table.concat(after.dims, ", "), table.concat(before.dims, ", "))
  end
  return { name = name, dtype = before.dtype, dims = before.dims, before = before.bytes,
    after = after.bytes, path = before.path }
end

-- (images, 3), or (images, 2) without frames, as { t, h, w }.
local function images_of(array)
  local width = array.dims[#array.dims]
  if #array.dims > 2 or width ~= 3 and width ~= 2 then
    fail(array.path, "has the shape (%s); give (images, 3): frames, rows, columns",
      table.concat(array.dims, ", "))
  end
  local list, images = whole_numbers(array), {}
  for i = 1, #list, width do
    local t, h, w = table.unpack(list, i, i + width - 1)
    if width == 2 then t, h, w = 1, t, h end
    if t < 1 or h < 1 or w < 1 or t * h * w > 1 << 30 then
      fail(array.path, "has the image (%d, %d, %d); give frames, rows and columns of "
        .. "patches", t, h, w)
    end
    images[#images + 1] = { t = t, h = h, w = w }
  end
  return images
end

local function runs_of(array)
  if #array.dims ~= 2 or array.dims[2] ~= 5 then
    fail(array.path, "has the shape (%s); give (runs, 5)", table.concat(array.dims, ", "))
  end
  local runs = {}
  for i = 0, array.dims[1] - 1 do
    local kind, t, h, w, seconds =
      table.unpack(numbers.read(array.dtype, array.bytes, 5 * i, 5))
    local name = RUN_KINDS[math.tointeger(kind)]
    t, h, w = math.tointeger(t), math.tointeger(h), math.tointeger(w)
    if not (name and t and h and w) or t < 0 or h < 0 or w < 0 or t > 1 << 30 then
      fail(array.path, "has a run %d that is neither text, image nor video", i)
    end
    runs[i + 1] = name == "text" and { kind = name, tokens = t }
      or { kind = name, t = t, h = h, w = w, seconds = seconds }
  end
  return runs
end

--- Reads a dump.
-- @return { path, dtype, sides = { { name, dtype, dims, before, after, path } }, ids = {
--   dtype, dims, bytes, path }, images, text_tokens, text_start, runs }, before and after
--   as bytes; raises { message } with one line
function dump.read(path)
  local mode = lfs.attributes(path, "mode")
    or fail(path, "is not there; give a folder of .npy files or an RWG1 file")
  local arrays = mode == "directory" and read_folder(path) or read_file(path)
  local read = { path = path, sides = {}, ids = arrays.ids,
    images = arrays.grids and images_of(arrays.grids),
    text_tokens = one_number(arrays.text_tokens) or 0,
    text_start = one_number(arrays.text_start),
    runs = arrays.runs and runs_of(arrays.runs) }
  for _, name in ipairs({ "q", "k" }) do
    read.sides[#read.sides + 1] = side_of(path, arrays, name)
  end
  if not read.sides[1] then
    fail(path, "has no q and q_out; `ropewalk verify --help` says what a dump holds")
  end
  read.dtype = read.sides[1].dtype
  if read.sides[2] and read.sides[2].dtype ~= read.dtype then
    fail(read.sides[2].path, "holds %s, q %s; give both in the model's type",
      WORDS[read.sides[2].dtype], WORDS[read.dtype])
  end
  if read.ids and not WHOLE[read.ids.dtype] and read.ids.dtype ~= "f32" then
    fail(read.ids.path, "holds %s; give int32, int64, or float32 where positions are "
      .. "fractions", WORDS[read.ids.dtype])
  end
  return read
end

return dump
