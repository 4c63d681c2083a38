-- The tuner's log: resumed, torn, refused, merged.

local json = require("dkjson")
local pl_file = require("pl.file")
local tablex = require("pl.tablex")

local command = require("command")
local log = require("tune.log")
local merge = require("tune.merge")
local schedule = require("schedule")
local statistics = require("tune.statistics")

local SHAPES <const> = { "--tokens 32", "--tokens 2048" }

-- Schedules that differ in the first knob.
local function numbers_of(value)
  local numbers = {}
  for i, knob in ipairs(schedule.knobs) do numbers[knob.name] = i == 1 and value or 0 end
  return numbers
end

local NUMBERS, NAMES <const> = {}, {}
for i = 1, 4 do
  local name = schedule.spell(numbers_of(i))
  NUMBERS[name], NAMES[i] = numbers_of(i), name
end

local function metadata(changes)
  return tablex.merge({
    kernel = "toy_rotate_f32__avx2", model = "toy", cpu = "fastcpu", shard = "1/1",
    machine = { cpu = "Fast CPU", l1d = 32768, l2 = 1048576, l3 = 0 },
    compiler = "gcc 12", kernels = "0123456789abcdef", baseline = NAMES[1],
    shapes = SHAPES,
  }, changes or {}, true)
end

-- Samples of these schedules at a shape; schedule i takes 1000 - 10 i ns.
local function run_of(number, stage, shape, names)
  local samples = { again = { 990, 992 }, limit = { 900, 900 } }
  local code = {}
  for _, name in ipairs(names) do
    local ns = 1000 - 10 * tablex.find(NAMES, name)
    samples[name], code[name] = { ns, ns + 2 }, 500
  end
  return { number = number, stage = stage, shape = shape, tokens = 32, bytes = 4096,
    samples = samples, code = code }
end

local function write(path, names, changes)
  local writer = log.open(path, metadata(changes), false)
  for i, shape in ipairs(SHAPES) do
    for _, record in ipairs(log.records(run_of(i, 1, shape, names), NUMBERS, NAMES[1],
      0.25)) do
      writer.add(record)
    end
  end
  writer.close()
end

local function refusal(action)
  local good, problem = pcall(action)
  assert.is_false(good)
  return problem.message
end

