-- `ropewalk tune` without timing: what it compares, what it times it on, what it says,
-- draws and refuses. Real sweeps are in tests/tune.

local catalogue = require("catalogue")
local command = require("command")
local dtypes = require("dtypes")
local plot = require("tune.plot")
local process = require("tune.process")
local report = require("tune.report")
local rope = require("rope")
local schedule = require("schedule")
local shapes = require("tune.shapes")
local timing = require("timing")
local variants = require("tune.variants")

local MODEL <const> = "qwen2_5_vl_vision"

local isas <const> = { require("isa.scalar"), (require("isa.avx2")) }
local f32 <const> = dtypes.by_name.f32

describe("variants", function()
  local checked = catalogue.read(MODEL)
  local kernel = MODEL .. "_rotate_f32__avx2"
  local space = schedule.space(rope.build(checked), isas[2], f32)

  it("are the schedules that make different C", function()
    local list = variants.of(checked, isas, f32, kernel, space)
    assert.is_true(#list > 1 and #list <= #space)
    local ids, count = {}, 0
    for _, variant in ipairs(list) do
      assert.is_nil(ids[variant.id])
      ids[variant.id] = true
      count = count + 1 + #variant.also
    end
    assert.are.equal(#space, count)
    assert.are.equal(schedule.spell(space[1]), list[1].name)
    local twice = table.move(space, 1, #space, #space + 1,
      table.move(space, 1, #space, 1, {}))
    assert.are.equal(#list, #variants.of(checked, isas, f32, kernel, twice))
  end)

  it("are told apart by their code, not by their banners", function()
    local again = schedule.read(schedule.spell(space[1]))
    again.cpu = "any"
    local list = variants.of(checked, isas, f32, kernel, { space[1], again, space[2] })
    assert.are.equal(2, #list)
    assert.are.same({ schedule.spell(space[1]) }, list[1].also)
  end)

  it("share what their schedule does not change", function()
    local list, headers = variants.of(checked, isas, f32, kernel, { space[1], space[2] })
    local other = 0
    for i, unit in ipairs(list[1].units) do
      if unit.stem ~= list[2].units[i].stem then
        other = other + 1
        assert.is_truthy(unit.stem:find(kernel, 1, true))
      end
    end
    assert.are.equal(1, other)
    assert.are.equal(2, #headers)
  end)
end)

describe("shapes", function()
  local function bytes(shape, checked)
    local t, h, w = shape:match("%-%-grid (%d+)x(%d+)x(%d+)")
    local tokens = t and t * h * w or tonumber(shape:match("%-%-tokens (%d+)"))
    local batch = tonumber(shape:match("%-%-batch (%d+)") or 1)
    return tokens * batch * 32 * checked.head_dim * f32.bytes, h, w, tokens
  end

  it("are within every shipped model's limits, one in L2 and two beyond", function()
    local count = 0
    for _, name in ipairs(catalogue.names()) do
      local checked = catalogue.read(name)
      local rule = checked.positions or {}
      local good, list = pcall(shapes.default, checked, f32)
      assert.are.equal(rule.rule == "grid" or rule.rule == "sequence", good, name)
      if good then
        count = count + 1
        assert.is_true(bytes(list[1], checked) <= schedule.L2_BYTES, name)
        local beyond, h, w, tokens = bytes(list[2], checked)
        if h then
          assert.is_true(h % (rule.merge or 1) == 0 and w % (rule.merge or 1) == 0, name)
        end
        assert.is_true(beyond > 4 * schedule.L2_BYTES, name .. ": " .. list[2])
        assert.is_true(h and tonumber(h) <= rule.limits.h and tonumber(w) <= rule.limits.w
          or not h and tokens <= rule.limits.positions, name)
        assert.are.equal(list[2] .. " --out-of-place", list[3])
      end
    end
    assert.is_true(count > 50)
  end)

  it("come from an option", function()
    assert.are.same({ "--tokens 8", "--tokens 9 --layout qkv" },
      shapes.read(" --tokens  8;--tokens 9 --layout qkv ; "))
    assert.is_false(pcall(shapes.read, " ; "))
  end)

  it("are refused of a model whose positions come ready, in one line", function()
    local ready = { name = "ready", head_dim = 64, positions = { rule = "ids" } }
    local good, problem = pcall(shapes.default, ready, f32)
    assert.is_false(good)
    assert.is_truthy(problem.message:find("^ready: [^\n]+$"), problem.message)
  end)
end)

-- A sweep of made-up times at two shapes.
local function made_up(choice)
  local names = { "knob=0", "knob=1", "knob=2" }
  local list, runs = { "--tokens 8", "--tokens 4096" }, {}
  local times = { ["knob=0"] = {}, ["knob=1"] = {}, ["knob=2"] = {} }
  for i, name in ipairs(names) do
    for at, shape in ipairs(list) do times[name][shape] = at * (1 + 0.1 * i) end
  end
  local machine = timing.machine(times, "knob=0", 0.001, 9)
  for i, shape in ipairs(list) do
    runs[i] = { stage = 1, shape = shape, tokens = 8, bytes = 1 << 20,
      samples = machine(names, shape, 21) }
  end
  return { kernel = "toy_rotate_f32__avx2", cpu = "fastcpu", runs = runs, shapes = list,
    baseline = "knob=0", bytes = { ["knob=0"] = 1, ["knob=1"] = 2, ["knob=2"] = 3 },
    invalid = { ["knob=9"] = "correctness" }, choice = choice }
end

describe("a report", function()
  local function text(choice) return table.concat(report.lines(made_up(choice)), "\n") end

  it("has each shape, ratios, the share of the limit, the choice", function()
    local said = text("knob=0")
    for _, words in ipairs({ "--tokens 4096: 8 tokens, 1.0 MiB", "knob=1    1.09",
      "noise floor 1.0 %", "1 correctness", "toy_rotate_f32__avx2 keeps knob=0" }) do
      assert.is_truthy(said:find(words, 1, true), words .. "\n" .. said)
    end
    assert.is_truthy(said:find(
      "knob=0 +1%.000 %[1%.000, 1%.000%] +%d+%.%d +%d+%.%d +0%.9"), said)
  end)

  it("says what a new choice gains, and nothing of a shard's", function()
    assert.is_truthy(text("knob=1"):find("knob=1 instead of knob=0", 1, true))
    assert.is_nil(text(nil):find("keeps", 1, true))
  end)
end)

describe("a plot", function()
  it("has every schedule at every shape, as a ratio to the limit", function()
    local script = plot.script(made_up(), "landscape.svg")
    assert.is_truthy(script:find("set terminal svg", 1, true))
    assert.is_truthy(script:find("\n1 knob=0* 1.10", 1, true), script)
    assert.is_truthy(script:find("\n3 knob=2 1.30", 1, true), script)
    local count = select(2, script:gsub("\nplot ", ""))
    assert.are.equal(2, count)
    assert.is_truthy(plot.script(made_up(), "l.png"):find("set terminal png", 1, true))
  end)

  it("is drawn", function()
    if select(2, process.run("gnuplot --version")) ~= 0 then return pending("gnuplot") end
    local folder = command.folder()
    plot.draw(made_up(), folder .. "/landscape.svg", folder)
    local texts = command.texts(folder)
    assert.is_truthy(texts["landscape.svg"]:find("<svg", 1, true))
    local good, problem = pcall(plot.draw, made_up(), folder .. "/no/where.svg", folder)
    assert.is_false(good)
    assert.is_truthy(problem.message:find("gnuplot cannot draw", 1, true))
  end)
end)

describe("processes", function()
  it("give output, status and lines as they come", function()
    local lines = {}
    local text, status = process.run("echo one; echo two >&2; exit 3",
      function(line) lines[#lines + 1] = line end)
    assert.are.equal("one\ntwo", text)
    assert.are.equal(3, status)
    assert.are.same({ "one", "two" }, lines)
    assert.are.equal(128 + 9, select(2, process.run("kill -9 $$")))
  end)

  it("that are interrupted interrupt", function()
    for _, line in ipairs({ "kill -2 $$; sleep 1", "exit 130" }) do
      local good, problem = pcall(process.run, line)
      assert.is_false(good)
      assert.is_true(process.is_interrupt(problem))
    end
    assert.is_true(process.is_interrupt("file.lua:1: interrupted!"))
    assert.is_false(process.is_interrupt({ message = "interrupted!" }))
  end)

  it("are passed on errors", function()
    local good, problem = pcall(process.run, "echo line", function() error("mine", 0) end)
    assert.is_false(good)
    assert.are.equal("mine", problem)
  end)
end)

describe("ropewalk tune", function()
  it("refuses in one line what cannot be meant", function()
    for arguments, words in pairs({
      [""] = "MODEL: is missing", ["no_such_model"] = "no_such_model: is no shipped",
      ["llama --budget soon"] = "--budget: soon is no time",
      ["llama --budget 0s"] = "--budget: 0s is no time",
      ["llama --shard 0/2"] = "--shard: 0/2 is no part",
      ["llama --shard 3/2"] = "--shard: 3/2 is no part",
      ["llama --shard 1/2 --apply"] = "--apply: a shard chooses nothing",
      ["llama --pin x"] = "--pin: x is no CPU", ["llama --pin 99999"] = "--pin: taskset",
      ["llama --log x.jsonl"] = "--log: is of one kernel, not of",
      ["llama --plot picture.gif"] = "--plot: picture.gif is no picture",
      ["llama --isa z80"] = "--isa: z80", ["llama --dtype f8"] = "--dtype: f8",
      ["llama --isa scalar"] = "--isa: scalar has no rival",
      ["llama --isa cuda"] = "--isa: cuda is not timed",
      ["llama --cpu a,b"] = "--cpu: \"a,b\" is no",
      ["--merge no.jsonl"] = "no.jsonl: is not there",
      ["--merge README.md"] = "README.md: is no log",
      ["llama --merge no.jsonl"] = "--merge: the logs say which model",
      ["--resume --merge no.jsonl"] = "leave out --resume",
    }) do
      local line = command.refused(
        ("tune --work %s %s"):format(command.folder(), arguments))
      assert.is_truthy(line:find(words, 1, true), arguments .. ": " .. line)
    end
  end)
end)
