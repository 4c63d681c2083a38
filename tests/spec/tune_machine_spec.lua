-- What the tuner refuses of a machine: other ISAs, compilers, programs that fail or that
-- are not there. Nothing is timed.

local command = require("command")
local machine = require("tune.machine")
local runner = require("tune.runner")

local ISAS <const> = { require("isa.scalar"), (require("isa.avx2")) }

-- Asserts that a call raises one line with some words.
local function refuses(words, ...)
  local good, problem = pcall(...)
  assert.is_false(good)
  assert.is_truthy(problem.message:find(words, 1, true), problem.message)
  assert.is_nil(problem.message:find("%c"), problem.message)
end

describe("ropewalk tune", function()
  it("refuses an ISA that is another machine's", function()
    local runs = machine.runs(ISAS, machine.compiler())
    local line = command.refused(("tune llama --isa %s --work %s"):format(
      runs.avx2 and "neon" or "avx2", command.folder()))
    assert.is_truthy(line:find("does not run on this machine", 1, true), line)
  end)

  it("refuses a compiler that names no CPU or compiles nothing", function()
    refuses("--cpu: `true` does not name", machine.cpu, { command = "true" })
    refuses("CC: cannot compile", machine.runs, ISAS, { command = "false" })
  end)

  it("says at which shape a runner ended", function()
    local options = { folder = command.folder(), base = { id = "none" }, isa = "avx2" }
    refuses("--tokens 9: ", runner.check, options, "--tokens 9", { { object = "a.so" } })
  end)

  it("refuses a machine without a compiler or gnuplot", function()
    local work = " --work " .. command.folder()
    local run = command.ropewalk("tune llama" .. work, "CC=no-such-compiler")
    assert.are.equal(1, run.status)
    assert.is_truthy(run.err:find("^ropewalk: CC: `no%-such%-compiler` is no compiler"))
    local bin = command.folder()
    for _, tool in ipairs({ "lua5.4", "readlink", "timeout" }) do
      assert(os.execute(("ln -s $(command -v %s) %s/%s"):format(tool, bin, tool)))
    end
    run = command.ropewalk("tune llama --plot x.svg" .. work, ("PATH=%s"):format(bin))
    assert.are.equal(1, run.status)
    assert.is_truthy(run.err:find("--plot: there is no gnuplot", 1, true), run.err)
  end)
end)
