-- Holes are filled, each exactly; lines are indented and kept within their width.

local command = require("command")
local template = require("template")

describe("template", function()
  local before, folder = template.folder, nil

  setup(function()
    folder = command.folder()
    template.folder = folder
  end)

  teardown(function() template.folder = before end)

  -- Fills a template of this text; each has a name of its own, because texts are kept.
  local count = 0
  local function fill(text, holes, common)
    count = count + 1
    local name = ("t%d.c"):format(count)
    command.file(folder, name, text)
    return template.filler(common or {})(name, holes)
  end

  it("fills holes within lines", function()
    assert.are.equal("int a[5] = b5;\n",
      fill("int a[${n}] = b${n};\n", { n = 5 }))
  end)

  it("refuses a hole without a value and a value without a hole", function()
    assert.has_error(function() fill("${n} ${m}\n", { n = 1 }) end,
      ("t%d.c: no value for ${m}"):format(count + 1))
    assert.has_error(function() fill("${n}\n", { n = 1, m = 2 }) end,
      ("t%d.c: nothing takes ${m}"):format(count + 1))
    assert.has_error(function() fill("  ${n}\n", {}) end,
      ("t%d.c: no value for ${n}"):format(count + 1))
  end)

  it("takes common values where they are wanted, own ones first", function()
    assert.are.equal("a b\n", fill("${m} ${n}\n", { n = "b" }, { m = "a", o = "c" }))
    assert.are.equal("b\n", fill("${m}\n", { m = "b" }, { m = "a" }))
  end)

  it("gives a hole alone on its line as many lines as its value has", function()
    assert.are.equal("{\n  a;\n\n  b;\n}\n", fill("{\n  ${body}\n}\n",
      { body = { "a;", "", "b;" } }))
    assert.are.equal("{\n  a;\n  b;\n}\n",
      fill("{\n  ${body}\n}\n", { body = "a;\nb;\n" }))
    assert.are.equal("a\nb\n", fill("a\n${none}\nb\n", { none = "" }))
    assert.are.equal("a\nb\n", fill("a\n${none}\nb\n", { none = {} }))
  end)

  it("leaves directives at the line's begin", function()
    assert.are.equal("{\n#if X\n  a;\n#endif\n}\n",
      fill("{\n  ${body}\n}\n", { body = { "#if X", "a;", "#endif" } }))
  end)

  it("leaves no two empty lines and none at a brace", function()
    assert.are.equal("a\n\nb\n{\n  c\n}\n",
      fill("a\n\n${none}\n\nb\n{\n\n  c\n\n${none}\n}\n", { none = "" }))
  end)

  it("does not fill what a value holds", function()
    assert.are.equal("${m} %1\n", fill("${n}\n", { n = "${m} %1" }))
    assert.are.equal("x ${m} %1\n", fill("x ${n}\n", { n = "${m} %1" }))
  end)

  it("breaks a long line of C where it may be broken", function()
    local arguments = {}
    for i = 1, 12 do arguments[i] = ("argument_%d"):format(i) end
    local text = fill("  call(${list});\n", { list = table.concat(arguments, ", ") })
    for line in text:gmatch("[^\n]+") do assert.is_true(#line <= 100, line) end
    assert.are.equal("call(" .. table.concat(arguments, ", ") .. ");",
      (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")))
    local comment = "/* " .. ("word "):rep(30) .. "*/\n"
    assert.are.equal(comment, fill(comment, {}))
  end)
end)
