-- CUDA: a thread holds one to eight pairs (template parameter N), keeps their cos and sin
-- and loops over the heads. Products and sums are spelled so that nvcc never fuses them.

local FORMS <const> = { { form = "deal", lanes = 1 }, { form = "part", lanes = 1 },
  { form = "split", lanes = 1 } }

-- Memory of a type; in a thread its elements are floats.
local MEMORY <const> = {
  ld = "load<N, WIDE>($at)", st = "store<N, WIDE>($at, $a)",
  ld2 = "load<2 * N, WIDE>($at)", st2 = "store<2 * N, WIDE>($at, zip($a, $b))",
  round = "rounded($a)", quiet = "$a",
}

return {
  name = "cuda",
  words = "CUDA, a few pairs a thread",
  loops = true,
  uniform = true, -- one form for all pairs: every thread runs the same code
  frame = "cuda",
  attribute = "__device__",
  rotation = { f32 = FORMS, bf16 = FORMS, f16 = FORMS },
  widest = 16, -- bytes of an access
  -- What makes an element in memory a float, and a float an element.
  conversions = { f32 = "cuda/f32.h", bf16 = "cuda/bf16.h", f16 = "cuda/f16.h" },
  includes = { f32 = "", bf16 = "#include <cuda_bf16.h>",
    f16 = "#include <cuda_fp16.h>" },
  knobs = { lanes = { 1 }, ahead = { 0 }, stream = { 0 } },

  -- A thread's pairs.
  pairxN = { type = "vec<2 * N>" },
  f32xN = {
    type = "vec<N>",
    ld = MEMORY.ld, ld2 = MEMORY.ld2, st = MEMORY.st, st2 = MEMORY.st2,
    first = "evens($a)", second = "odds($a)",
    mul = "mul($a, $b)", add = "add($a, $b)", sub = "sub($a, $b)",
  },

  bf16xN = MEMORY, f16xN = MEMORY,

  -- One frequency of a table.
  f32x1 = {
    type = "float",
    ld_const = "$cell", set = "$imm", mul = "__fmul_rn($a, $b)", widen = "(double)$a",
      spread = "$scalar",
    sincos = "sincos$times_f64__$isa($call)",
  },
  f64x1 = {
    type = "double",
    set = "$imm",
    mul = "__dmul_rn($a, $b)", sub = "__dsub_rn($a, $b)",
    mad = "__dadd_rn(__dmul_rn($a, $b), $c)", nmad = "__dsub_rn($c, __dmul_rn($a, $b))",
    bits = "(uint64_t)__double_as_longlong($a)",
    flip = "__longlong_as_double(__double_as_longlong($a) ^ (long long)$b)",
    select = "$m ? $a : $b", narrow = "__double2float_rn($a)",
  },
  u64x1 = {
    type = "uint64_t",
    ld_const = "$cell", set = "$imm", spread = "$scalar",
    add = "$a + $b", sub = "$a - $b", mul64 = "$a * $b", mul32 = "$a * $b",
    ["and"] = "$a & $b", ["or"] = "$a | $b", xor = "$a ^ $b",
    shl = "$a << $imm", shr = "$a >> $imm",
    float = "__longlong_as_double((long long)$a)",
  },
}
