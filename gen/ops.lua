-- Every operation of a plan once: what it reads and writes, the type of its result, the
-- stage it is printed with, and its meaning as Lua, which is what the plan's tests run.
-- An operation is a table { op, type, dst, a, b, c, m, base, offset, step, apart, imm }:
-- a, b, c and m name values; memory is base + offset + step * (turn of the block's loop),
-- its second half `apart` elements further where that is given. Types are f32, f64 and
-- u64, and of memory bf16 and f16 too, which are f32 once loaded; a value has as many
-- lanes as its block. Always: no operation loops, allocates or branches.

local dtypes = require("dtypes")
local f32 = require("freq").f32

local ops = {}

local function lanewise(meaning)
  return function(op, value)
    local result = {}
    local a, b = value[op.a], op.b and value[op.b]
    for lane = 1, #a do result[lane] = meaning(op, a[lane], b and b[lane]) end
    value[op.dst] = result
  end
end

-- Rounds to the type: float32 products and sums of float32 are exact enough in a double
-- to be rounded once.
local function arithmetic(compute)
  return lanewise(function(op, x, y)
    local exact = compute(x, y)
    return op.type == "f32" and f32(exact) or exact
  end)
end

local function multiply_add(sign)
  return function(op, value)
    local result = {}
    for lane, x in ipairs(value[op.a]) do
      result[lane] = value[op.c][lane] + sign * (x * value[op.b][lane])
    end
    value[op.dst] = result
  end
end

local function everywhere(x, lanes)
  local result = {}
  for lane = 1, lanes do result[lane] = x end
  return result
end

local function shuffle(source)
  return function(op, value)
    local result = {}
    for lane = 1, #value[op.a] do result[lane] = source(value, op, lane) end
    value[op.dst] = result
  end
end

local function element(op, memory, turn, i)
  return memory[op.base][op.offset + op.step * turn + i]
end

local function load(op, value, memory, turn)
  local lanes = {}
  for lane = 1, memory.lanes do lanes[lane] = element(op, memory, turn, lane - 1) end
  value[op.dst] = lanes
end

-- Rounds to the type of the memory, where that is one of x.
local function put(op, memory, turn, i, x)
  local dtype = dtypes.by_name[op.type]
  memory[op.base][op.offset + op.step * turn + i] = dtype and dtype.round(x) or x
end

local function store(op, value, memory, turn)
  for lane, x in ipairs(value[op.a]) do put(op, memory, turn, lane - 1, x) end
end

local function bits(x) return (string.unpack("<i8", string.pack("<d", x))) end
local function float(x) return (string.unpack("<d", string.pack("<i8", x))) end

-- name -> { reads, stage, meaning(op, value, memory, turn), result = type of dst where it
-- is not op.type }. Operations of one stage and type that follow each other share a
-- declaration.
local LIST = {
  ld = { reads = {}, stage = "load", meaning = load },
  ld_row = { reads = {}, stage = "load", meaning = load },
  ld_const = { reads = {}, stage = "load", meaning = load },
  st = { reads = { "a" }, stage = "store", meaning = store },
  prefetch = { reads = {}, stage = "prefetch", meaning = function() end },

  mul = { reads = { "a", "b" }, stage = "multiply",
    meaning = arithmetic(function(x, y) return x * y end) },
  add = { reads = { "a", "b" }, stage = "add",
    meaning = arithmetic(function(x, y) return x + y end) },
  sub = { reads = { "a", "b" }, stage = "add",
    meaning = arithmetic(function(x, y) return x - y end) },

  -- Adjacent pairs in one vector: x0 y0 x1 y1 ...
  swap = { reads = { "a" }, stage = "shuffle",
    meaning = shuffle(function(value, op,
      lane) return value[op.a][((lane - 1) ~ 1) + 1] end) },
  dup_even = { reads = { "a" }, stage = "shuffle",
    meaning = shuffle(function(value, op,
      lane) return value[op.a][((lane - 1) & ~1) + 1] end) },
  dup_odd_alternating = { reads = { "a" }, stage = "shuffle",
    meaning = shuffle(function(value, op, lane)
      local odd = value[op.a][((lane - 1) | 1) + 1]
      return lane % 2 == 1 and -odd or odd
    end) },
  zip_low = { reads = { "a", "b" }, stage = "shuffle",
    meaning = shuffle(function(value, op, lane)
      return value[lane % 2 == 1 and op.a or op.b][(lane + 1) // 2]
    end) },
  zip_high = { reads = { "a", "b" }, stage = "shuffle",
    meaning = shuffle(function(value, op, lane)
      local half = #value[op.a] // 2
      return value[lane % 2 == 1 and op.a or op.b][half + (lane + 1) // 2]
    end) },

  -- Adjacent pairs taken apart by the load and put together by the store.
  ld2 = { reads = {}, stage = "load", result = "pair",
    meaning = function(op, value, memory, turn)
      local first, second = {}, {}
      for lane = 1, memory.lanes do
        first[lane] = element(op, memory, turn, 2 * (lane - 1))
        second[lane] = element(op, memory, turn, 2 * (lane - 1) + 1)
      end
      value[op.dst] = { first = first, second = second }
    end },
  first = { reads = { "a" }, stage = "part",
    meaning = function(op, value) value[op.dst] = value[op.a].first end },
  second = { reads = { "a" }, stage = "part",
    meaning = function(op, value) value[op.dst] = value[op.a].second end },
  st2 = { reads = { "a", "b" }, stage = "store",
    meaning = function(op, value, memory, turn)
      for lane = 1, #value[op.a] do
        put(op, memory, turn, 2 * (lane - 1), value[op.a][lane])
        put(op, memory, turn, 2 * (lane - 1) + 1, value[op.b][lane])
      end
    end },

  -- Two halves of a vector that stand `apart` elements apart in memory.
  ld_ends = { reads = {}, stage = "load", meaning = function(op, value, memory, turn)
    local lanes, half = {}, memory.lanes // 2
    for lane = 1, memory.lanes do
      local i = lane <= half and lane - 1 or op.apart + lane - half - 1
      lanes[lane] = element(op, memory, turn, i)
    end
    value[op.dst] = lanes
  end },
  swap_ends = { reads = { "a" }, stage = "shuffle",
    meaning = shuffle(function(value, op, lane)
      local lanes = #value[op.a]
      return value[op.a][(lane - 1 + lanes // 2) % lanes + 1]
    end) },
  negate_first = { reads = { "a" }, stage = "shuffle",
    meaning = shuffle(function(value, op, lane)
      local x = value[op.a][lane]
      return lane <= #value[op.a] // 2 and -x or x
    end) },
  st_ends = { reads = { "a" }, stage = "store",
    meaning = function(op, value, memory, turn)
      local half = #value[op.a] // 2
      for lane, x in ipairs(value[op.a]) do
        put(op, memory, turn, lane <= half and lane - 1 or op.apart + lane - half - 1, x)
      end
    end },

  -- A float32 number as the nearest one of a 16-bit type, and a NaN as one whose bits can
  -- be rounded.
  round = { reads = { "a" }, stage = "round", result = "f32",
    meaning = lanewise(function(op, x) return dtypes.by_name[op.type].round(x) end) },
  quiet = { reads = { "a" }, stage = "round", result = "f32",
    meaning = lanewise(function(_, x) return x end) },

  -- Between the types, and bits of a float64.
  widen = { reads = { "a" }, stage = "convert", result = "f64",
    meaning = lanewise(function(_, x) return x end) },
  narrow = { reads = { "a" }, stage = "convert", result = "f32",
    meaning = lanewise(function(_, x) return f32(x) end) },
  bits = { reads = { "a" }, stage = "convert", result = "u64",
    meaning = lanewise(function(_, x) return bits(x) end) },
  float = { reads = { "a" }, stage = "convert", result = "f64",
    meaning = lanewise(function(_, x) return float(x) end) },
  ["and"] = { reads = { "a", "b" }, stage = "bits",
    meaning = lanewise(function(_, x, y) return x & y end) },
  ["or"] = { reads = { "a", "b" }, stage = "bits",
    meaning = lanewise(function(_, x, y) return x | y end) },
  xor = { reads = { "a", "b" }, stage = "bits",
    meaning = lanewise(function(_, x, y) return x ~ y end) },
  flip = { reads = { "a", "b" }, stage = "bits",
    meaning = lanewise(function(_, x, y) return float(bits(x) ~ y) end) },
  shl = { reads = { "a" }, stage = "bits", meaning = lanewise(function(op, x)
    return x << op.imm
  end) },
  shr = { reads = { "a" }, stage = "bits", meaning = lanewise(function(op, x)
    return x >> op.imm
  end) },
  -- Every bit of m is set or none: a where set, b elsewhere.
  select = { reads = { "m", "a", "b" }, stage = "bits", meaning = function(op, value)
    local result = {}
    for lane, mask in ipairs(value[op.m]) do
      result[lane] = value[mask ~= 0 and op.a or op.b][lane]
    end
    value[op.dst] = result
  end },
  -- A product of a 64-bit and a 32-bit number, modulo 2^64, and of two 32-bit ones.
  mul64 = { reads = { "a", "b" }, stage = "multiply",
    meaning = lanewise(function(_, x, y) return x * y end) },
  mul32 = { reads = { "a", "b" }, stage = "multiply",
    meaning = lanewise(function(_, x, y) return x * y end) },

  -- a * b + c and c - a * b, product and sum each rounded.
  mad = { reads = { "a", "b", "c" }, stage = "multiply-add", meaning = multiply_add(1) },
  nmad = { reads = { "a", "b", "c" }, stage = "multiply-add",
    meaning = multiply_add(-1) },

  -- The same value in every lane: a constant, or a scalar of the surrounding function.
  set = { reads = {}, stage = "constant", meaning = function(op, value, memory)
    value[op.dst] = everywhere(op.imm, memory.lanes)
  end },
  spread = { reads = {}, stage = "spread", meaning = function(op, value, memory)
    value[op.dst] = everywhere(memory.scalars[op.scalar], memory.lanes)
  end },

  -- cos and sin of each of `inputs`, by the function that the plan's sincos list becomes;
  -- `results` names both of each.
  sincos = { reads = {}, stage = "call", meaning = function(op, value, memory)
    for i, input in ipairs(op.inputs) do
      value[op.results[2 * i - 1]], value[op.results[2 * i]] =
        memory.sincos(value[input], value[op.sign])
    end
  end },
}

for name, op in pairs(LIST) do
  op.name = name
  ops[name] = op
end

--- The type of what an operation writes.
function ops.result(op)
  return LIST[op.op].result or dtypes.by_name[op.type] and "f32" or op.type
end

return ops
