-- The files of a model: which there are, that they are clean text and clean C, and that
-- they hold what the config asks for.

local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local command = require("command")
local config = require("config")
local freq = require("freq")
local rope = require("rope")
local sources = require("sources")
local support = require("support")

local function files_of(checked, isas, prefix)
  return sources.files(checked, isas or support.isas(),
    { prefix = prefix or "", command = "ropewalk generate a.lua" })
end

local function texts_of(files)
  local texts = {}
  for _, item in ipairs(files) do texts[item.name] = item.text end
  return texts
end

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
    "_rotate_f32__cuda.cu", "_tables__cuda.cu" },
}

-- What compilers say of a model's files.
local function complaints_of(checked)
  local folder, said = command.folder(), {}
  for _, item in ipairs(files_of(checked)) do
    command.file(folder, item.name, item.text)
  end
  for _, compiler in ipairs(COMPILERS) do
    for i = 2, #compiler do
      local run = ("cd '%s' && %s -c %s%s -o unit.o >log 2>&1"):format(
        folder, compiler[1], checked.name, compiler[i])
      local compiled = os.execute(run)
      said[#said + 1] = compiled and "" or "does not compile: "
      said[#said + 1] = pl_file.read(folder .. "/log")
    end
  end
  return table.concat(said)
end

-- A variable of a makefile, as make reads it.
local function made_list(variable, makefile)
  local folder = command.folder()
  command.file(folder, "sources.mk", makefile)
  command.file(folder, "Makefile", ("include sources.mk\nall: ; @echo $(%s)\n"):format(
    variable))
  local pipe = io.popen(("make -s -C '%s' 2>&1"):format(folder))
  local text = pipe:read("a")
  pipe:close()
  return (text:gsub("\n$", ""))
end

-- What a file of tables has for an entry: { [position] = { column, value } }.
local function mended_entries(text)
  local entries = {}
  for at, column, value in text:gmatch("if %(at == (%-?%d+)%) row%[(%d+)%] = (%S+)f;") do
    entries[math.tointeger(at)] = { math.tointeger(column), freq.f32(tonumber(value)) }
  end
  return entries
end

describe("sources", function()
  it("are the same for the same config", function()
    for _, checked in ipairs(support.models()) do
      local again = config.read(("gen/models/%s.lua"):format(checked.name))
      assert.are.same(files_of(checked), files_of(again))
    end
  end)

  it("name each file once, and every source in the unity file and sources.mk", function()
    for _, checked in ipairs(support.models()) do
      local files = files_of(checked)
      local texts = texts_of(files)
      local all = texts[checked.name .. "_all.c"]
      local sources_of_c, seen = {}, {}
      for _, item in ipairs(files) do
        assert.is_nil(seen[item.name], item.name)
        seen[item.name] = true
        if item.name:find("%.c$") and not item.name:find("_all%.c$") then
          sources_of_c[#sources_of_c + 1] = item.name
          local include = ('#include "%s"\n'):format(item.name)
          assert.are.equal(1, select(2, all:gsub(include:gsub("%p", "%%%0"), "")))
        end
      end
      assert.are.equal(table.concat(sources_of_c, " "),
        made_list(checked.name:upper() .. "_C", texts["sources.mk"]))
    end
  end)

  it("are clean text", function()
    for _, checked in ipairs(support.models()) do
      for _, item in ipairs(files_of(checked)) do
        assert.is_truthy(item.text:find("[^\n]\n$"), item.name)
        for _, pattern in ipairs({
          "[ \t]\n", "\t", "\r", "%${", "\n\n\n", "[\128-\255]",
        }) do
          local from, to = item.text:find(pattern)
          assert.is_nil(from, from and item.name .. ": " .. item.text:sub(from - 60, to))
        end
      end
    end
  end)

  it("have lines that fit", function()
    for _, checked in ipairs(support.models()) do
      for _, item in ipairs(files_of(checked)) do
        for line in item.text:gmatch("[^\n]+") do
          assert.is_true(#line <= 100 or item.name == "sources.mk",
            item.name .. ": " .. line)
        end
      end
    end
  end)

  it("state the command, the contract and the licence in each banner", function()
    for _, checked in ipairs(support.models()) do
      for _, item in ipairs(files_of(checked)) do
        assert.is_truthy(item.text:find("ropewalk generate a.lua\n", 1, true), item.name)
        if item.name ~= "sources.mk" then
          assert.are.equal("/* Generated by ropewalk ", item.text:sub(1, 25), item.name)
          assert.is_truthy(item.text:find("0BSD", 1, true), item.name)
        end
      end
    end
  end)

  it("mend the hard angle's entry where positions reach it", function()
    local column = 48 + 13 -- the sine of the 14th of 48 pairs
    local known = {
      [119098] = { column, freq.HARD_SINE }, [-119098] = { column, -freq.HARD_SINE },
    }
    for _, limits in ipairs({
      { 0, 119098 }, { 0, 119097 }, { -119098, 0 }, { -119098, 119098 },
      { 119099, 119100 },
    }) do
      local axis = { name = "p", dim = 96,
        position_min = limits[1], position_max = limits[2] }
      local checked = support.config({ head_dim = 96, axes = { axis } })
      local texts = texts_of(files_of(checked))
      local right = {}
      for position, entry in pairs(known) do
        local reached = position >= limits[1] and position <= limits[2]
        right[position] = reached and entry or nil
      end
      for _, name in ipairs({ "scalar", "avx2", "neon" }) do
        local text = texts[("model_tables__%s.c"):format(name)]
        assert.are.same(right, mended_entries(text))
      end
      local in_cuda = texts["model_tables__cuda.cu"]:find("119098", 1, true)
      assert.are.equal(next(right) ~= nil, in_cuda ~= nil)
    end
  end)

  it("mend it for each axis that reaches it", function()
    local texts = texts_of(files_of(support.config({ head_dim = 192, axes = {
      { name = "near", dim = 96, position_max = 10 },
      { name = "far", dim = 96, position_max = 119098 },
    } })))
    assert.is_truthy(texts["model_tables__scalar.c"]:find("at == 119098", 1, true))
  end)

  it("give each axis its own exact frequencies, however near another's", function()
    local axes = {
      { name = "h", dim = 8, theta = 10000, position_max = 1 << 30 },
      { name = "w", dim = 8, theta = 10000.00001, position_max = 1 << 30 },
    }
    local texts = texts_of(files_of(support.config({
      head_dim = 16, tables = "exact", axes = axes,
    })))
    local turns = rope.build(support.config({
      head_dim = 8, tables = "exact", axes = { axes[2] },
    })).axes[1].turns
    assert.is_truthy(texts["model.c"]:find(("0x%x"):format(turns[2][1]), 1, true))
  end)

  for name, fields in tablex.sort(UNUSUAL) do
    it("compile without a word: " .. name:gsub("_", " "), function()
      assert.are.equal("", complaints_of(support.config(fields)))
    end)
  end

  it("take a prefix", function()
    local checked = support.models()[1]
    local files = files_of(checked, nil, "acme_")
    for i, item in ipairs(files_of(checked)) do
      local name = item.name == "sources.mk" and item.name or "acme_" .. item.name
      assert.are.equal(name, files[i].name)
    end
  end)
end)
