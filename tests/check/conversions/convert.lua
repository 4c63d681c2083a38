-- Puts every element of the 16-bit types through every conversion of every ISA's helpers.
-- In: a model, whose header tests/model.h wants. Out: TAP on standard output. Always: the
-- conversions are all operations on a 16-bit type that an ISA's table spells, with the
-- helpers that it names; an ISA whose machine is missing is a skip.

local dtypes = require("dtypes")
local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local tap = require("check.tap")

local model = arg[1]
local BUILD <const> = ".build/check/conversions"
local WARNINGS <const> = "-Wall -Wextra -Werror"
local NOT_HERE <const> = 77 -- exit status of check.c
local MOST_LANES <const> = 32 -- of a vector, for check.c

-- Declarations and a statement of C for an operation, of `from` and `to`; where it moves
-- two vectors, the even elements are in the array a, the odd ones in b. c.op spells it
-- with its operands, c.get and c.put a vector of floats in memory.
local function load(c) return "v = " .. c.op({ at = "from" }), c.put("to", "v") end

local function store(c) return "v = " .. c.get("from"), c.op({ at = "to", a = "v" }) end

local function load2(c)
  return ("v = %s, w = %s"):format(c.part("first"), c.part("second")),
    c.put("a", "v") .. "; " .. c.put("b", "w")
end

local function store2(c)
  return ("v = %s, w = %s"):format(c.get("a"), c.get("b")),
    c.op({ at = "to", a = "v", b = "w" })
end

local function round(c)
  local rounded = c.op({ a = "v" })
  return ("q = %s, v = %s, r = %s"):format(c.get("from"), c.quiet("q"), rounded),
    c.put("to", "r")
end

local WIDEN <const> = { name = "ELEMENTS_TO_FLOATS", from = "uint16_t", to = "float" }
local NARROW <const> = { name = "FLOATS_TO_ELEMENTS", from = "float", to = "uint16_t" }
local ROUND <const> = { name = "FLOATS_TO_FLOATS", from = "float", to = "float" }

-- name -> kind, vectors, C
local OPERATIONS <const> = {
  ld = { WIDEN, 1, load }, ld_ends = { WIDEN, 1, load }, ld2 = { WIDEN, 2, load2 },
  st = { NARROW, 1, store }, st_ends = { NARROW, 1, store }, st2 = { NARROW, 2, store2 },
  round = { ROUND, 1, round },
}
local PART_OF_ROUND <const> = "quiet"

local function fill(text, fields)
  fields.cell = fields.at and fields.at .. "[0]"
  return (text:gsub("%$(%w+)", fields))
end

-- How an operation and what goes with it are spelled.
local function spellings(words, floats, lanes, name)
  local function op(fields)
    fields.apart = lanes // 2
    return fill(words[name], fields)
  end
  return {
    op = op,
    get = function(at) return fill(floats.ld, { at = at }) end,
    put = function(at, value) return fill(floats.st, { at = at, a = value }) end,
    part = function(part) return fill(floats[part], { a = op({ at = "from" }) }) end,
    quiet = function(value) return fill(words[PART_OF_ROUND] or "$a", { a = value }) end,
  }
end

