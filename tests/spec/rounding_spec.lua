-- What a type and a config's rounding make of the operations of each form.

local dtypes = require("dtypes")
local forms = require("forms")
local ops = require("ops")
local rounding = require("rounding")
local support = require("support")

local build, said = support.form, support.said

local RULES <const> = { "round_once", "round_twice", "op_by_op" }

-- What is rounded of a row and of the products in the form split.
local ROUNDED_ROW <const> = { "ld_row f32 cw r[1]", "ld_row f32 sw r[2]",
  "round f16 c cw", "round f16 s sw" }
local ROUNDED_PRODUCTS <const> = { "round f16 t tw", "round f16 u uw", "round f16 v vw",
  "round f16 w ww" }

local function typed(name, dtype, rule)
  local row, head = build(name)
  return rounding.apply(row, head, dtype, rule)
end

describe("rounding", function()
  it("leaves float32 as it is, whatever a config rounds", function()
    for name in pairs(forms.by_name) do
      for _, rule in ipairs(RULES) do
        assert.are.same({ build(name) }, { typed(name, dtypes.by_name.f32, rule) })
      end
    end
  end)

  it("gives a type's name to what touches x and y, and to nothing else", function()
    for name in pairs(forms.by_name) do
      for _, dtype in ipairs(dtypes.list) do
        for _, rule in ipairs(RULES) do
          for _, list in ipairs({ typed(name, dtype, rule) }) do
            for _, op in ipairs(list) do
              local of_type = op.base == "x" or op.base == "y"
                or ops[op.op].stage == "round"
              assert.are.equal(of_type and dtype.name or "f32", op.type, op.op)
            end
          end
        end
      end
    end
  end)

  it("rounds what the config says", function()
    local f16 = dtypes.by_name.f16
    for rule, right in pairs({
      round_once = { { "ld_row f32 c r[1]", "ld_row f32 s r[2]" }, {} },
      round_twice = { ROUNDED_ROW, {} }, op_by_op = { ROUNDED_ROW, ROUNDED_PRODUCTS },
    }) do
      local row, head = typed("split", f16, rule)
      assert.are.same(right[1], said(row), rule)
      assert.are.same(right[2], said(head, "round"), rule)
      assert.are.same({ "add f32 e v w" }, said(head, "add"))
    end
    local _, head = typed("split", f16, "op_by_op")
    assert.are.same({ "mul f32 tw a c", "mul f32 uw b s", "mul f32 vw b c",
      "mul f32 ww a s" }, said(head, "mul"))
  end)

  it("quiets what a type rounds by its bits, before it is rounded", function()
    local bf16 = dtypes.by_name.bf16
    assert.are.same({ "ld_row f32 cw r[1]", "ld_row f32 sw r[2]", "quiet bf16 c cw",
      "quiet bf16 s sw" }, said((typed("split", bf16, "round_once"))))
    assert.are.same({ "ld_row f32 cw r[1]", "ld_row f32 sw r[2]", "quiet bf16 cq cw",
      "quiet bf16 sq sw", "round bf16 c cq", "round bf16 s sq" },
      said((typed("split", bf16, "round_twice"))))
    assert.are.same({ "ld2 f32 cs r[1]", "first f32 cw cs", "second f32 sw cs",
      "quiet bf16 c cw", "quiet bf16 s sw" }, said((typed("deal", bf16, "round_once"))))
    assert.are.same({ "ld2 f32 cc r[1]", "first f32 cw cc", "second f32 cnw cc",
      "ld2 f32 ss r[2]", "first f32 sw ss", "second f32 snw ss", "quiet bf16 c cw",
      "quiet bf16 cn cnw", "quiet bf16 s sw", "quiet bf16 sn snw" },
      said((typed("split_deal", bf16, "round_once"))))
    local _, head = typed("split", bf16, "op_by_op")
    assert.are.same({}, said(head, "quiet"))
  end)
end)
