-- The command line as a user meets it.

local lfs = require("lfs")
local pl_dir = require("pl.dir")

local catalogue = require("catalogue")
local command = require("command")
local config = require("config")

local MODEL <const> = "msrope_concept"

-- Runs a command that must work, and gives what it printed.
local function done(arguments, settings)
  local run = command.ropewalk(arguments, settings)
  assert.are.equal("", run.err)
  assert.are.equal(0, run.status)
  return run.out
end

-- Runs a command that must be refused, and gives its one line.
local function refused(arguments)
  local run = command.ropewalk(arguments)
  assert.are.equal(1, run.status)
  assert.are.equal("", run.out)
  local line = run.err:match("^([^\n]+)\n$")
  assert.is_truthy(line, run.err)
  return line
end

-- Generates a model into a new folder: the texts of its files, and the folder.
local function generate(arguments, settings)
  local out = command.folder()
  done(("generate %s --out %s"):format(arguments, out), settings)
  for name in lfs.dir(out) do
    if not name:find("^%.") then return command.texts(out .. "/" .. name), out, name end
  end
end

local function names(texts)
  local list = {}
  for name in pairs(texts) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- Locales that this machine has or can make: LC_ALL and where the C library finds it.
local function locales()
  local list, folder = { "LC_ALL=C" }, command.folder()
  for _, language in ipairs({ "de_DE", "tr_TR" }) do
    local made = os.execute(("localedef -i %s -f UTF-8 %s/%s.UTF-8 >%s/log 2>&1"):format(
      language, folder, language, folder))
    list[#list + 1] = ("%sLC_ALL=%s.UTF-8"):format(
      made and ("LOCPATH=%s "):format(folder) or "", language)
  end
  return list
end