-- The function of an operation, and its line in the list.
local function conversion(isa, dtype, lanes, name)
  local words, floats = isa[dtype.name .. "x" .. lanes], isa["f32x" .. lanes]
  local operation = OPERATIONS[name]
    or error(name .. " of " .. dtype.name .. " is new: what does it convert?")
  local kind, vectors, c_of = table.unpack(operation)
  local declarations, statement = c_of(spellings(words, floats, lanes, name))
  local title = ("convert_%s_%sx%d"):format(name, dtype.name, lanes)
  local lines = {
    isa.attribute, ("static void %s(const void *in, void *out)"):format(title), "{",
    ("  const %s *from = (const %s *)in;"):format(kind.from, kind.from),
    ("  %s *to = (%s *)out;"):format(kind.to, kind.to),
    ("  const %s %s;"):format(floats.type, declarations),
    ("  %s;"):format(statement), "}\n",
  }
  if vectors == 2 then
    table.insert(lines, 6, ("  float a[%d], b[%d];"):format(lanes, lanes))
    local each = ("  for (int i = 0; i < %d; i++) { %%s }"):format(lanes)
    if kind == WIDEN then
      table.insert(lines, #lines, each:format("to[2 * i] = a[i]; to[2 * i + 1] = b[i];"))
    else
      table.insert(lines, 7, each:format("a[i] = from[2 * i]; b[i] = from[2 * i + 1];"))
    end
  end
  local any_nan = kind == ROUND or not dtype.by_bits
  return table.concat(lines, "\n"), ('  { "%s", %s, %d, %d, %s },\n'):format(title,
    kind.name, vectors * lanes, any_nan and 1 or 0, title)
end

local function sorted_keys(list)
  local keys = {}
  for key in pairs(list) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

-- The text of all conversions of an ISA and a type.
local function conversions_of(isa, dtype)
  local list, text = {},
    { "#include <stdint.h>\n#include <string.h>\n", isa.includes, "\n" }
  for _, file in ipairs(isa.helpers.rotation) do
    text[#text + 1] = pl_file.read("templates/helpers/" .. file) .. "\n"
  end
  for lanes = 1, MOST_LANES do
    for _, name in ipairs(sorted_keys(isa[dtype.name .. "x" .. lanes] or {})) do
      if name ~= PART_OF_ROUND then
        text[#text + 1], list[#list + 1] = conversion(isa, dtype, lanes, name)
      end
    end
  end
  return table.concat(text), table.concat(list), isa.available or "1"
end

-- CUDA's conversions as a generated file has them, on the host.
local function cuda_conversions(_, dtype)
  local header = { bf16 = "cuda_bf16.h", f16 = "cuda_fp16.h" }
  return ('#include <cstddef>\n#include "cuda_runtime.h"\n#include "%s"\n'
    .. "using std::uint16_t;\n%s\nstatic void load(const void *from, void *to)\n"
    .. "{\n  *(float *)to = widen(*(const uint16_t *)from);\n}\n\n"
    .. "static void store(const void *from, void *to)\n"
    .. "{\n  *(uint16_t *)to = narrow(*(const float *)from);\n}\n\n"):format(
    header[dtype.name], pl_file.read("templates/cuda/" .. dtype.name .. ".h")),
    '  { "load", ELEMENTS_TO_FLOATS, 1, 1, load },\n'
    .. '  { "store", FLOATS_TO_ELEMENTS, 1, 1, store },\n', "1"
end

-- Writes what check.c is linked with.
local function write(path, text, list, available)
  pl_file.write(path, ('%s#include "check/conversions/conversions.h"\n\n'
    .. "const conversion conversions[] = {\n%s  { 0, FLOATS_TO_FLOATS, 0, 0, 0 },\n};\n\n"
    .. "int is_available(void)\n{\n  return %s;\n}\n"):format(text, list, available))
end

-- Where an ISA's program is compiled and run.
local HERE <const> = { cc = "gcc -std=c99 -O1", main = "gcc" }
local ARM <const> = { cc = "aarch64-linux-gnu-gcc -std=c99 -O1",
  main = "aarch64-linux-gnu-gcc -static", run = "qemu-aarch64-static" }
local HOST <const> = { cc = "g++ -x c++ -std=c++17 -O1 -Itests/cuda_host", main = "gcc",
  conversions = cuda_conversions }
local RUNS <const> = { { "scalar", HERE }, { "avx2", HERE }, { "avx512", HERE },
  { "scalar", ARM, "scalar under qemu-aarch64" }, { "neon", ARM }, { "cuda", HOST } }

-- @return what is wrong, if anything; or whether the machine lacks the ISA
local function problem_of(where, isa, dtype, folder)
  write(folder .. "/text.c", (where.conversions or conversions_of)(isa, dtype))
  local built, message = tap.run(("%s %s -Itests -c %s/text.c -o %s/text.o"):format(
    where.cc, WARNINGS, folder, folder))
  if not built then return message end
  built, message = tap.run(("%s -std=c11 -O2 %s -DDTYPE=%s -DMODEL=%s -DMODEL_UPPER=%s "
    .. "-Itests -Iout/%s tests/check/conversions/check.c %s/text.o -lm -o %s/check")
    :format(where.main, WARNINGS, dtype.name, model, model:upper(), model, folder,
      folder))
  if not built then return message end
  local _, said = tap.run(("%s %s/check; echo status $?"):format(where.run or "", folder))
  local status = math.tointeger(said:match("status (%d+)%s*$"))
  local count = math.tointeger(tonumber(said:match("^(%d+)\n")))
  if status == NOT_HERE then return nil, true end
  return not (status == 0 and count and count > 0) and said or nil
end

-- The first program that a place needs and this machine lacks.
local function lacks(where)
  for _, program in ipairs({ where.main:match("%S+"), where.run }) do
    if not tap.has(program) then return program end
  end
end

local function test(isa, where, dtype, name)
  local missing = lacks(where)
  if missing then return tap.skip(name, missing .. " is not installed") end
  local folder = BUILD .. "/" .. name:gsub("%W+", "_")
  pl_dir.makepath(folder)
  local wrong, absent = problem_of(where, require("isa." .. isa), dtype, folder)
  if absent then return tap.skip(name, isa .. " is not on this machine") end
  tap.result(name, wrong)
end

for _, run in ipairs(RUNS) do
  for _, dtype in ipairs(dtypes.list) do
    local name = ("conversions of %s, %s"):format(dtype.name, run[3] or run[1])
    if dtype.ctype ~= "float" then test(run[1], run[2], dtype, name) end
  end
end
tap.finish()
