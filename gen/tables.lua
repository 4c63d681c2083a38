-- Plans of the cos and sin tables.
-- In: a rope and an ISA's widths.
-- Out: flat operations for cos and sin of an angle, and for a row of an axis's table, one
-- block per few frequencies.
-- Always: no libm, no branch; every product and every sum is rounded by itself, so the
-- same bits come out everywhere.

local forms = require("forms")
local plan = require("plan")

local tables = {}

-- The polynomials on [-pi/4, pi/4], and what reduces an angle to it. Source: fdlibm's
-- k_sin.c and k_cos.c (coefficients) and e_rem_pio2.c (pi/2 in 33-bit parts).
local SINE = { -0x1.5555555555549p-3, 0x1.111111110f8a6p-7, -0x1.a01a019c161d5p-13,
  0x1.71de357b1fe7dp-19, -0x1.ae5e68a2b9cebp-26, 0x1.5d93a5acfd57cp-33 }
local COSINE = { 0x1.555555555554cp-5, -0x1.6c16c16c15177p-10, 0x1.a01a019cb159p-16,
  -0x1.27e4f809c52adp-22, 0x1.1ee9ebdb4b1c4p-29, -0x1.8fae9be8838d4p-37 }

local function builder()
  local list = {}
  return list, function(name, type, dst, fields)
    fields = fields or {}
    fields.type, fields.dst = type, dst
    list[#list + 1] = forms.op(name, fields)
  end
end

-- r = x - q * pi/2 with q the nearest integer, k its low bits. Exact products: q has at
-- most 20 bits below 2^20 rad, the parts of pi/2 have 33.
local function reduce_angle(emit)
  emit("set", "f64", "two_over_pi", { imm = 0x1.45f306dc9c883p-1 })
  emit("set", "f64", "round", { imm = 0x1.8p52 })
  emit("set", "f64", "half_pi_1", { imm = 0x1.921fb544p+0 })
  emit("set", "f64", "half_pi_2", { imm = 0x1.0b4611a6p-34 })
  emit("set", "f64", "half_pi_3", { imm = 0x1.3198a2e037073p-69 })
  emit("widen", "f32", "x", { a = "angle" })
  emit("mad", "f64", "n", { a = "x", b = "two_over_pi", c = "round" })
  emit("sub", "f64", "q", { a = "n", b = "round" })
  emit("bits", "f64", "k", { a = "n" })
  emit("nmad", "f64", "r1", { a = "q", b = "half_pi_1", c = "x" })
  emit("nmad", "f64", "r2", { a = "q", b = "half_pi_2", c = "r1" })
  emit("nmad", "f64", "r", { a = "q", b = "half_pi_3", c = "r2" })
end

-- The phase is a 64-bit fraction of a turn. Its top two bits, rounded, are the quadrant
-- k; the rest, less half a quadrant, is r in units of 2^-62 quadrants, made a double in
-- two halves.
local function reduce_phase(emit)
  emit("set", "u64", "eighth", { imm = 1 << 61 })
  emit("set", "u64", "rest_bits", { imm = (1 << 62) - 1 })
  emit("set", "u64", "low_bits", { imm = 0xFFFFFFFF })
  emit("set", "u64", "exponent", { imm = 0x4330000000000000 })
  emit("set", "f64", "high_bias", { imm = 0x1p52 + 0x1p29 })
  emit("set", "f64", "low_bias", { imm = 0x1p52 })
  emit("set", "f64", "high_unit", { imm = 0x1p32 })
  emit("set", "f64", "unit", { imm = 0x1.921fb54442d18p-62 })
  emit("add", "u64", "rounded", { a = "phase", b = "eighth" })
  emit("shr", "u64", "k", { a = "rounded", imm = 62 })
  emit("and", "u64", "rest", { a = "rounded", b = "rest_bits" })
  emit("shr", "u64", "top", { a = "rest", imm = 32 })
  emit("and", "u64", "bottom", { a = "rest", b = "low_bits" })
  emit("or", "u64", "top_bits", { a = "top", b = "exponent" })
  emit("or", "u64", "bottom_bits", { a = "bottom", b = "exponent" })
  emit("float", "u64", "high", { a = "top_bits" })
  emit("float", "u64", "low", { a = "bottom_bits" })
  emit("sub", "f64", "h", { a = "high", b = "high_bias" })
  emit("sub", "f64", "l", { a = "low", b = "low_bias" })
  emit("mad", "f64", "q", { a = "h", b = "high_unit", c = "l" })
  emit("mul", "f64", "r", { a = "q", b = "unit" })
end

local function horner(emit, prefix, coefficients, name)
  local last = #coefficients
  for i, coefficient in ipairs(coefficients) do
    emit("set", "f64", prefix .. i, { imm = coefficient })
  end
  local value = prefix .. last
  for i = last - 1, 1, -1 do
    local dst = name .. i
    emit("mad", "f64", dst, { a = "z", b = value, c = prefix .. i })
    value = dst
  end
  return value
end

--- What follows the names of a vector out of several that are at work together.
function tables.suffix(number)
  return number == 1 and "" or "_" .. number
end

local suffix = tables.suffix

-- Each operation of a list for several vectors, one after the other: chains of operations
-- that wait for themselves, not for each other. Constants are there once.
local function repeated(list, together)
  local common, all = { sign = true }, {}
  for _, op in ipairs(list) do
    if op.op == "set" then common[op.dst] = true end
  end
  for _, op in ipairs(list) do
    for number = 1, op.op == "set" and 1 or together do
      local own = {}
      for field, value in pairs(op) do own[field] = value end
      for _, field in ipairs({ "a", "b", "c", "m", "dst" }) do
        if op[field] and not common[op[field]] then
          own[field] = op[field] .. suffix(number)
        end
      end
      all[#all + 1] = own
    end
  end
  return all
end

--- cos and sin, as float32, of an angle or phase: what every table entry is made of.
-- @param together how many at once: `angle`, `angle_2` ... to `c` and `s`, `c_2` and
--   `s_2` ...
-- @param model its `tables`, "hf": of a float32 angle below 2^20 rad, or "exact": of a
--   64-bit fraction of a turn, and `sign`, whose top bit negates the sine; its cos_factor
--   and sin_factor
-- @return a flat list that reads `angle` or `phase` (and `sign`) and writes `c` and `s`
function tables.sincos(model, together)
  local list, emit = builder()
  local kind = model.tables
  if kind == "hf" then reduce_angle(emit) else reduce_phase(emit) end
  emit("mul", "f64", "z", { a = "r", b = "r" })
  local p1 = horner(emit, "S", SINE, "p")
  emit("mul", "f64", "zr", { a = "z", b = "r" })
  emit("mad", "f64", "sine", { a = "zr", b = p1, c = "r" })
  local q1 = horner(emit, "C", COSINE, "g")
  emit("set", "f64", "one", { imm = 1.0 })
  emit("set", "f64", "half", { imm = 0.5 })
  emit("mul", "f64", "zz", { a = "z", b = "z" })
  emit("mul", "f64", "half_z", { a = "z", b = "half" })
  emit("nmad", "f64", "versine", { a = "zz", b = q1, c = "half_z" })
  emit("sub", "f64", "cosine", { a = "one", b = "versine" })
  -- Odd quadrants swap the two; bit 1 of k negates the sine, of k + 1 the cosine.
  emit("set", "u64", "zero", { imm = 0 })
  emit("set", "u64", "bit", { imm = 1 })
  emit("set", "u64", "top_bit", { imm = math.mininteger })
  emit("and", "u64", "odd", { a = "k", b = "bit" })
  emit("sub", "u64", "swapped", { a = "zero", b = "odd" })
  emit("add", "u64", "k1", { a = "k", b = "bit" })
  emit("shl", "u64", "k_top", { a = "k", imm = 62 })
  emit("shl", "u64", "k1_top", { a = "k1", imm = 62 })
  emit("and", "u64", "sin_sign", { a = "k_top", b = "top_bit" })
  emit("and", "u64", "cos_sign", { a = "k1_top", b = "top_bit" })
  if kind == "exact" then
    emit("xor", "u64", "sine_sign", { a = "sin_sign", b = "sign" })
  end
  emit("select", "f64", "cos_abs", { m = "swapped", a = "sine", b = "cosine" })
  emit("select", "f64", "sin_abs", { m = "swapped", a = "cosine", b = "sine" })
  local sign = kind == "exact" and "sine_sign" or "sin_sign"
  emit("flip", "f64", "cos_out", { a = "cos_abs", b = "cos_sign" })
  emit("flip", "f64", "sin_out", { a = "sin_abs", b = sign })
  for _, result in ipairs({ { "cos", "c" }, { "sin", "s" } }) do
    local name, out = result[1], result[2]
    local factor = model[name .. "_factor"]
    if factor == 1 then
      emit("narrow", "f64", out, { a = name .. "_out" })
    else
      emit("narrow", "f64", name .. "_unscaled", { a = name .. "_out" })
      emit("set", "f32", name .. "_factor", { imm = factor })
      emit("mul", "f32", out, { a = name .. "_unscaled", b = name .. "_factor" })
    end
  end
  return repeated(list, together)
end

--- The names of the position and of its sign, spread over a block's lanes.
function tables.scalars(lanes)
  if lanes == 1 then return "position", "sign" end
  return "positions" .. lanes, "signs" .. lanes
end

-- The frequencies of a vector times the position: an angle, or a phase from 96-bit
-- fractions.
-- @param n follows the names
-- @return the name of the angle or phase
local function turn_by_position(emit, kind, index, position, n)
  if kind == "hf" then
    emit("ld_const", "f32", "f" .. n, { base = "inv_freq", offset = index })
    emit("mul", "f32", "angle" .. n, { a = "f" .. n, b = position })
    return "angle" .. n
  end
  emit("ld_const", "u64", "f" .. n, { base = "turns_high", offset = index })
  emit("ld_const", "u64", "g" .. n, { base = "turns_low", offset = index })
  emit("mul64", "u64", "high" .. n, { a = "f" .. n, b = position })
  emit("mul32", "u64", "low" .. n, { a = "g" .. n, b = position })
  emit("shr", "u64", "carry" .. n, { a = "low" .. n, imm = 32 })
  emit("add", "u64", "phase" .. n, { a = "high" .. n, b = "carry" .. n })
  return "phase" .. n
end

-- cos and sin of the frequencies of vectors at the position.
local function cos_sin_of(kind, index, lanes, together)
  local list, emit = builder()
  local position, sign = tables.scalars(lanes)
  local inputs, results = {}, {}
  for number = 1, together do
    local n = suffix(number)
    inputs[number] =
      turn_by_position(emit, kind, index + (number - 1) * lanes, position, n)
    table.move({ "c" .. n, "s" .. n }, 1, 2, #results + 1, results)
  end
  emit("sincos", "f32", nil,
    { inputs = inputs, sign = kind == "exact" and sign or nil, results = results })
  return list, emit
end

-- Stores a vector's cos and sin to a row.
-- @param at where its first cos and sin stand; n follows the names
local function store_row(emit, choice, split, at, n)
  local function store(name, value, offset)
    emit(name, "f32", nil, { a = value .. n, base = "row", offset = offset })
  end
  if split then
    store("st", "c", at[1])
    store("st", "s", at[2])
  elseif choice.zip then
    emit("zip_low", "f32", "d" .. n, { a = "c" .. n, b = "s" .. n })
    emit("zip_high", "f32", "e" .. n, { a = "c" .. n, b = "s" .. n })
    store("st", "d", at[1])
    store("st", "e", at[1] + choice.lanes)
  else
    emit("st2", "f32", nil, { a = "c" .. n, b = "s" .. n, base = "row", offset = at[1] })
  end
end

--- One entry of a table, for a machine that does them one by one.
-- @return operations that read `position` (and `sign`) and the frequency at the loop's
--   turn, and write `c` and `s`
function tables.entry(kind)
  local list = cos_sin_of(kind, 0, 1, 1)
  for _, op in ipairs(list) do
    if op.op == "ld_const" then op.step = 1 end
  end
  return list
end

local ROW_LINES <const> = 6

--- One row of an axis's table: cos and sin of every frequency of the axis at one
-- position.
-- @return { blocks }, each of `together` vectors of `lanes`; blocks read what
--   tables.scalars names and write to base `row`; the axis's frequencies are base
--   `inv_freq`, or `turns_high` and `turns_low`
function tables.row(rope, axis_index, isa)
  local own = {}
  for _, pair in ipairs(rope.pairs) do
    if pair.axis == axis_index then own[pair.index + 1] = pair end
  end
  local blocks, first = {}, 1
  while first <= #own do
    for _, choice in ipairs(isa.row) do
      local together = choice.together or 1
      local count = choice.lanes * together
      local fits = first + count - 1 <= #own
      local split = fits and (count == 1
        or forms.advance(own, first, count, "row", 1) == 1
        and forms.advance(own, first, count, "row", 2) == 1)
      local adjacent = fits and own[first].row[2] == own[first].row[1] + 1
        and forms.advance(own, first, count, "row", 1) == 2
        and forms.advance(own, first, count, "row", 2) == 2
      if split or adjacent then
        local head, emit = cos_sin_of(rope.tables, first - 1, choice.lanes, together)
        for number = 1, together do
          store_row(emit, choice, split,
            own[first + (number - 1) * choice.lanes].row, suffix(number))
        end
        blocks[#blocks + 1] = {
          first = first - 1, count = count, lanes = choice.lanes, together = together,
          turns = 1, row = {}, head = head,
        }
        first = first + count
        break
      end
    end
  end
  return { blocks = plan.finish(blocks, isa, ROW_LINES * blocks[1].together) }
end

return tables
