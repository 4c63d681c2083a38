-- The command line as a user meets it.

local lfs = require("lfs")

local catalogue = require("catalogue")
local command = require("command")
local sources = require("sources")

local done, refused, generate = command.done, command.refused, command.generate

local MODEL <const> = "msrope_concept"

describe("ropewalk", function()
  describe("check", function()
    local folder, out

    before_each(function()
      out = select(2, generate(
        MODEL .. " --isa scalar,neon --dtype f32,f16 --prefix my_"))
      folder = out .. "/my_" .. MODEL
    end)

    local function model_arguments()
      return ("check %s --isa scalar,neon --dtype f32,f16 --prefix my_ --out %s"):format(
        MODEL, out)
    end

    it("is content with what was generated, by model and by folder", function()
      for _, arguments in ipairs({
        model_arguments(), "check " .. folder, "check " .. folder .. "/",
      }) do
        assert.is_truthy(done(arguments):find("files as generated", 1, true))
      end
    end)

    it("names what is edited, missing or left over, and touches nothing", function()
      local header = folder .. "/my_" .. MODEL .. ".h"
      local text = command.texts(folder)["my_" .. MODEL .. ".h"]
      command.file(folder, "my_" .. MODEL .. ".h", text .. "/* by hand */\n")
      os.remove(folder .. "/my_" .. MODEL .. "_all.c")
      command.file(folder, "of_others.c", "")
      local before = command.texts(folder)
      for _, arguments in ipairs({ model_arguments(), "check " .. folder }) do
        local run = command.ropewalk(arguments)
        assert.are.equal(1, run.status)
        assert.is_truthy(run.out:find(header .. " is edited by hand", 1, true), run.out)
        assert.is_truthy(run.out:find("\n-/* by hand */", 1, true), run.out)
        assert.is_truthy(run.out:find("_all.c is missing", 1, true), run.out)
        assert.is_nil(run.out:find("of_others", 1, true), run.out)
        assert.are.same(before, command.texts(folder))
      end
    end)

    it("names the files of ISAs and types that are no longer generated", function()
      local run = command.ropewalk(
        ("check %s --isa scalar --dtype f32 --prefix my_ --out %s"):format(MODEL, out))
      assert.are.equal(1, run.status)
      for _, file in ipairs({ "_tables__neon.c", "_rotate_f32__neon.c", "_rotate_f16.c",
        "_rotate_f16__scalar.c" }) do
        assert.is_truthy(run.out:find(file .. " is left over", 1, true), run.out)
      end
    end)

    it("refuses a folder without a banner", function()
      local line = refused("check " .. command.folder())
      assert.is_truthy(line:find("no generated file", 1, true), line)
    end)
  end)

  it("explains config, pairs, plans and schedules", function()
    local both = done("explain qwen_image --isa avx2 --dtype bf16,f32")
    assert.is_truthy(both:find("\navx2, f32: .*\navx2, bf16: "), both)
    assert.is_nil(both:find(", f16: ", 1, true))
    assert.is_truthy(refused("explain qwen_image --dtype f8"):find("f8", 1, true))
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
    for _, action in ipairs({ "generate", "vendor", "check", "list", "explain", "tune",
      "models", "fields", "import", "completion" }) do
      assert.is_truthy(help:find("\n%s+" .. action), action)
    end
    for _, option in ipairs({ "--prefix", "--isa", "--dtype", "--cpu", "--out" }) do
      assert.is_truthy(done("generate --help"):find("\n%s+" .. option:gsub("-", "%%-")))
    end
  end)

  it("says to a beginner what to start with, and each of it works", function()
    local said, count = done(""), 0
    for arguments in said:gmatch("\n  ropewalk (.-)%s%s+%l") do
      done((arguments:gsub("%-%-to %S+", "--to " .. command.folder())))
      count = count + 1
    end
    assert.are.equal(3, count)
  end)

  it("says its version, and completes for each shell", function()
    assert.are.equal(("ropewalk %s\n"):format(sources.version), done("--version"))
    for _, shell in ipairs({ "bash", "fish", "zsh" }) do
      local script = done("completion " .. shell)
      assert.is_truthy(script:find("ropewalk", 1, true))
      assert.is_truthy(script:find("vendor", 1, true))
    end
    assert.is_truthy(refused("completion csh"):find("bash", 1, true))
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
