-- Every model has a picture that stands alone, names its axes and stays small; what is in
-- it is counted.

local pl_dir = require("pl.dir")
local config = require("config")
local picture = require("picture")
local rope = require("rope")
local support = require("support")
local svg = require("picture.svg")

local MOST_BYTES <const> = 100000

local function drawn(checked) return picture.svg(checked, rope.build(checked)) end

local function count(text, pattern) return select(2, text:gsub(pattern, "")) end

-- What is wrong with a document's tags, attributes and text; nil if nothing is.
local function complaint(text)
  local open = {}
  local rest = text:gsub("<(/?)(%a+)([^<>]*)>", function(closing, name, attributes)
    if closing == "/" then
      local last = table.remove(open)
      if last ~= name then open.wrong = open.wrong or "</" .. name .. ">" end
      return ""
    end
    local empty = attributes:sub(-1) == "/"
    local left = attributes:gsub("/$", ""):gsub(" [%a-]+=\"[^\"]*\"", "")
    if left ~= "" then open.wrong = open.wrong or "attributes " .. attributes end
    if not empty then open[#open + 1] = name end
    return ""
  end)
  if open.wrong or open[1] then return open.wrong or "open <" .. open[1] .. ">" end
  local plain = text:gsub("&%a+;", "")
  if rest:find("[<>]") or plain:find("&") then return "a character not escaped" end
  return plain:find("[\128-\255]") and "a character beyond ASCII"
end

-- The numbers of tokens in a picture, in the order in which they stand.
local function token_numbers(text)
  local list = {}
  for number in text:gmatch("class=\"token[^>]*>(%d+)<") do list[#list + 1] = number end
  return list
end

describe("picture", function()
  it("is a small document of its own for every shipped model", function()
    local seen = 0
    for _, path in ipairs(pl_dir.getfiles("gen/models", "*.lua")) do
      local checked = config.read(path)
      local text = drawn(checked)
      assert.is_nil(complaint(text), path)
      assert.is_true(#text < MOST_BYTES, ("%s: %d bytes"):format(path, #text))
      for _, outside in ipairs({ "<script", "href", "url(", "@import" }) do
        assert.is_nil(text:find(outside, 1, true), path)
      end
      for _, axis in ipairs(checked.axes) do
        assert.is_truthy(text:find((">%s</tspan>: %%d+ pair"):format(axis.name)), path)
      end
      seen = seen + 1
    end
    assert.is_true(seen >= 3)
  end)

  it("is the same in every process, whatever the order of its tables", function()
    local path = "gen/models/qwen_image.lua"
    local code = ("local c = require(\"config\").read(\"%s\") "
      .. "io.write(require(\"picture\").svg(c, require(\"rope\").build(c)))"):format(path)
    local pipe = io.popen(("LUA_PATH='gen/?.lua;;' lua5.4 -e '%s' 2>&1"):format(code))
    assert.are.equal(drawn(config.read(path)), pipe:read("a"))
    pipe:close()
  end)

  it("would notice a document that is none", function()
    local good = svg.element("g", { class = "a" }, svg.text(1, 2.25, "b", "<&\""))
    assert.is_nil(complaint(good))
    assert.are.equal("<g class=\"a\"><text class=\"b\" x=\"1\" y=\"2.3\">"
      .. "&lt;&amp;&quot;</text></g>", good)
    for _, bad in ipairs({ "<g>", "<g></h>", "</g>", "<g a=b></g>", "<g>&</g>",
      "<g>></g>", "<g>\u{e9}</g>" }) do
      assert.is_truthy(complaint(bad), bad)
    end
  end)

  it("has a cell for each channel and a point for each pair", function()
    local text = drawn(config.read("gen/models/qwen2_5_vl_vision.lua"))
    for axis = 1, 2 do
      local seconds = text:match(("<path class=\"a%ds\" d=\"([^\"]*)\""):format(axis))
      assert.are.equal(20, count(seconds, "M"))
      local firsts = 0
      for path in text:gmatch(("<path class=\"a%d\" d=\"([^\"]*)\""):format(axis)) do
        firsts = firsts + count(path, "M")
      end
      assert.are.equal(20 + 20, firsts) -- cells and points
    end
    assert.is_truthy(text:find("pair 20: 20, 60", 1, true))
    assert.is_truthy(text:find("6.28", 1, true))
  end)

  it("outlines merged patches and windows, in both orders", function()
    local text = drawn(config.read("gen/models/qwen2_5_vl_vision.lua"))
    assert.are.equal(2 * 12, count(text, "<rect class=\"block\""))
    assert.are.equal(2 * 2, count(text, "<rect class=\"window\""))
    assert.are.equal(2 * 48, count(text, "<rect class=\"b[01]\""))
    assert.is_truthy(text:find("cu_window_seqlens 0, 32, 48", 1, true))
    local numbers, seen = token_numbers(text), {}
    for _, number in ipairs(numbers) do seen[number] = (seen[number] or 0) + 1 end
    assert.are.equal(2 * 48, #numbers)
    for number = 0, 47 do assert.are.equal(2, seen[tostring(number)]) end
  end)

  it("draws text on the diagonal of the image's plane, where there is room", function()
    local text = drawn(config.read("gen/models/qwen_image.lua"))
    assert.are.equal(1, count(text, "class=\"line diagonal\""))
    assert.are.equal(3, count(text, "<rect class=\"text\""))
    assert.are.equal(50, #token_numbers(text))
    local fields = { head_dim = 4, axes = { { name = "h", dim = 2 },
      { name = "w", dim = 2 } }, positions = { rule = "grid",
      coordinates = { "h", "w" }, limits = { h = 64, w = 64, text = 8 },
      text = { start = "one", order = "before" } } }
    text = drawn(support.config(fields)) -- would cover patches: a strip
    assert.are.equal(0, count(text, "class=\"line diagonal\""))
    assert.are.equal(3, count(text, "<rect class=\"text\""))
    assert.are.equal(27, #token_numbers(text))
  end)

  it("shows where results are written, if that is elsewhere", function()
    local fields = { head_dim = 8, pairing = "adjacent",
      positions = { rule = "ids" }, axes = { { name = "p", dim = 8, position_max = 9 } } }
    assert.is_nil(drawn(support.config(fields)):find(">written<", 1, true))
    fields.pairing_out = "half"
    local text = drawn(support.config(fields))
    assert.is_truthy(text:find(">written<", 1, true))
    assert.is_truthy(text:find("written as half", 1, true))
  end)

  it("says what it leaves out of a wide head", function()
    local wide = { { name = "x", dim = 2730, position_max = 9 },
      { name = "y", dim = 2730, position_max = 9 }, { name = "z", dim = 2730,
        position_max = 9 } }
    local text = drawn(support.config({ head_dim = 8192, rotary_offset = 2,
      pairing = "adjacent", axis_layout = "round_robin", axes = wide }))
    assert.is_true(#text < MOST_BYTES)
    assert.is_truthy(text:find("of 8192 channels are drawn", 1, true))
    assert.is_truthy(text:find("in no pair: 2 channels, copied", 1, true))
    assert.is_truthy(text:find("one point in 16 of each axis is drawn", 1, true))
  end)

  it("marks pairs that stand still and cos and sin that come ready", function()
    local fields = { head_dim = 8, freq = { active_pairs = 1 } }
    local text = drawn(support.config(fields))
    assert.are.equal(3, count(text:match("class=\"a1 still\" d=\"([^\"]*)\""), "M"))
    assert.is_truthy(text:find("3 pairs of frequency 0", 1, true))
    local ready = support.fields({ axes = { { name = "mixed", dim = 8 } },
      freq = { kind = "runtime" } })
    ready.positions = nil
    text = drawn(config.check("a.lua", ready))
    assert.is_truthy(text:find("come ready from the caller", 1, true))
  end)
end)
