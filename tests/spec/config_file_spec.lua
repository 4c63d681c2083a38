-- Config files that are wrong, broken or hostile: each is refused in one line, soon, with
-- exit status 1 and nothing written.

local lfs = require("lfs")
local tablex = require("pl.tablex")

local command = require("command")
local config = require("config")

local VALID <const> = [[return {
  name = "model", head_dim = 8, pairing = "half",
  axes = { { name = "h", dim = 8, position_max = 10 } },
  positions = { rule = "ids" },
}
]]

-- Each text with words that its complaint must hold.
local REFUSED <const> = {
  empty = { "", "return {" },
  nothing = { "-- no table\n", "give a table" },
  number = { "return 5\n", "5; give a table" },
  a_function = { "return function() end\n", "give a table" },
  syntax = { "return { name = }\n", "line 1" },
  syntax_later = { "return {\n  name = \"x\"\n  dim = 8,\n}\n", "line 3" },
  bytecode = { string.dump(load("return {}")), "source" },
  a_library = { "return { theta = math.pi }\n", "math" },
  a_method = { "return { name = (\"x\"):rep(9) }\n", "without calls" },
  a_require = { "require(\"os\")\n", "require" },
  no_globals = { "return { name = _G.x }\n", "_G" },
  loop = { "while true do end\n", "too long" },
  jump = { "::again:: goto again\n", "too long" },
  tail_calls = { "local function f() return f() end return f()\n", "too long" },
  recursion = { "local function f() return 1 + f() end return f()\n", "without calls" },
  tables = { "local t = {} while true do t = { t } end\n", "memory" },
  list = { "local t = {} while true do t[#t + 1] = {} end\n", "memory" },
  doubling = { "local s = \"x\" while true do s = s .. s end\n", "memory" },
  huge = { "return {} --" .. ("x"):rep(1 << 20), "1 MB" },
  deep = { "return " .. ("{"):rep(300) .. ("}"):rep(300), "return {" },
  deep_value = {
    "local t = {} for i = 1, 1000 do t = { axes = t } end return t\n", "is missing",
  },
  cyclic = { "local t = { name = \"x\", head_dim = 8 } t.axes = t return t\n", "axes" },
  cyclic_list = {
    "local t = {} t[1] = t local c =" .. VALID:sub(7) .. "c.axes = t return c\n",
    "axes[1].1",
  },
  line_in_a_key = { VALID:gsub("name = ", "[\"a\\nb\"] = 1, name = ", 1), "not a field" },
  a_table_as_key = { VALID:gsub("name = ", "[{}] = 1, name = ", 1), "not a field" },
  lines_in_a_token = { "return {} [[a\nb\nc]]\n", "line" },
  a_long_token = { "return x " .. ("y"):rep(100000), "line 1" },
  control_characters = { VALID:gsub("model", "m\\27[31m\\r\\0"), "small letters" },
}

local LONGEST <const> = 400

-- The one line that a command says as it refuses; raises unless it says one.
local function refusal(run)
  assert.are.equal(1, run.status, run.err)
  assert.are.equal("", run.out)
  local line = run.err:match("^([^\n]+)\n$")
  assert.is_truthy(line, "not one line: " .. run.err)
  assert.is_nil(line:find("%c"), line)
  assert.is_true(#line <= LONGEST, line)
  assert.is_nil(line:find("traceback", 1, true), line)
  return line
end

describe("a config file", function()
  it("is data", function()
    local path = command.file(command.folder(), "model.lua", VALID)
    assert.are.equal(8, config.read(path).head_dim)
  end)

  for name, case in tablex.sort(REFUSED) do
    it("is refused with one line: " .. name:gsub("_", " "), function()
      local folder = command.folder()
      local path = command.file(folder, "model.lua", case[1])
      local run = command.ropewalk(("generate %s --out %s/out"):format(path, folder))
      local line = refusal(run)
      assert.is_truthy(line:find("^ropewalk: [^ :]*model%.lua: [^:]+: "), line)
      assert.is_truthy(line:find(case[2], 1, true), line)
      assert.is_nil(lfs.attributes(folder .. "/out"))
    end)
  end

  it("that is a folder, or none, is refused", function()
    local folder = command.folder()
    for _, path in ipairs({ folder, folder .. "/", folder .. "/none.lua" }) do
      local arguments = ("generate %s --out %s/out"):format(path, folder)
      local line = refusal(command.ropewalk(arguments))
      assert.is_truthy(line:find(": file: ", 1, true), line)
      assert.is_nil(lfs.attributes(folder .. "/out"))
    end
  end)

  it("leaves strings their methods, whatever it does", function()
    local path = command.file(command.folder(), "model.lua", "return { name = (1)() }")
    assert.is_false(pcall(config.read, path))
    assert.are.equal("xx", ("x"):rep(2))
  end)

  it("complains the same way in every run", function()
    local text = VALID:gsub("rule = \"ids\"",
      "%0, window_size = 1, centred = true, patch_size = 2")
    local folder = command.folder()
    local path = command.file(folder, "model.lua", text)
    local lines = {}
    for i = 1, 6 do
      lines[i] = refusal(command.ropewalk("generate " .. path))
      assert.are.equal(lines[1], lines[i])
    end
  end)
end)
