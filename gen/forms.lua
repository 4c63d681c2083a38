-- The forms of a rotation: how a block of neighbouring pairs becomes vector operations.
-- In: pairs and addresses.
-- Out: flat operations for one token (`row`) and for one head (`head`).
-- Always: loads stand before stores; values are named by role: a b the pair, c s cos and
-- sin, t u v w products, d e results; with an n, those of the next pair.

local forms = {}

--- How an address advances from pair to pair; nil where it does not by a constant.
-- @param key, which the address: input, output or row, first or second
function forms.advance(list, first, count, key, which)
  if count == 1 then return 0 end
  local step = list[first + 1][key][which] - list[first][key][which]
  for i = first + 1, first + count - 1 do
    if list[i][key][which] - list[i - 1][key][which] ~= step then return nil end
  end
  return step
end

-- Whether the channels of `count` pairs from `first` advance by `step`.
local function regular(list, first, count, key, step)
  for which = 1, 2 do
    if count > 1 and forms.advance(list, first, count, key, which) ~= step then
      return false
    end
  end
  return true
end

-- Whether the firsts stand in one row of channels and the seconds in another.
local function apart(list, first, count, key)
  return regular(list, first, count, key, 1)
end

-- Whether the two channels of each pair stand side by side, pair after pair.
local function side_by_side(list, first, count, key)
  for i = first, first + count - 1 do
    if list[i][key][2] ~= list[i][key][1] + 1 then return false end
  end
  return regular(list, first, count, key, 2)
end

local function both(layout)
  return function(list, first, count)
    return layout(list, first, count, "input") and layout(list, first, count, "output")
  end
end

--- An operation of ops.lua; the type defaults to f32, the step to 0.
function forms.op(name, fields)
  fields.op, fields.type = name, fields.type or "f32"
  fields.step = fields.step or 0
  return fields
end

local op = forms.op

