-- Which pairs a form takes; that what it builds is in order.

local forms = require("forms")
local ops = require("ops")
local support = require("support")

local build, said = support.form, support.said

-- Pairs from lists of first and second channels; rows are numbered like the channels.
local function pairs_of(first, second)
  local list = {}
  for i in ipairs(first) do
    local channels = { first[i], second[i] }
    list[i] = { input = channels, output = channels, row = channels }
  end
  return list
end

local SPLIT <const> = pairs_of({ 0, 1, 2, 3, 8, 9 }, { 20, 21, 22, 23, 24, 25 })
local SIDE_BY_SIDE <const> = pairs_of({ 0, 2, 4, 6, 10, 12 }, { 1, 3, 5, 7, 11, 13 })

describe("forms", function()
  it("know by how much an address advances, or that it does not", function()
    assert.are.equal(1, forms.advance(SPLIT, 1, 4, "input", 1))
    assert.are.equal(1, forms.advance(SPLIT, 1, 6, "input", 2))
    assert.is_nil(forms.advance(SPLIT, 1, 5, "input", 1))
    assert.are.equal(5, forms.advance(SPLIT, 4, 2, "input", 1))
    assert.are.equal(0, forms.advance(SPLIT, 5, 1, "input", 1))
    assert.are.equal(2, forms.advance(SIDE_BY_SIDE, 1, 4, "row", 2))
  end)

  it("take neighbours that lie as they want them", function()
    for _, name in ipairs({ "split", "split_deal" }) do
      local form = forms.by_name[name]
      assert.is_true(form.fits(SPLIT, 1, 4))
      assert.is_false(form.fits(SPLIT, 2, 4))
      assert.is_false(form.fits(SIDE_BY_SIDE, 1, 2))
      assert.is_true(form.fits(SIDE_BY_SIDE, 1, 1))
    end
    for _, name in ipairs({ "swap", "deal" }) do
      local form = forms.by_name[name]
      assert.is_true(form.fits(SIDE_BY_SIDE, 1, 4))
      assert.is_false(form.fits(SIDE_BY_SIDE, 2, 4))
      assert.is_true(form.fits(SIDE_BY_SIDE, 5, 2))
      assert.is_false(form.fits(SPLIT, 1, 1))
    end
  end)

  it("take no pairs that are written elsewhere than they are read, in another order",
    function()
      local list = pairs_of({ 0, 1 }, { 2, 3 })
      list[1].output, list[2].output = { 1, 3 }, { 0, 2 }
      assert.is_false(forms.by_name.split.fits(list, 1, 2))
      assert.is_true(forms.by_name.split.fits(list, 1, 1))
    end)

  it("build loads, work and stores of operations that exist", function()
    local place = { load = 1, part = 1, shuffle = 2, multiply = 2, add = 2, store = 3 }
    for name in pairs(forms.by_name) do
      local row, head = build(name)
      local last = 1
      for _, op in ipairs(head) do
        local now = place[ops[op.op].stage]
        assert.is_true(now >= last, name)
        last = now
        if ops[op.op].stage == "load" then assert.are.equal("x", op.base) end
        if ops[op.op].stage == "store" then assert.are.equal("y", op.base) end
      end
      assert.are.equal(3, last)
      for _, op in ipairs(row) do
        if op.base then assert.are.equal("r", op.base) end
      end
    end
  end)

  it("hold as many pairs as their vectors have room for", function()
    assert.are.equal(8, forms.by_name.split.pairs(8))
    assert.are.equal(16, forms.by_name.split_deal.pairs(8))
    assert.are.equal(4, forms.by_name.swap.pairs(8))
    assert.are.equal(4, forms.by_name.deal.pairs(4))
  end)

  it("read and write neighbours as two, in their order: split_deal", function()
    local row, head = build("split_deal")
    assert.are.same({ "ld2 f32 cc r[1]", "first f32 c cc", "second f32 cn cc",
      "ld2 f32 ss r[2]", "first f32 s ss", "second f32 sn ss" }, said(row))
    assert.are.same({ "ld2 f32 aa x[0]", "ld2 f32 bb x[8]" }, said(head, "ld2"))
    assert.are.same({ "st2 f32 d dn y[16]", "st2 f32 e en y[24]" }, said(head, "st2"))
    assert.are.same({ "mul f32 t a c", "mul f32 u b s", "mul f32 v b c", "mul f32 w a s",
      "mul f32 tn an cn", "mul f32 un bn sn", "mul f32 vn bn cn", "mul f32 wn an sn" },
      said(head, "mul"))
  end)

  it("read and write both channels at once, a half of the vector each: fold", function()
    local row, head = build("fold")
    assert.are.same({ "ld_ends f32 c r[1, 1]", "ld_ends f32 r r[2, 2]",
      "negate_first f32 s r" }, said(row))
    assert.are.same({ "ld_ends f32 a x[0, 8]", "swap_ends f32 b a", "mul f32 t a c",
      "mul f32 u b s", "add f32 d t u", "st_ends f32 d y[16, 24]" }, said(head))
    assert.are.equal(4, forms.by_name.fold.pairs(8))
    assert.is_true(forms.by_name.fold.fits(SPLIT, 1, 4))
    assert.is_false(forms.by_name.fold.fits(SPLIT, 2, 4))
  end)
end)