describe("ropewalk", function()
  describe("generate", function()
    it("writes every file that list names, once", function()
      local texts, out = generate(MODEL)
      local folder = out .. "/" .. MODEL
      local listed = {}
      for path in done(("list %s --out %s"):format(MODEL, out)):gmatch("[^\n]+") do
        listed[#listed + 1] = path:sub(#folder + 2)
      end
      assert.are.equal(folder .. "/" .. listed[1],
        done(("list %s --out %s"):format(MODEL, out)):match("[^\n]+"))
      table.sort(listed)
      assert.are.same(names(texts), listed)
      local again = done(("generate %s --out %s"):format(MODEL, out))
      local none = (" %d files, 0 written"):format(#listed)
      assert.is_truthy(again:find(none, 1, true), again)
    end)

    it("gives the same bytes from any folder, in any locale, in every run", function()
      local texts = generate(MODEL)
      local elsewhere = command.folder()
      assert.are.same(texts, (generate(MODEL, ("cd '%s' &&"):format(elsewhere))))
      assert.are.same(texts, (generate(MODEL, "cd / &&")))
      for _, locale in ipairs(locales()) do
        assert.are.same(texts, (generate(MODEL, locale)))
      end
      for _ = 1, 3 do assert.are.same(texts, (generate(MODEL))) end
    end)

    it("gives the same bytes through a link to the program", function()
      local folder = command.folder()
      local link = folder .. "/rope's walk"
      assert(lfs.link(command.program, link, true))
      local status = os.execute(("\"%s\" generate %s --out %s >%s/log"):format(
        link, MODEL, folder, folder))
      assert.is_true(status)
      assert.are.same((generate(MODEL)), command.texts(folder .. "/" .. MODEL))
    end)

    it("says nothing of the machine", function()
      for name, text in pairs(generate(MODEL)) do
        assert.is_nil(text:find(lfs.currentdir(), 1, true), name)
        assert.is_nil(text:find("/tmp", 1, true), name)
        assert.is_nil(text:find(os.date("%Y"), 1, true), name)
      end
    end)

    it("puts a prefix before every name and file", function()
      local plain, prefixed = generate(MODEL), generate(MODEL .. " --prefix acme_")
      for name, text in pairs(plain) do
        local other = name == "sources.mk" and name or "acme_" .. name
        assert.is_truthy(prefixed[other], other)
        assert.are_not.equal(text, prefixed[other])
      end
      assert.are.equal(#names(plain), #names(prefixed))
      for name, text in pairs(prefixed) do
        local code = text:gsub("/%*.-%*/", ""):gsub("%f[^\n\0]# [^\n]*", "")
        for _, pattern in ipairs({ MODEL, MODEL:upper() }) do
          for before in code:gmatch("([%w_]*)" .. pattern) do
            assert.is_truthy(before:lower():find("acme_$"), name .. ": " .. before)
          end
        end
      end
    end)

    it("writes the ISAs that are asked for, and scalar", function()
      for _, isa in ipairs(config.isas) do
        local texts = generate(MODEL .. " --isa " .. isa)
        for _, other in ipairs(config.isas) do
          local wanted = other == isa or other == "scalar"
          local extension = other == "cuda" and ".cu" or ".c"
          for _, what in ipairs({ "tables", "rotate_f32" }) do
            local name = ("%s_%s__%s%s"):format(MODEL, what, other, extension)
            assert.are.equal(wanted, texts[name] ~= nil, name)
            assert.are.equal(wanted and other ~= "cuda",
              texts[MODEL .. "_all.c"]:find(name, 1, true) ~= nil, name)
          end
        end
      end
    end)

    it("takes ISAs in any order", function()
      assert.are.same((generate(MODEL .. " --isa scalar,avx2")),
        (generate(MODEL .. " --isa avx2,scalar")))
    end)

    it("takes a config by its path", function()
      local folder = command.folder()
      assert(pl_dir.copyfile(("gen/models/%s.lua"):format(MODEL), folder .. "/my.lua"))
      local texts = generate(folder .. "/my.lua")
      assert.are.same(names((generate(MODEL))), names(texts))
      local here = generate("my.lua", ("cd '%s' &&"):format(folder))
      assert.are.same(texts, here)
    end)

    it("writes nothing where the folder is not one", function()
      local folder = command.folder()
      command.file(folder, "taken", "")
      local line = refused(("generate %s --out %s/taken"):format(MODEL, folder))
      assert.is_truthy(line:find("taken", 1, true), line)
      assert.are.same({ taken = "" }, command.texts(folder))
      assert.is_truthy(refused(("generate %s --out /proc/none"):format(MODEL)))
    end)

    it("refuses what it does not know, and says what is near", function()
      local line = refused("generate qwen2_5_vl_visoin")
      assert.is_truthy(line:find("did you mean qwen2_5_vl_vision?", 1, true), line)
      line = refused(("generate %s --isa avx3"):format(MODEL))
      assert.is_truthy(line:find("avx3", 1, true), line)
      assert.is_truthy(line:find("scalar,avx2,neon,cuda", 1, true), line)
      line = refused(("generate %s --prefix 2x"):format(MODEL))
      assert.is_truthy(line:find("\"2x\"", 1, true), line)
      assert.is_truthy(refused("generate"))
      assert.is_truthy(refused("genrate " .. MODEL))
      assert.is_truthy(refused(""))
      assert.is_truthy(refused(("generate %s --nonsense"):format(MODEL)))
    end)
  end)

  describe("check", function()
    local folder, out

    before_each(function()
      local _
      _, out, _ = generate(MODEL .. " --isa scalar,neon --prefix my_")
      folder = out .. "/my_" .. MODEL
    end)

    local function model_arguments()
      return ("check %s --isa scalar,neon --prefix my_ --out %s"):format(MODEL, out)
    end

    it("is content with what was generated, by model and by folder", function()
      for _, arguments in ipairs({
        model_arguments(), "check " .. folder, "check " .. folder .. "/",
      }) do
        assert.is_truthy(done(arguments):find("files as generated", 1, true))
      end
    end)

    it("names what differs, is missing or stale, and touches nothing", function()
      local header = folder .. "/my_" .. MODEL .. ".h"
      local text = command.texts(folder)["my_" .. MODEL .. ".h"]
      command.file(folder, "my_" .. MODEL .. ".h", text .. "/* by hand */\n")
      os.remove(folder .. "/my_" .. MODEL .. "_all.c")
      command.file(folder, "old.c", "")
      local before = command.texts(folder)
      for _, arguments in ipairs({ model_arguments(), "check " .. folder }) do
        local run = command.ropewalk(arguments)
        assert.are.equal(1, run.status)
        assert.is_truthy(run.out:find(header .. " differs", 1, true), run.out)
        assert.is_truthy(run.out:find("\n-/* by hand */", 1, true), run.out)
        assert.is_truthy(run.out:find("_all.c is missing", 1, true), run.out)
        assert.is_truthy(run.out:find("old.c is stale", 1, true), run.out)
        assert.are.same(before, command.texts(folder))
      end
    end)

    it("names the files of ISAs that are no longer generated", function()
      local run = command.ropewalk(
        ("check %s --isa scalar --prefix my_ --out %s"):format(MODEL, out))
      assert.are.equal(1, run.status)
      assert.is_truthy(run.out:find("__neon.c is stale", 1, true), run.out)
    end)

    it("refuses a folder without a banner", function()
      local line = refused("check " .. command.folder())
      assert.is_truthy(line:find("no generated header", 1, true), line)
    end)
  end)

  it("explains config, pairs, plans and schedules", function()
    local text = done("explain qwen_image")
    for _, words in ipairs({ "head_dim = 128", "pairs 8..35 by h", "schedule:", "block 0",
      "per head:" }) do
      assert.is_truthy(text:find(words, 1, true), words)
    end
    assert.are.equal(text, done("explain qwen_image"))
  end)

  it("lists models, fields and its own help", function()
    local models = done("models")
    for _, name in ipairs(catalogue.names()) do
      assert.is_truthy(models:find("\n" .. name .. " "), name)
    end
    assert.is_truthy(done("models mistral"):find("\nllama "))
    assert.is_nil(done("models mistral"):find("\ngptj "))
    assert.is_truthy(refused("models no_such_family"):find("`ropewalk import`", 1, true))
    assert.is_truthy(done("fields"):find("rotary_offset", 1, true))
    local help = done("--help")
    for _, action in ipairs({ "generate", "check", "list", "explain", "import",
      "models" }) do
      assert.is_truthy(help:find("\n%s+" .. action), action)
    end
    assert.is_truthy(done("generate --help"):find("--prefix", 1, true))
  end)

  it("generates several models in one go, or none", function()
    local out = command.folder()
    local said = done("generate llama gptj --isa scalar --out " .. out)
    assert.is_truthy(said:find("/llama: ") and said:find("/gptj: "))
    local line = refused(("generate phi no_such_model --out %s"):format(out))
    assert.is_truthy(line:find("no_such_model: is no shipped model", 1, true))
    assert.is_nil(lfs.attributes(out .. "/phi"))
  end)
end)