-- The rotation proper: products of the pair (a, b) with (c, s), each rounded, then their
-- sums.
-- @param n follows the names
local function rotate(head, n)
  n = n or ""
  local function add(name, dst, a, b)
    head[#head + 1] = op(name, { dst = dst .. n, a = a .. n, b = b .. n })
  end
  add("mul", "t", "a", "c")
  add("mul", "u", "b", "s")
  add("mul", "v", "b", "c")
  add("mul", "w", "a", "s")
  add("sub", "d", "t", "u")
  add("add", "e", "v", "w")
end

-- The same of whole pairs in one vector: times cos, plus their swapped copy times
-- (-sin, sin).
local function rotate_whole(load, swap, store)
  return {
    load,
    op(swap, { dst = "b", a = "a" }),
    op("mul", { dst = "t", a = "a", b = "c" }),
    op("mul", { dst = "u", a = "b", b = "s" }),
    op("add", { dst = "d", a = "t", b = "u" }),
    store,
  }
end

-- Takes neighbours apart: `first` and `second` out of what is loaded as `two`.
local function take_apart(list, base, offset, two, first, second)
  list[#list + 1] = op("ld2", { dst = two, base = base, offset = offset })
  list[#list + 1] = op("first", { dst = first, a = two })
  list[#list + 1] = op("second", { dst = second, a = two })
end

-- Adjacent pairs taken apart by the load, turned, and stored as given.
local function dealt(x, row, stores)
  local rows, head = {}, {}
  take_apart(rows, row.base, row.cos, "cs", "c", "s")
  take_apart(head, "x", x[1], "ab", "a", "b")
  rotate(head)
  return rows, table.move(stores, 1, #stores, #head + 1, head)
end

-- A form is a way to do a block of pairs with vectors: how many pairs a vector of so many
-- lanes holds, whether the pairs at `first` fit it, how far apart the cos of two pairs
-- stand in a row (2: cos and sin in turn), and the operations, given the addresses of a
-- pair's two channels in x and y and of its cos and sin in the row.
forms.by_name = {
  -- First channels in one vector, second channels in another.
  split = {
    pairs = function(lanes) return lanes end,
    fits = both(apart),
    row_step = 1,
    build = function(x, y, row)
      local head = {
        op("ld", { dst = "a", base = "x", offset = x[1] }),
        op("ld", { dst = "b", base = "x", offset = x[2] }),
      }
      rotate(head)
      head[#head + 1] = op("st", { a = "d", base = "y", offset = y[1] })
      head[#head + 1] = op("st", { a = "e", base = "y", offset = y[2] })
      return {
        op("ld_row", { dst = "c", base = row.base, offset = row.cos }),
        op("ld_row", { dst = "s", base = row.base, offset = row.sin }),
      }, head
    end,
  },
  -- The same of twice as many pairs: neighbouring channels are taken apart by the load.
  split_deal = {
    pairs = function(lanes) return 2 * lanes end,
    fits = both(apart),
    row_step = 1,
    build = function(x, y, row)
      local rows, head = {}, {}
      take_apart(rows, row.base, row.cos, "cc", "c", "cn")
      take_apart(rows, row.base, row.sin, "ss", "s", "sn")
      take_apart(head, "x", x[1], "aa", "a", "an")
      take_apart(head, "x", x[2], "bb", "b", "bn")
      rotate(head)
      rotate(head, "n")
      head[#head + 1] = op("st2", { a = "d", b = "dn", base = "y", offset = y[1] })
      head[#head + 1] = op("st2", { a = "e", b = "en", base = "y", offset = y[2] })
      return rows, head
    end,
  },
  -- First channels in the lower half of a vector, second ones in the upper: times cos,
  -- plus their swapped copy times (-sin, sin).
  fold = {
    pairs = function(lanes) return lanes // 2 end,
    fits = both(apart),
    row_step = 1,
    build = function(x, y, row)
      local function ends(name, fields, first, second)
        fields.offset, fields.apart = first, second - first
        return op(name, fields)
      end
      return {
        ends("ld_ends", { dst = "c", base = row.base }, row.cos, row.cos),
        ends("ld_ends", { dst = "r", base = row.base }, row.sin, row.sin),
        op("negate_first", { dst = "s", a = "r" }),
      }, rotate_whole(ends("ld_ends", { dst = "a", base = "x" }, x[1], x[2]), "swap_ends",
        ends("st_ends", { a = "d", base = "y" }, y[1], y[2]))
    end,
  },
  -- Pairs side by side in one vector, times cos, plus their swapped copy times (-sin,
  -- sin).
  swap = {
    pairs = function(lanes) return lanes // 2 end,
    fits = both(side_by_side),
    row_step = 2,
    build = function(x, y, row)
      return {
        op("ld_row", { dst = "r", base = row.base, offset = row.cos }),
        op("dup_even", { dst = "c", a = "r" }),
        op("dup_odd_alternating", { dst = "s", a = "r" }),
      }, rotate_whole(op("ld", { dst = "a", base = "x", offset = x[1] }), "swap",
        op("st", { a = "d", base = "y", offset = y[1] }))
    end,
  },
  -- Pairs side by side in memory, taken apart by the load and put together by the store.
  deal = {
    pairs = function(lanes) return lanes end,
    fits = both(side_by_side),
    row_step = 2,
    build = function(x, y, row)
      return dealt(x, row, { op("st2", { a = "d", b = "e", base = "y", offset = y[1] }) })
    end,
  },
  -- The same, but the results stay apart: pairs are read adjacent and written half-split.
  part = {
    pairs = function(lanes) return lanes end,
    fits = function(list, first, count)
      return side_by_side(list, first, count, "input")
        and apart(list, first, count, "output")
    end,
    row_step = 2,
    build = function(x, y, row)
      return dealt(x, row, {
        op("st", { a = "d", base = "y", offset = y[1] }),
        op("st", { a = "e", base = "y", offset = y[2] }),
      })
    end,
  },
}

return forms
