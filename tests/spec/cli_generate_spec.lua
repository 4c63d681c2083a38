-- `ropewalk generate` as a user meets it.

local lfs = require("lfs")
local pl_dir = require("pl.dir")

local command = require("command")
local config = require("config")
local dtypes = require("dtypes")

local done, refused, generate = command.done, command.refused, command.generate

local MODEL <const> = "msrope_concept"

local function names(texts)
  local list = {}
  for name in pairs(texts) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- Settings of a run in a locale with a decimal comma, which lua5.4 takes for its own only
-- when told; nil where there is none.
local function german()
  local folder = command.folder()
  local made = os.execute(("localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >%s/log 2>&1")
    :format(folder, folder))
  return made and ("LOCPATH=%s LC_ALL=de_DE.UTF-8 LUA_INIT='assert(os.setlocale(\"\"))'")
    :format(folder)
end

describe("ropewalk generate", function()
  local plain -- the files of MODEL, with all that it has

  setup(function() plain = generate(MODEL) end)

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
    local elsewhere = command.folder()
    for _, settings in ipairs({ ("cd '%s' &&"):format(elsewhere), "cd / &&", "LC_ALL=C",
      german() }) do
      assert.are.same(plain, (generate(MODEL, settings)))
    end
    for _ = 1, 3 do assert.are.same(plain, (generate(MODEL))) end
  end)

  it("gives the same bytes through a link to the program", function()
    local folder = command.folder()
    local link = folder .. "/rope's walk"
    assert(lfs.link(command.program, link, true))
    local status = os.execute(("\"%s\" generate %s --out %s >%s/log"):format(
      link, MODEL, folder, folder))
    assert.is_true(status)
    assert.are.same(plain, command.texts(folder .. "/" .. MODEL))
  end)

  it("says nothing of the machine", function()
    for name, text in pairs(plain) do
      assert.is_nil(text:find(lfs.currentdir(), 1, true), name)
      assert.is_nil(text:find("/tmp", 1, true), name)
      assert.is_nil(text:find(os.date("%Y"), 1, true), name)
    end
  end)

  it("puts a prefix before every name and file", function()
    local prefixed = generate(MODEL .. " --prefix acme_")
    for name, text in pairs(plain) do
      local other = "acme_" .. name
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

  it("writes the types that are asked for, and names no other", function()
    for _, dtype in ipairs(dtypes.list) do
      local texts = generate(
        ("%s --isa scalar,cuda --dtype %s"):format(MODEL, dtype.name))
      for _, other in ipairs(dtypes.list) do
        for _, name in ipairs({ "rotate_%s.c", "rotate_%s__scalar.c",
          "rotate_%s__cuda.cu" }) do
          name = MODEL .. "_" .. name:format(other.name)
          assert.are.equal(other == dtype, texts[name] ~= nil, name)
        end
        for _, name in ipairs({ "view_%s", "rotate_ids_%s", "rotate_grid_%s",
          "rotate_cos_sin_%s", "rotate_ids_%s__cuda" }) do
          name = "%f[%w_]" .. MODEL .. "_" .. name:format(other.name) .. "%f[^%w_]"
          local declared = texts[MODEL .. ".h"]:find(name) ~= nil
          assert.are.equal(other == dtype, declared, name)
        end
      end
    end
  end)

  it("takes ISAs and types in any order", function()
    assert.are.same((generate(MODEL .. " --isa scalar,avx2 --dtype f32,bf16")),
      (generate(MODEL .. " --isa avx2,scalar --dtype bf16,f32")))
  end)

  it("makes all ISAs and all types where none are named", function()
    assert.are.same(plain, (generate(("%s --isa %s --dtype %s"):format(
      MODEL, table.concat(config.isas, ","), table.concat(dtypes.names, ",")))))
  end)

  it("takes a config by its path", function()
    local folder = command.folder()
    assert(pl_dir.copyfile(("gen/models/%s.lua"):format(MODEL), folder .. "/my.lua"))
    local texts = generate(folder .. "/my.lua")
    assert.are.same(names(plain), names(texts))
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
    assert.is_truthy(line:find(table.concat(config.isas, ","), 1, true), line)
    for _, types in ipairs({ "f8", "f32,f8", "f8,f32", "F32", "\"bf16 f16\"" }) do
      line = refused(("generate %s --dtype %s"):format(MODEL, types))
      local first = types:gsub("\"", ""):gsub("f32", ""):match("[^,]+")
      assert.is_truthy(line:find("--dtype: " .. first .. " is no type", 1, true), line)
      assert.is_truthy(line:find(table.concat(dtypes.names, ","), 1, true), line)
    end
    line = refused(("generate %s --dtype ''"):format(MODEL))
    assert.is_truthy(line:find("--dtype: nothing is no type", 1, true), line)
    line = refused(("generate %s --prefix 2x"):format(MODEL))
    assert.is_truthy(line:find("\"2x\"", 1, true), line)
    assert.is_truthy(refused("generate"))
    assert.is_truthy(refused("genrate " .. MODEL))
    assert.is_truthy(refused(("generate %s --nonsense"):format(MODEL)))
  end)
end)
