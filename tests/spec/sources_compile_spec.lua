-- The files of models that no shipped config is like compile without a warning, for all
-- types and for one alone.

local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local command = require("command")
local dtypes = require("dtypes")
local seed = require("seed")
local share = require("share")
local sources = require("sources")
local support = require("support")

-- An axis per name, `dim` channels each.
local function axes_of(names, dim, changes)
  local axes = {}
  for i, name in ipairs(names) do
    local axis = { name = name, dim = dim, position_min = -7, position_max = 20 }
    axes[i] = support.with(axis, changes or {})
  end
  return axes
end

local function grid(changes)
  return support.with({ rule = "grid", coordinates = { "h", "w" },
    limits = { h = 30, w = 31 } }, changes)
end

local H_W <const> = { { name = "h", dim = 4 }, { name = "w", dim = 4 } }

-- Models that no shipped config is like: fields by what is special about them.
local UNUSUAL <const> = {
  wide_half = { head_dim = 512, axes = axes_of({ "h" }, 512) },
  wide_adjacent = { head_dim = 512, pairing = "adjacent", axes = axes_of({ "h" }, 512) },
  narrow = { head_dim = 2, axes = axes_of({ "h" }, 2) },
  names_of_locals = { head_dim = 64, pairing = "half_per_axis",
    axes = axes_of({ "x", "y", "t", "k", "c", "s", "j", "at", "row", "rows", "out", "in",
      "mix", "token", "head", "tables" }, 4) },
  names_of_parts = { head_dim = 24, tables = "exact",
    axes = { { name = "h", dim = 8, theta = 20, position_max = 9 },
      { name = "low_h", dim = 8, theta = 30, position_max = 9 },
      { name = "low_low_h", dim = 8, theta = 40, position_max = 9 } } },
  partial = { head_dim = 30, rotary_dim = 18, rotary_offset = 5, pairing = "adjacent",
    axes = axes_of({ "h", "w", "d" }, 6) },
  exact = { head_dim = 40, tables = "exact", pairing = "half",
    axes = axes_of({ "h", "w" }, 20, { position_min = -2147483647 }) },
  exact_adjacent = { head_dim = 40, tables = "exact", pairing = "adjacent",
    axes = axes_of({ "h", "w" }, 20) },
  merged = { axes = H_W, positions = grid({ merge = 3 }) },
  windowed_alone = { axes = H_W, positions = grid({ patch_size = 4, window_size = 17 }) },
  text_before = { axes = H_W, positions = grid({
    merge = 2, centred = true, limits = { h = 30, w = 31, text = 9 },
    text = { start = "max", order = "before" },
  }) },
}

local STRICT <const> = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow"

-- Compilers and what each compiles: the unity file for either architecture, and CUDA text
-- on the host, with its stand-in for the toolkit.
local COMPILERS <const> = {
  { "gcc -std=c99 " .. STRICT, "_all.c" },
  { "aarch64-linux-gnu-gcc -std=c99 " .. STRICT, "_all.c" },
  { ("g++ -x c++ -Wall -Wextra -I '%s/tests/cuda_host'"):format(command.root),
    "_tables__cuda.cu", "_rotate_%s__cuda.cu" },
}

-- What compilers say of a model's files, with kernels of these types.
local function complaints_of(checked, types)
  local folder, said = command.folder(), {}
  for _, item in ipairs(sources.files(checked, support.isas(),
    { prefix = "", command = "ropewalk generate a.lua", dtypes = types })) do
    command.file(folder, item.name, item.text)
  end
  local function compile(compiler, file)
    local run = ("cd '%s' && %s -c %s%s -o unit.o >log 2>&1"):format(
      folder, compiler, checked.name, file)
    said[#said + 1] = os.execute(run) and "" or "does not compile: "
    said[#said + 1] = pl_file.read(folder .. "/log")
  end
  for _, compiler in ipairs(COMPILERS) do
    for i = 2, #compiler do
      local file = compiler[i]
      for n = 1, file:find("%%s") and #types or 1 do
        compile(compiler[1], file:format(types[n].name))
      end
    end
  end
  return table.concat(said)
end

-- Those of the unusual models that are compiled: their names in order, one in so many.
local function chosen()
  seed(30)
  local names, list = tablex.keys(UNUSUAL), {}
  table.sort(names)
  for i = 1 + share.skipped(), #names, share.one_in do list[#list + 1] = names[i] end
  return list
end

describe("sources", function()
  for _, name in ipairs(chosen()) do
    it("compile without a word: " .. name:gsub("_", " "), function()
      assert.are.equal("", complaints_of(support.config(UNUSUAL[name]), dtypes.list))
    end)
  end

  for _, dtype in ipairs(dtypes.list) do
    it("compile without a word for one type alone: " .. dtype.name, function()
      assert.are.equal("", complaints_of(support.models()[1], { dtype }))
    end)
  end
end)
