-- Requests: what options ask for, and the command that asks for the same again.

local command = require("command")
local config = require("config")
local request = require("request")

local MODEL <const> = "msrope_concept"

local function asked(options)
  local arguments = { action = "generate", model = MODEL, dtype = "f32", prefix = "" }
  for name, value in pairs(options) do arguments[name] = value end
  return request.read(arguments)
end

local function refused(options)
  local good, problem = pcall(asked, options)
  assert.is_false(good)
  return problem.message
end

local function names(list)
  local all = {}
  for i, item in ipairs(list) do all[i] = item.name end
  return table.concat(all, ",")
end

describe("request", function()
  it("takes all ISAs, or some with scalar", function()
    assert.are.equal(table.concat(config.isas, ","), names(asked({}).isas))
    assert.are.equal("scalar,neon", names(asked({ isa = "neon" }).isas))
    assert.are.equal("f32,bf16", names(asked({ dtype = "bf16,f32" }).dtypes))
  end)

  it("leaves CUDA out of a single file, and refuses it there by name", function()
    assert.are.equal("scalar,avx2,avx512,neon", names(asked({ single_file = true }).isas))
    assert.is_truthy(refused({ single_file = true, isa = "cuda" }):find("--isa: cuda"))
    assert.is_truthy(refused({ static = true }):find("--single-file", 1, true))
  end)

  it("is read from its own command again, whatever the config is called", function()
    for _, name in ipairs({ "plain.lua", "with space.lua", "it's.lua", "a'b c.lua" }) do
      local folder = command.folder()
      command.file(folder, name, "return { name = 'm', head_dim = 8, theta = 10000, "
        .. "axes = { { name = 'p', dim = 8 } }, pairing = 'half', "
        .. "positions = { rule = 'sequence', limits = { positions = 4 } } }")
      local made = request.files(asked({ model = folder .. "/" .. name, action = "vendor",
        prefix = "a_", single_file = true, static = true, isa = "avx2", cpu = "any" }))
      assert.are.same({ "vendor", name, "--isa", "scalar,avx2", "--dtype", "f32", "--cpu",
        "any", "--prefix", "a_", "--single-file", "--static", "--to", "." },
        request.words(made.command))
      assert.are.equal("a_m", made.name)
    end
  end)

  it("tells models apart by their configs and prefixes", function()
    local one = "ropewalk generate a.lua --isa scalar --dtype f32"
    assert.is_true(request.same_model(one, "ropewalk vendor a.lua --isa avx2 --to ."))
    assert.is_false(request.same_model(one, "ropewalk generate a_b.lua --isa scalar"))
    assert.is_false(request.same_model(one, one .. " --prefix p_"))
  end)
end)
