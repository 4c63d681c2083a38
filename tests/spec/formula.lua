-- The rotation as its formula stands, which plans are held to, and random ropes, rows and
-- heads to hold them to it.
-- In: shapes, a rounding, a type's name. Out: models, arrays that start at 0.
-- Always: nothing here is rounded by the generator's types; random numbers follow from
-- tests/seed.lua alone.

local f32 = require("freq").f32
local narrow = require("narrow")
local rope = require("rope")
local support = require("support")

local formula = {}

-- Numbers lie between 2 to this and its inverse, so that few products of a type overflow.
local SPREAD <const> = { f32 = 20, bf16 = 20, f16 = 7 }

local function to_type(name)
  if name == "f32" then return f32 end
  return function(x) return narrow.nearest(name, x) end
end

local function same(x) return x end

--- A rope with axes of random widths; a partial one turns some of a head's channels.
-- @param fields of its config: pairing, rounding
function formula.rope(head_dim, axes, partial, fields)
  local rotary_dim, offset = head_dim, 0
  if partial then
    rotary_dim = 2 * math.random(axes, head_dim // 2)
    offset = math.random(0, head_dim - rotary_dim)
  end
  local list = {}
  for i, dim in ipairs(support.split(rotary_dim, axes)) do
    list[i] = { name = "axis_" .. i, dim = dim, position_max = 1 }
  end
  return rope.build(support.config(support.with(fields, {
    head_dim = head_dim, rotary_dim = rotary_dim, rotary_offset = offset, axes = list,
  })))
end

--- Numbers in place of cos and sin, all different, so that a misplaced one shows.
function formula.rows(model, name)
  local rows = {}
  for i, axis in ipairs(model.axes) do
    rows[i] = support.numbers(axis.columns, SPREAD[name])
  end
  return rows
end

--- A head of numbers of a type.
function formula.head(model, name)
  local round, x = to_type(name), support.numbers(model.head_dim, SPREAD[name])
  for i = 0, model.head_dim - 1 do x[i] = round(x[i]) end
  return x
end

--- Turns a head: products and sums are rounded to float32; results, and what the model's
-- rounding says, to the type as well.
function formula.rotation(model, rows, x, name)
  local of_result = to_type(name)
  local of_row = model.rounding == "round_once" and same or of_result
  local of_product = model.rounding == "op_by_op" and of_result or same
  if name == "f32" then of_row, of_product = same, same end
  local function times(p, q) return of_product(f32(p * q)) end
  local y = table.move(x, 0, model.head_dim - 1, 0, {})
  for _, pair in ipairs(model.pairs) do
    local a, b, row = x[pair.input[1]], x[pair.input[2]], rows[pair.axis]
    local c, s = of_row(row[pair.row[1]]), of_row(row[pair.row[2]])
    y[pair.output[1]] = of_result(f32(times(a, c) - times(b, s)))
    y[pair.output[2]] = of_result(f32(times(b, c) + times(a, s)))
  end
  return y
end

return formula
