-- Every type takes its good values in their final form and refuses every other value.

local types = require("types")

local FIELD <const> = { values = { "one", "other" }, refused = { third = "\"other\"" } }
local MOST <const> = 2147483647

local TWO_NAMES <const> = { "h", "x" }

-- Values that no type takes but those that say so below.
local HOSTILE <const> = {
  true, false, print, coroutine.create(print), io.stdout, {}, { {} }, { 1, extra = 2 },
  { [0] = 1 }, { [2] = 1 }, { 0 / 0 }, { "1" }, { "a", 1 }, TWO_NAMES, { "a*/" },
  0 / 0, 1 / 0, -1 / 0, 2 ^ 1000, 2 ^ 63, math.mininteger, math.maxinteger, MOST + 1,
  -MOST - 1, 0.5, -0.5, -1, 0, 1, 2, 3, -0x1p-1074, 1e-300,
  "", " ", "1", "1e4", "a b", "A", "a__b", "_a", "a_", "2d", "a-b", "int", "while",
  "a\nb", "a\0b", "a\27b", "a\127b", "a\r", "\t", "a */ b", "\u{e9}", "\255",
  ("a"):rep(65), ("a"):rep(401), "third", "one ", "ONE", "frame,h",
}

-- Text of a value that tells it from others.
local function shown(value)
  return math.type(value) == "float" and ("%a"):format(value)
    or type(value) == "string" and ("%q"):format(value) or tostring(value)
end

-- type -> { values that pass, each with its final form where that is another }, the
-- hostile ones that pass, and others that are refused
local TYPES <const> = {
  name = {
    good = { { "a" }, { "h" }, { "a_1b" }, { "qwen2_5_vl" }, { ("a"):rep(64) } },
    passes = { "third" }, bad = { "class", "namespace", "a__", "\na", "a\n" },
  },
  text = {
    good = { { "a" }, { "Qwen2.5-VL: x < y, 'z' /*" }, { ("a"):rep(400) }, { "* /" } },
    passes = { "1", "1e4", "a b", "A", "a__b", "_a", "a_", "2d", "a-b", "int", "while",
      ("a"):rep(65), "third", "one ", "ONE", "frame,h" },
    bad = { "*/", "a\u{2028}b" },
  },
  even = {
    good = { { 2 }, { 8.0, 8 }, { 8192 } }, passes = { 2 },
    bad = { 8194, 8193, -2, 4.5, 7.0, "8" },
  },
  boolean = { good = { { true }, { false } }, passes = { true, false },
    bad = { "true" } },
  choice = {
    good = { { "one" }, { "other" } }, passes = {}, bad = { "oneother" },
  },
  offset = {
    good = { { 0 }, { 3.0, 3 }, { 8192 } }, passes = { 0, 1, 2, 3 }, bad = { 8193 },
  },
  int32 = {
    good = { { -MOST }, { MOST }, { -0.0, 0 }, { 2.0 ^ 30, 1 << 30 } },
    passes = { -1, 0, 1, 2, 3 }, bad = { 1.5 },
  },
  count = {
    good = { { 1 }, { MOST }, { 5.0, 5 } }, passes = { 1, 2, 3 }, bad = { 1.5 },
  },
  base = {
    good = { { 1, 1.0 }, { 10000, 1e4 }, { 1e12 }, { 1.5 } },
    passes = { 1, 2, 3, MOST + 1 }, bad = { 1.1e12, 1 - 0x1p-53 },
  },
  frequency = {
    good = { { 1, 1.0 }, { 1e6 }, { 0, 0.0 }, { 0x1p-1074 } },
    passes = { 0.5, 0, 1, 2, 3, 1e-300 }, bad = { 1000001 },
  },
  positive = {
    good = { { 1, 1.0 }, { 1e-9 }, { 1e9 }, { 1 / 3 } },
    passes = { 0.5, 1, 2, 3 }, bad = { 0.9e-9, 1e9 + 1, -0.0 },
  },
  sign = { good = { { 1 }, { -1 }, { -1.0, -1 } }, passes = { -1, 1 }, bad = { -2 } },
  names = {
    good = { { { "h" } }, { { "h", "w", "h" } } }, passes = { TWO_NAMES },
    bad = { { "h", "while" }, { "h", nil, "w" }, { "h", key = "w" } },
  },
  numbers = {
    good = { { { 1, 2.5 }, { 1.0, 2.5 } } }, passes = {},
    bad = { { 1, 1e7 }, { 1, -2 }, { 1, "2" }, { 1, 1 / 0 }, { 1, nil, 3 } },
  },
  factors = {
    good = { { { 1, 2.5 }, { 1.0, 2.5 } } }, passes = {}, bad = { { 1, 0 }, { 1, -1 } },
  },
  channels = {
    good = { { { 0, 64 } }, { { 7.0, 3 }, { 7, 3 } } }, passes = {},
    bad = { { 1 }, { 1, 2, 3 }, { 1, -1 }, { 0, 8193 }, { 0, 1, key = 2 } },
  },
  coordinates = {
    good = { { { "frame", "h", "w" } }, { { "zero" } } }, passes = {},
    bad = { { "frame", "x" }, { "range" }, { 1 }, { true }, { "__index" } },
  },
}

local function contains(list, value)
  for _, item in ipairs(list) do
    if rawequal(item, value) and math.type(item) == math.type(value) then return true end
  end
  return false
end

describe("types", function()
  it("are all here", function()
    for name in pairs(types) do assert.is_truthy(TYPES[name], name) end
  end)

  for name, cases in pairs(TYPES) do
    it(("take what %s allows, in its final form"):format(name), function()
      for _, case in ipairs(cases.good) do
        local final = case[2]
        if final == nil then final = case[1] end
        local found = types[name](case[1], FIELD)
        assert.are.same(final, found)
        assert.are.equal(shown(final):gsub("^table.*", ""),
          shown(found):gsub("^table.*", ""))
      end
    end)

    it(("refuse all else where %s is wanted, and say what is right"):format(name),
      function()
        for _, list in ipairs({ HOSTILE, cases.bad }) do
          for _, value in ipairs(list) do
            local found, wanted = types[name](value, FIELD)
            local passes = list == HOSTILE and contains(cases.passes, value)
            assert.are.equal(passes, found ~= nil, name .. " " .. shown(value))
            assert.is_truthy(passes or #wanted > 5 and not wanted:find("%c"), wanted)
          end
        end
      end)
  end

  it("copy lists, so that a config is nobody else's", function()
    local given = { 1.0, 2.0 }
    assert.are_not.equal(given, types.numbers(given))
    assert.are.same({ "float", "float" },
      { math.type(types.numbers({ 1 })[1]), math.type(types.factors({ 1 })[1]) })
    assert.are.equal("integer", math.type(types.channels({ 0.0, 1.0 })[2]))
  end)

  it("say what to give for a word that is refused", function()
    assert.are.equal("\"other\"", select(2, types.choice("third", FIELD)))
    assert.are.equal("one of one, other", select(2, types.choice("fourth", FIELD)))
    assert.are.equal("one of one, other", select(2, types.choice({}, { values =
      FIELD.values })))
  end)
end)