describe("a log", function()
  local path

  before_each(function() path = command.folder() .. "/toy.jsonl" end)

  it("gives back what was written", function()
    write(path, NAMES)
    local read = log.read(path)
    assert.are.same(metadata(), read.metadata)
    assert.are.equal(2, #read.runs)
    assert.are.same(run_of(1, 1, SHAPES[1], NAMES).samples, read.runs[1].samples)
    assert.are.equal(32, read.runs[1].tokens)
    assert.are.equal(500, read.bytes[NAMES[3]])
    assert.is_nil(read.whole)
    assert.is_nil(log.read(path .. "x"))
  end)

  it("speaks Kernel Tuner's words, a line a record", function()
    write(path, NAMES)
    local lines = {}
    for line in io.lines(path) do lines[#lines + 1] = json.decode(line) end
    assert.are.equal("1.0.0", lines[1].schema_version)
    local record = lines[2]
    assert.are.same(NUMBERS[NAMES[1]], record.configuration)
    assert.are.same({ "time" }, record.objectives)
    assert.are.same({ compilation_time = 0.25, runtimes = { 990, 992 } }, record.times)
    assert.are.equal("correct", record.invalidity)
    assert.are.equal(1, record.correctness)
    assert.are.same({ name = "time", value = 991, unit = "ns" }, record.measurements[1])
  end)

  it("keeps each record at once, and adds to what is there", function()
    local writer = log.open(path, metadata(), false)
    writer.add(log.invalid(NUMBERS[NAMES[2]], "correctness"))
    assert.are.same({ [NAMES[2]] = "correctness" }, log.read(path).invalid)
    writer.close()
    local before = pl_file.read(path)
    local resumed = log.open(path, metadata(), true)
    assert.are.same({ [NAMES[2]] = "correctness" }, resumed.invalid)
    resumed.add(log.invalid(NUMBERS[NAMES[3]], "timeout"))
    resumed.close()
    local after = pl_file.read(path)
    assert.are.equal(before, after:sub(1, #before))
    assert.are.equal("timeout", log.read(path).invalid[NAMES[3]])
  end)

  it("begins anew without resume, and keeps the old one", function()
    write(path, NAMES)
    local before = pl_file.read(path)
    log.open(path, metadata(), false).close()
    assert.are.equal(0, #log.read(path).runs)
    assert.are.equal(before, pl_file.read(path .. ".old"))
  end)

  it("does without a torn last line, and goes on after the last whole one", function()
    write(path, NAMES)
    local text = pl_file.read(path)
    for cut = 1, 200, 40 do
      pl_file.write(path, text:sub(1, -cut - 1))
      local read = log.read(path)
      assert.is_nil(read.runs[2].samples.limit)
      assert.is_truthy(read.runs[2].samples[NAMES[4]])
      local writer = log.open(path, metadata(), true)
      writer.add(log.invalid(NUMBERS[NAMES[2]], "timeout"))
      writer.close()
      read = log.read(path)
      assert.is_nil(read.whole)
      assert.are.equal("timeout", read.invalid[NAMES[2]])
    end
  end)

  it("is refused with a torn line in its midst, by number", function()
    write(path, NAMES)
    local text = pl_file.read(path)
    pl_file.write(path, (text:gsub("\n{", "\n{\"torn\n{", 1)))
    assert.is_truthy(refusal(function() log.read(path) end):find("line 2 ", 1, true))
  end)

  it("is refused when it is none", function()
    for _, text in ipairs({ "", "{}\n", "hello\n",
      '{"schema_version":"9","metadata":{}}\n' }) do
      pl_file.write(path, text)
      assert.is_truthy(refusal(function() log.read(path) end):find(path, 1, true))
    end
  end)

  it("is refused of another machine, compiler or kernel set, by field", function()
    write(path, NAMES)
    local function machine(cpu, l2)
      return { machine = { cpu = cpu, l1d = 32768, l2 = l2, l3 = 0 } }
    end
    for field, change in pairs({
      ["machine.cpu"] = machine("Slow CPU", 1048576),
      ["machine.l2"] = machine("Fast CPU", 1),
      compiler = { compiler = "clang 14" }, kernels = { kernels = "f" },
      baseline = { baseline = NAMES[2] }, kernel = { kernel = "other" },
      ["shapes.2"] = { shapes = { SHAPES[1] } }, shard = { shard = "1/2" },
    }) do
      local before = pl_file.read(path)
      local line = refusal(function() log.open(path, metadata(change), true) end)
      assert.is_truthy(line:find(path .. ": " .. field .. " is ", 1, true), line)
      assert.is_truthy(line:find("leave --resume out", 1, true), line)
      assert.are.equal(before, pl_file.read(path))
    end
  end)
end)

describe("merging", function()
  local folder

  before_each(function() folder = command.folder() end)

  local function shard(part, names)
    local path = ("%s/%s.jsonl"):format(folder, (part:gsub("/", "of")))
    write(path, names, { shard = part })
    return path
  end

  local function choice(sweep)
    local summary = statistics.summary(sweep.runs, sweep.baseline, sweep.shapes)
    return statistics.choose(summary, sweep.baseline, sweep.bytes)
  end

  it("chooses as one sweep would", function()
    write(folder .. "/all.jsonl", NAMES)
    local whole = merge.logs({ folder .. "/all.jsonl" })
    local first = shard("1/2", { NAMES[1], NAMES[3] })
    local second = shard("2/2", { NAMES[1], NAMES[2], NAMES[4] })
    assert.are.equal(NAMES[4], choice(whole))
    for _, paths in ipairs({ { first, second }, { second, first } }) do
      local merged = merge.logs(paths)
      assert.are.equal(NAMES[4], choice(merged))
      assert.are.equal("toy_rotate_f32__avx2", merged.kernel)
      for _, name in ipairs(NAMES) do
        local function score(of)
          return statistics.summary(of.runs, of.baseline, SHAPES)[name].score
        end
        assert.is_true(math.abs(score(merged) - score(whole)) < 1e-9)
      end
    end
  end)

  it("refuses parts that are missing, double, of another sweep or not there", function()
    local first, second = shard("1/2", NAMES), shard("2/2", NAMES)
    local third = shard("1/3", NAMES)
    local other = folder .. "/other.jsonl"
    write(other, NAMES, { shard = "2/2", compiler = "clang 14" })
    for words, paths in pairs({
      ["shard 2/2 is missing"] = { first },
      ["is in " .. first] = { first, first, second },
      ["compiler is"] = { first, other }, ["not of 2"] = { first, third },
      ["is not there"] = { first, folder .. "/none.jsonl" },
    }) do
      local line = refusal(function() merge.logs(paths) end)
      assert.is_truthy(line:find(words, 1, true), line)
    end
  end)
end)
