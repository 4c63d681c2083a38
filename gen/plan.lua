-- From pairs to straight-line operations.
-- In: a rope and an ISA's widths and forms.
-- Out: a list of blocks, each with flat operations on a few neighbouring pairs: `row`
-- once per token, `head` once per head.
-- Always: operations name memory only as base + offset + step * turn, so the list can be
-- run in Lua as it stands.

local forms = require("forms")
local rounding = require("rounding")

local plan = {}

-- Whether a block finds its cos and sin in the row of one axis, where they lie there as
-- the form wants them.
local function in_one_row(list, first, count, form)
  local step = form.row_step
  for i = first + 1, first + count - 1 do
    if list[i].axis ~= list[first].axis then return false end
  end
  local in_step = count == 1
    or forms.advance(list, first, count, "row", 1) == step
      and forms.advance(list, first, count, "row", 2) == step
  return in_step and (step == 1 or list[first].row[2] == list[first].row[1] + 1)
end

-- The blocks that find cos and sin nowhere ready read them from `mix`, a small row that
-- copies from several axes' rows fill: first, cos and sin in turn, those of forms that
-- want them so, then the cos of all others, then their sin.
-- @return mix, and for each such block where its cos and sin are
local function mix_rows(rope, blocks)
  local total, places, copies = { 0, 0 }, {}, {} -- total: pairs by row_step
  for _, block in ipairs(blocks) do
    local step = block.form.row_step
    if block.mixed then total[step] = total[step] + block.count end
  end
  local next_of = { -- by row_step
    { cos = 2 * total[2], sin = 2 * total[2] + total[1] },
    { cos = 0, sin = 1 },
  }
  for _, block in ipairs(blocks) do
    if block.mixed then
      local step = block.form.row_step
      local free = next_of[step]
      places[block] = { base = "mix", cos = free.cos, sin = free.sin }
      for i = 1, block.count do
        local pair = rope.pairs[block.first + i]
        for which, at in ipairs({ free.cos, free.sin }) do
          copies[#copies + 1] = {
            from = "row_" .. rope.axes[pair.axis].name, offset = pair.row[which], to = at,
          }
        end
        free.cos, free.sin = free.cos + step, free.sin + step
      end
    end
  end
  return { floats = 2 * (total[1] + total[2]), copies = copies }, places
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
      copy.count, copy.turns, copy.offset_step, copy.to_step = 1, 1, 0, 0
      joined[#joined + 1] = copy
    end
  end
  return joined
end

-- As many equal copies at constant steps are worth a loop.
local TURNS_OF_A_LOOP <const> = 4

-- Joins equal copies from one row, at constant steps, into loops.
local function roll_copies(copies)
  local runs, run_of = {}, {}
  for _, copy in ipairs(copies) do
    local run = run_of[copy.from]
    local first, turns = run and run[1], run and #run
    if run and copy.count == first.count and (turns == 1
      or copy.offset - first.offset == turns * (run[2].offset - first.offset)
        and copy.to - first.to == turns * (run[2].to - first.to)) then
      run[turns + 1] = copy
    else
      runs[#runs + 1] = { copy }
      run_of[copy.from] = runs[#runs]
    end
  end
  local rolled = {}
  for _, run in ipairs(runs) do
    local first = run[1]
    if #run < TURNS_OF_A_LOOP then
      table.move(run, 1, #run, #rolled + 1, rolled)
    else
      first.turns, first.offset_step, first.to_step = #run, run[2].offset - first.offset,
        run[2].to - first.to
      rolled[#rolled + 1] = first
    end
  end
  table.sort(rolled, function(p, q) return p.to < q.to end)
  return rolled
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
      if this.op ~= first.op or this.base ~= first.base or this.apart ~= first.apart then
        return false
      end
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

local BODY_LINES <const> = 224

--- Leaves blocks unrolled where their body stays readable, else makes loops of them, and
-- numbers them from 0.
-- @param lines what a block takes in C
function plan.finish(blocks, isa, lines)
  if isa.loops or #blocks * lines > BODY_LINES then blocks = plan.roll(blocks) end
  for i, block in ipairs(blocks) do block.number = i - 1 end
  return blocks
end

-- Lines of C that a block takes, from its operations on a head.
local function lines_of(block) return math.max(7, #block.head * 7 // 10) end

-- The first form that fits every pair by itself.
local function uniform_choice(list, choices)
  for _, choice in ipairs(choices) do
    local fits = true
    for i = 1, #list do
      fits = fits and forms.by_name[choice.form].fits(list, i, 1)
    end
    if fits then return { choice } end
  end
end

-- Cuts the pairs into blocks: the first form that fits, widest first.
local function cut(rope, isa, dtype, widest)
  local list, blocks, first, choices = rope.pairs, {}, 1, {}
  for _, choice in ipairs(isa.rotation[dtype.name]) do
    if choice.lanes <= widest then choices[#choices + 1] = choice end
  end
  if isa.uniform then choices = uniform_choice(list, choices) end
  while first <= #list do
    for _, choice in ipairs(choices) do
      local form = forms.by_name[choice.form]
      local count = form.pairs(choice.lanes)
      if first + count - 1 <= #list and form.fits(list, first, count) then
        blocks[#blocks + 1] = {
          first = first - 1, count = count, lanes = choice.lanes, form = form, turns = 1,
          mixed = not in_one_row(list, first, count, form),
        }
        first = first + count
        break
      end
    end
  end
  return blocks
end

-- Fills the blocks with operations.
local function build(rope, blocks, dtype)
  local mix, places = mix_rows(rope, blocks)
  local built = {}
  for i, block in ipairs(blocks) do
    local pair = rope.pairs[block.first + 1]
    local source = places[block] or { base = "row_" .. rope.axes[pair.axis].name,
      cos = pair.row[1], sin = pair.row[2] }
    local row, head = block.form.build(pair.input, pair.output, source)
    row, head = rounding.apply(row, head, dtype, rope.rounding)
    built[i] = { first = block.first, count = block.count, lanes = block.lanes, turns = 1,
      row = row, head = head }
  end
  return built, mix
end

-- Loops that a body may consist of before rows that alternate are joined.
local LOOPS_PER_AXIS <const> = 3

--- The rotation of a head.
-- @param isa its choices of { form, lanes } per type, the first that fits is taken
-- @param dtype of dtypes.list: what x and y are in memory
-- @param widest lanes of a vector at most; the ISA's own limit if not given
-- @return { blocks = { { number, first, count, lanes, turns, row, head } }, mix = {
--   floats, copies = { { from, offset, to, count, turns, offset_step, to_step } } },
--   passed = { { offset, count } } }; a block has `count` pairs from `first`, 0-based; a
--   copy of `count` floats is done `turns` times
function plan.rotation(rope, isa, dtype, widest)
  local cuts = cut(rope, isa, dtype, widest or isa.knobs.lanes[1])
  local blocks, mix = build(rope, cuts, dtype)
  blocks = plan.finish(blocks, isa, lines_of(blocks[1]))
  if isa.loops and #blocks > LOOPS_PER_AXIS * #rope.axes then
    for _, block in ipairs(cuts) do block.mixed = true end
    blocks, mix = build(rope, cuts, dtype)
    blocks = plan.finish(blocks, isa, lines_of(blocks[1]))
  end
  return {
    blocks = blocks,
    mix = { floats = mix.floats, copies = roll_copies(join_copies(mix.copies)) },
    passed = passed_through(rope),
  }
end

return plan
