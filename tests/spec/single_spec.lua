-- One header of a whole model: compiled as C and C++, alone, and beside another.

local config = require("config")
local dtypes = require("dtypes")
local command = require("command")
local request = require("request")
local seed = require("seed")
local share = require("share")
local sources = require("sources")

local COMPILERS <const> = {
  "gcc -std=c99 -Wpedantic -Wconversion", "g++ -x c++ -std=c++17",
  "clang -std=c11 -Wpedantic", "aarch64-linux-gnu-gcc -std=c99 -Wpedantic",
}

-- A model of each position rule, and one with ready cos and sin.
local MODELS <const> = { "msrope_concept", "llama", "qwen2_5_vl_text", "llama_dynamic" }

local ISAS <const> = request.isas("avx2,neon")

-- The header of a model, in a folder.
local function write(folder, name, static)
  local checked = config.read(("gen/models/%s.lua"):format(name))
  local files = sources.files(checked, ISAS, { prefix = "", single = true,
    static = static, command = "ropewalk vendor x --to .",
    dtypes = { dtypes.by_name.bf16 } })
  assert.are.equal(1, #files)
  assert.are.equal(name .. ".h", files[1].name)
  command.file(folder, files[1].name, files[1].text)
  return files[1].text
end

-- Compiles a source with the compilers there are, one in so many, and calls body with the
-- symbols that it defines for others and those that it wants, lists of names.
local function each_object(folder, source, body)
  for i = 1 + share.skipped(), #COMPILERS, share.one_in do
    local compiler = COMPILERS[i]
    if os.execute(("command -v %s >/dev/null"):format(compiler:match("%S+"))) then
      local pipe = io.popen(("cd '%s' && %s -Wall -Wextra -Wshadow -Werror -c %s -o s.o "
        .. "2>&1 && nm s.o 2>&1"):format(folder, compiler, source))
      local said = pipe:read("a")
      assert.is_true(pipe:close() == true, said)
      local exported, wanted = {}, {}
      for kind, name in said:gmatch(" (%u) (%S+)\n") do
        table.insert(kind == "U" and wanted or exported, name)
      end
      body(exported, wanted)
    end
  end
end

-- What an object may want: two functions of the library, the compiler's CPU model; in C++
-- without optimisation, and on aarch64, what objects always want.
local WANTED <const> = { memcpy = true, memset = true, __cpu_model = true,
  __gxx_personality_v0 = true, _GLOBAL_OFFSET_TABLE_ = true }

describe("a single file", function()
  before_each(function() seed(32) end)

  it("exports its interface, beside others in one source of C or C++", function()
    local folder, lines, interfaces = command.folder(), {}, ""
    for i, name in ipairs(MODELS) do
      local text = write(folder, name)
      interfaces = interfaces .. text:match("^(.-)IMPLEMENTED")
      lines[i] = ("#define %s_IMPLEMENTATION\n#include \"%s.h\"\n"):format(
        name:upper(), name)
    end
    command.file(folder, "all.c", table.concat(lines))
    each_object(folder, "all.c", function(exported, wanted)
      assert.is_true(#exported > #MODELS)
      for _, symbol in ipairs(exported) do
        assert.is_truthy(interfaces:find(symbol .. "(", 1, true)
          or symbol:find("__gxx_personality_v0", 1, true), symbol)
      end
      for _, symbol in ipairs(wanted) do assert.is_true(WANTED[symbol], symbol) end
    end)
  end)

  it("is an interface alone where nothing is defined before", function()
    local folder = command.folder()
    write(folder, MODELS[1])
    command.file(folder, "user.c", ("#include \"%s.h\"\n"):format(MODELS[1]))
    each_object(folder, "user.c", function(exported, wanted)
      assert.are.same({ {}, {} }, { exported, wanted })
    end)
  end)

  it("exports nothing when static, and names nothing of its user's", function()
    local folder, lines = command.folder(), {}
    for i, name in ipairs(MODELS) do
      local text = write(folder, name, true)
      lines[i] = ("#include \"%s.h\"\n"):format(name)
      for own in text:gsub("/%*.-%*/", ""):gmatch("#define ([%w_]+)") do
        local passing = own == "ENTRY" or own == "TAKE" -- undefined again
        assert.is_truthy(passing or own:find("^" .. name:upper() .. "_"), own)
      end
      for own in text:gmatch("\n[^\n]*%f[%w_]([%w_]+)%([^()]*%)\n{") do
        assert.is_truthy(own:find("^" .. name .. "_"), own)
      end
    end
    command.file(folder, "all.c", table.concat(lines))
    each_object(folder, "all.c", function(exported)
      for _, symbol in ipairs(exported) do
        assert.is_truthy(symbol:find("__gxx_personality_v0", 1, true), symbol)
      end
    end)
  end)

  it("has its banner's command, and no include of its own", function()
    local folder = command.folder()
    for _, name in ipairs(MODELS) do
      local text = write(folder, name)
      assert.is_truthy(text:find("ropewalk vendor x --to .\n", 1, true))
      assert.is_nil(text:find("#include \"", 1, true))
    end
  end)
end)
