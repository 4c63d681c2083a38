-- What benchmark programs report, read and written.

local dkjson = require("dkjson")

local report = require("bench.report")

local TEXT <const> = table.concat({
  "table\ttitle=a model f32\tmodel=a\tnote=a note, of 7 rounds\trounds=7\t"
    .. "limit=avx2, 2 KiB",
  "row\tname=avx2 ids\tns=12.5\tratio=1.000",
  "row\tname=limit\tns=3.0\tratio=0.500\tmax_error=1.2e-07",
  "table\ttitle=nothing\tmodel=b\tnote=not timed\tthreads=2",
  "table\ttitle=calls\tmodel=c \"d\"\tnote=two\trounds=9",
  "row\tname=a call\tns=9",
}, "\n") .. "\n"

describe("a benchmark's report", function()
  local tables = report.read(TEXT)

  it("has tables with their facts and rows", function()
    assert.equal(3, #tables)
    assert.equal("avx2, 2 KiB", tables[1].limit)
    assert.same({ "title", "model", "note", "rounds", "limit" }, tables[1].keys)
    assert.equal(2, #tables[1].rows)
    assert.equal("1.2e-07", tables[1].rows[2].max_error)
    assert.same({}, tables[2].rows)
    assert.equal("a call", tables[3].rows[1].name)
  end)

  it("is shown with names to the left, figures to the right", function()
    assert.equal([[
a model f32
  a note, of 7 rounds
              ns  ratio  max error
  avx2 ids  12.5  1.000
  limit      3.0  0.500    1.2e-07
]], report.show(tables[1]))
  end)

  it("is shown without columns where nothing was timed", function()
    assert.equal("nothing\n  not timed\n", report.show(tables[2]))
  end)

  it("is kept as JSON, figures as numbers", function()
    local kept = dkjson.decode(report.json({ cpu = "a CPU" }, tables))
    assert.equal("a CPU", kept.machine.cpu)
    assert.equal(3, #kept.tables)
    assert.equal("a note, of 7 rounds", kept.tables[1].note)
    assert.equal(7, kept.tables[1].rounds)
    assert.same({ name = "limit", ns = 3.0, ratio = 0.5, max_error = 1.2e-07 },
      kept.tables[1].rows[2])
  end)

  it("is kept as CSV, each row with the facts of its table", function()
    assert.equal([[
model,rounds,limit,threads,name,ns,ratio,max_error
a,7,"avx2, 2 KiB",,avx2 ids,12.5,1.000,
a,7,"avx2, 2 KiB",,limit,3.0,0.500,1.2e-07
"c ""d""",9,,,a call,9,,
]], report.csv(tables))
  end)
end)
