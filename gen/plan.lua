-- From pairs to straight-line operations.
-- In: a rope and an ISA's widths and forms.
-- Out: a list of blocks, each with flat operations on a few neighbouring pairs: `row`
-- once per token, `head` once per head.
-- Always: operations name memory only as base + offset + step * turn, so the list can be
-- run in Lua as it stands.

local forms = require("forms")

local plan = {}

-- Where a block finds its cos and sin: in the row of one axis where they lie there as the
-- form wants them, else in `mix`, a small row that copies from several axes' rows fill.
local function row_source(rope, first, count, form, mix)
  local list = rope.pairs
  local sin_at, step = form.row_layout(count)
  local pair = list[first]
  local one_axis = true
  for i = first, first + count - 1 do
    if list[i].axis ~= pair.axis then one_axis = false end
  end
  local in_step = count == 1
    or forms.advance(list, first, count, "row", 1) == step
      and forms.advance(list, first, count, "row", 2) == step
  if one_axis and in_step and (step == 1 or pair.row[2] == pair.row[1] + 1) then
    local base = "row_" .. rope.axes[pair.axis].name
    return { base = base, cos = pair.row[1], sin = pair.row[2] }
  end
  local base = mix.floats
  for i = 0, count - 1 do
    for which, at in ipairs({ base + i * step, base + sin_at + i * step }) do
      local source = list[first + i]
      mix.copies[#mix.copies + 1] = {
        from = "row_" .. rope.axes[source.axis].name, offset = source.row[which], to = at,
      }
    end
  end
  mix.floats = base + 2 * count
  return { base = "mix", cos = base, sin = base + sin_at }
end

-- Joins copies that continue each other into { from, offset, to, count }.
local function join_copies(copies)
  table.sort(copies, function(p, q) return p.to < q.to end)
  local joined = {}
  for _, copy in ipairs(copies) do
    local last = joined[#joined]
    if last and copy.from == last.from and copy.to == last.to + last.count
      and copy.offset == last.offset + last.count then
      last.count = last.count + 1
    else
      copy.count = 1
      joined[#joined + 1] = copy
    end
  end
  return joined
end

-- Channels in no pair, as { offset, count }.
local function passed_through(rope)
  local turned, ranges = {}, {}
  for _, pair in ipairs(rope.pairs) do
    turned[pair.input[1]], turned[pair.input[2]] = true, true
  end
  for channel = 0, rope.head_dim - 1 do
    local last = ranges[#ranges]
    if turned[channel] then
      goto continue
    elseif last and last.offset + last.count == channel then
      last.count = last.count + 1
    else
      ranges[#ranges + 1] = { offset = channel, count = 1 }
    end
    ::continue::
  end
  return ranges
end

-- Two blocks are turns of one loop where every operation is the same but for addresses
-- that all advance by a constant of their own.
local function continues(run, block)
  local turn = run.turns
  if block.lanes ~= run.lanes or #block.head ~= #run.head or #block.row ~= #run.row then
    return false
  end
  for _, section in ipairs({ "row", "head" }) do
    for i, this in ipairs(block[section]) do
      local first = run[section][i]
      if this.op ~= first.op or this.base ~= first.base then return false end
      if this.offset and turn > 1 and this.offset ~= first.offset + turn * first.step then
        return false
      end
    end
  end
  return true
end

local function take_steps(run, block)
  for _, section in ipairs({ "row", "head" }) do
    for i, this in ipairs(block[section]) do
      if this.offset then run[section][i].step = this.offset - run[section][i].offset end
    end
  end
end

--- Turns neighbouring blocks that differ only by constant steps into loops.
-- @return blocks with turns >= 1 and the steps of their addresses filled in
function plan.roll(blocks)
  local rolled = {}
  for _, block in ipairs(blocks) do
    local run = rolled[#rolled]
    if run and continues(run, block) then
      if run.turns == 1 then take_steps(run, block) end
      run.turns, run.count = run.turns + 1, run.count + block.count
    else
      rolled[#rolled + 1] = block
    end
  end
  return rolled
end

local BODY_LINES <const> = 200

--- Leaves blocks unrolled where their body stays readable, else makes loops of them.
-- @param lines what a block takes in C
function plan.finish(blocks, isa, lines)
  if isa.loops or #blocks * lines > BODY_LINES then return plan.roll(blocks) end
  return blocks
end

local LINES_PER_BLOCK <const> = 7

--- The rotation of a head.
-- @param isa its choices of { form, lanes } per type, the first that fits is taken
-- @return { blocks = { { first, count, lanes, turns, row, head } },
--   mix = { floats, copies = { { from, offset, to, count } } },
--   passed = { { offset, count } } }; a block has `count` pairs from `first`, 0-based
function plan.rotation(rope, isa)
  local list = rope.pairs
  local blocks, mix = {}, { floats = 0, copies = {} }
  local first = 1
  while first <= #list do
    local block
    for _, choice in ipairs(isa.rotation.f32) do
      local form = forms.by_name[choice.form]
      local count = form.pairs(choice.lanes)
      if first + count - 1 <= #list and form.fits(list, first, count) then
        local source = row_source(rope, first, count, form, mix)
        local row, head = form.build(list[first].input, list[first].output, source)
        block = {
          first = first - 1, count = count, lanes = choice.lanes, turns = 1,
          row = row, head = head,
        }
        break
      end
    end
    blocks[#blocks + 1] = block
    first = first + block.count
  end
  return {
    blocks = plan.finish(blocks, isa, LINES_PER_BLOCK),
    mix = { floats = mix.floats, copies = join_copies(mix.copies) },
    passed = passed_through(rope),
  }
end

return plan
