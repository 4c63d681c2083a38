-- The choice file, and what generate makes of it.

local pl_file = require("pl.file")

local choices = require("choices")
local command = require("command")
local config = require("config")
local dtypes = require("dtypes")
local rope = require("rope")
local schedule = require("schedule")

local KERNEL <const> = "toy_rotate_f32__avx2"

local TOY <const> = [[
return { name = "toy", head_dim = 64, axes = { { name = "p", dim = 64 } },
  pairing = "half", positions = { rule = "sequence", limits = { positions = 64 } } }
]]

-- Schedules of a small model's kernel: the rule's, and two others.
local function spelled()
  local path = command.file(command.folder(), "toy.lua", TOY)
  local space = schedule.space(rope.build(config.read(path)), require("isa.avx2"),
    dtypes.by_name.f32)
  local list = {}
  for i, numbers in ipairs(space) do list[i] = schedule.spell(numbers) end
  return list[1], list[2], list[#list]
end

describe("choices", function()
  local rule, one, other = spelled()

  local function file(text)
    local folder = command.folder()
    command.file(folder, "choices.txt", text)
    return folder
  end

  it("are looked up by CPU, then for any", function()
    local all = choices.read(file(("# head\n%s fast %s\n\n  # more\n%s any %s\n"):format(
      KERNEL, one, KERNEL, other)))
    local function found(kernel, cpu)
      local numbers = choices.find(all, kernel, cpu)
      return numbers and schedule.spell(numbers), numbers and numbers.cpu
    end
    assert.are.same({ one, "fast" }, { found(KERNEL, "fast") })
    assert.are.same({ other, "any" }, { found(KERNEL, "slow") })
    assert.are.same({ other, "any" }, { found(KERNEL) })
    assert.are.same({}, { found("toy_rotate_f16__avx2", "fast") })
    assert.are.same({}, choices.read(command.folder()).by_kernel)
  end)

  it("are written sorted, with the head that was there", function()
    local folder = file(("# mine\nz_rotate_f32__avx2 any %s\n# more\n"):format(one))
    local numbers = schedule.read(other)
    for _, cpu in ipairs({ "slow", "fast", "any" }) do
      choices.write(choices.read(folder), KERNEL, cpu, numbers)
    end
    local lines = { "# mine", "# more", KERNEL .. " any " .. other,
      KERNEL .. " fast " .. other, KERNEL .. " slow " .. other,
      "z_rotate_f32__avx2 any " .. one, "" }
    assert.are.equal(table.concat(lines, "\n"), pl_file.read(folder .. "/choices.txt"))
    choices.write(choices.read(folder), KERNEL, "any", schedule.read(rule))
    assert.is_truthy(pl_file.read(folder .. "/choices.txt"):find(
      KERNEL .. " any " .. rule, 1, true))
  end)

  it("get a head where there was no file", function()
    local folder = command.folder()
    choices.write(choices.read(folder), KERNEL, "any", schedule.read(one))
    assert.is_truthy(pl_file.read(folder .. "/choices.txt"):find("^# .-\n" .. KERNEL))
  end)

  it("are refused by file and line", function()
    for text, words in pairs({
      ["# fine\nonly two\n"] = ":2: is no `kernel cpu schedule`",
      [KERNEL .. " any nothing=1\n"] = ":1: ",
      [KERNEL .. " any x\n"] = ":1: ",
      [("%s any %s\n%s any %s\n"):format(KERNEL, one, KERNEL, one)] = ":2: " .. KERNEL
        .. " is there twice for any",
    }) do
      local folder = file(text)
      local good, problem = pcall(choices.read, folder)
      assert.is_false(good)
      local wanted = folder .. "/choices.txt" .. words
      assert.are.equal(wanted, problem.message:sub(1, #wanted))
    end
  end)

  describe("at the command line", function()
    local folder

    before_each(function()
      folder = file(("%s fast %s\n"):format(KERNEL, one))
      command.file(folder, "toy.lua", TOY)
    end)

    local function generate(options)
      local texts, out = command.generate(folder .. "/toy.lua --isa avx2 --dtype f32 "
        .. options)
      return texts[KERNEL .. ".c"]:gsub("^/%*.-%*/", ""), texts[KERNEL .. ".c"], out
    end

    it("change a kernel for their CPU alone", function()
      local plain, banner = generate("")
      assert.is_nil(banner:find("--cpu", 1, true))
      local fast = generate("--cpu fast")
      assert.are_not.equal(plain, fast)
      assert.are.equal(plain, (generate("--cpu slow")))
      command.file(folder, "choices.txt", ("%s any %s\n"):format(KERNEL, one))
      assert.are.equal(fast, (generate("")))
      assert.are.equal(fast, (generate("--cpu slow")))
    end)

    it("are refused where the kernel cannot do them, by its name", function()
      local impossible = one:gsub("^(%l+)=%d+", "%1=3")
      command.file(folder, "choices.txt", ("%s any %s\n"):format(KERNEL, impossible))
      for _, action in ipairs({ "generate", "explain" }) do
        local line = command.refused(
          ("%s %s/toy.lua --isa avx2 --dtype f32"):format(action, folder))
        assert.is_truthy(line:find(KERNEL .. ": ", 1, true), line)
      end
    end)

    it("are part of the command in the banner, and so of check", function()
      local _, banner, out = generate("--cpu fast")
      assert.is_truthy(banner:find("--dtype f32 --cpu fast\n", 1, true))
      command.file(out .. "/toy", "toy.lua", TOY)
      command.file(out .. "/toy", "choices.txt", ("%s fast %s\n"):format(KERNEL, one))
      command.done(("check %s/toy"):format(out))
      command.file(out .. "/toy", "choices.txt", ("%s fast %s\n"):format(KERNEL, other))
      local run = command.ropewalk(("check %s/toy"):format(out))
      assert.are.equal(1, run.status)
      assert.is_truthy(run.out:find(KERNEL .. ".c is stale", 1, true))
    end)

    it("are named in banners and by explain", function()
      local function said(options)
        return select(2, generate(options)), command.done(
          ("explain %s/toy.lua --isa avx2 --dtype f32 %s"):format(folder, options))
      end
      for _, text in ipairs({ said("") }) do
        assert.is_nil(text:find("chosen", 1, true))
      end
      for _, text in ipairs({ said("--cpu fast") }) do
        assert.is_truthy(text:find(", chosen on fast[.\n]"), text)
      end
      command.file(folder, "choices.txt", ("%s any %s\n"):format(KERNEL, one))
      for _, text in ipairs({ said("") }) do
        assert.is_truthy(text:find(", chosen for any CPU[.\n]"), text)
      end
    end)

    it("are refused where they are wrong", function()
      assert.is_truthy(command.refused("generate qwen_image --cpu 'a b'"):find("--cpu"))
      command.file(folder, "choices.txt", "nonsense\n")
      assert.is_truthy(command.refused(("generate %s/toy.lua"):format(folder)):find(
        "choices.txt:1: ", 1, true))
    end)
  end)
end)
