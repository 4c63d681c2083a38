-- Operations to lines of C.
-- In: flat operations and an ISA table, which spells each operation per type and width.
-- Out: lines.
-- Always: one declaration per group of operations of one stage; a value is named by its
-- role and, where blocks are unrolled, its block's number; nothing here knows an
-- intrinsic.

local f32 = require("freq").f32
local ops = require("ops")

local emit = {}

local WIDTH <const> = 96

local FORMATS <const> = {}
for digits = 1, 17 do FORMATS[digits] = ("%%.%dg"):format(digits) end

local known_numbers = { f32 = {}, f64 = {} }

--- A number as C: an integer in hex where large, a float in the fewest digits that give
-- its bits.
function emit.number(x, type)
  if type == "u64" then
    return x >= 0 and x < 1024 and ("%d"):format(x) or ("0x%x"):format(x)
  end
  local known = known_numbers[type]
  if known[x] and x ~= 0 then return known[x] end -- 0 and -0 are one key
  local parse = type == "f32" and f32 or tonumber
  local text
  for _, format in ipairs(FORMATS) do
    text = format:format(x)
    if parse(tonumber(text)) == x then break end
  end
  if not text:find("[.e]") then text = text .. ".0" end
  known[x] = type == "f32" and text .. "f" or text
  return known[x]
end

-- x, x + 40, x + 2 * j + 40: what an operation names in memory.
local function address(op, turn)
  local by_turn = math.abs(op.step) == 1 and turn
    or op.step ~= 0 and ("%d * %s"):format(math.abs(op.step), turn)
  local sum = by_turn or ""
  if op.step < 0 then
    sum = ("%d - %s"):format(op.offset, by_turn)
  elseif op.offset ~= 0 then
    sum = by_turn and ("%s + %d"):format(by_turn, op.offset) or ("%d"):format(op.offset)
  end
  return sum == "" and op.base or op.base .. " + " .. sum,
    ("%s[%s]"):format(op.base, sum == "" and "0" or sum)
end

local function spelling(isa, type, lanes, name)
  local entry = isa[("%sx%s"):format(type, lanes)]
  local text = entry and entry[name]
  if not text then
    error(("the ISA %s spells no %s of %sx%s"):format(isa.name, name, type, lanes))
  end
  return text
end

-- The names of what an operation writes.
local function results(op)
  return op.results or { op.dst }
end

-- The arguments of a call: what it reads, then where it writes.
local function call_text(op, name_of)
  local arguments = {}
  for _, name in ipairs(op.inputs or {}) do arguments[#arguments + 1] = name_of(name) end
  if op.sign then arguments[#arguments + 1] = name_of(op.sign) end
  for _, name in ipairs(results(op)) do
    arguments[#arguments + 1] = "&" .. name_of(name)
  end
  return table.concat(arguments, ", ")
end

-- One operation: its C type and right-hand side, or a whole statement where it declares
-- nothing.
local function spell(op, isa, lanes, name_of, turn)
  local fields = { isa = isa.name, imm = op.imm and emit.number(op.imm, op.type),
    scalar = op.scalar, apart = op.apart }
  for _, field in ipairs({ "a", "b", "c", "m", "dst" }) do
    fields[field] = op[field] and name_of(op[field])
  end
  fields.call = call_text(op, name_of)
  fields.times = op.inputs and #op.inputs > 1 and tostring(#op.inputs) or ""
  if op.base then fields.at, fields.cell = address(op, turn) end
  local text = spelling(isa, op.type, lanes, op.op):gsub("%$(%w+)", fields)
  return text, results(op)[1] and spelling(isa, ops.result(op), lanes, "type")
end

-- Joins `name = value` items of one type to declarations no wider than a line.
local function declare(type, items, indent)
  local lines, line = {}, nil
  for _, item in ipairs(items) do
    if line and #indent + #line + #item + 3 <= WIDTH then
      line = line .. ", " .. item
    else
      if line then lines[#lines + 1] = line .. ";" end
      line = ("const %s %s"):format(type, item)
    end
  end
  lines[#lines + 1] = line .. ";"
  return lines
end

-- A statement in lines no wider than a line, broken between arguments.
local function broken(statement)
  local lines = {}
  while #statement > WIDTH do
    local at = statement:sub(1, WIDTH):match("^.*, ()")
    if not at then break end
    lines[#lines + 1] = statement:sub(1, at - 2)
    statement = "    " .. statement:sub(at)
  end
  lines[#lines + 1] = statement
  return lines
end

--- Lines of C for a list of operations.
-- @param suffix follows the name of each value that the list writes
-- @param turn the C name of the loop's counter
function emit.lines(list, isa, lanes, suffix, turn, known)
  local own = known or {}
  for _, op in ipairs(list) do
    for _, name in ipairs(results(op)) do own[name] = true end
  end
  local function name_of(value) return own[value] and value .. suffix or value end
  local lines, group = {}, nil
  local function flush()
    if group then
      for _, line in ipairs(declare(group.type, group.items, "      ")) do
        lines[#lines + 1] = line
      end
      group = nil
    end
  end
  for _, op in ipairs(list) do
    local text, type = spell(op, isa, lanes, name_of, turn)
    local stage = ops[op.op].stage
    if not type or stage == "call" then
      flush()
      if type then
        local names = {}
        for i, name in ipairs(results(op)) do names[i] = name_of(name) end
        lines[#lines + 1] = ("%s %s;"):format(type, table.concat(names, ", "))
      end
      for _, line in ipairs(broken(text .. ";")) do lines[#lines + 1] = line end
    else
      if group and (group.type ~= type or group.stage ~= stage) then flush() end
      group = group or { type = type, stage = stage, items = {} }
      group.items[#group.items + 1] = name_of(op.dst) .. " = " .. text
    end
  end
  flush()
  return lines
end

local function indented(lines)
  local result = {}
  for i, line in ipairs(lines) do result[i] = "  " .. line end
  return result
end

local function append(lines, more)
  return table.move(more, 1, #more, #lines + 1, lines)
end

--- Lines for a section of a block: unrolled, or a loop over its turns.
-- @param title says of which pairs the block is
function emit.block(block, section, isa, title)
  local known = {}
  for _, op in ipairs(block.row) do if op.dst then known[op.dst] = true end end
  if block.turns == 1 then
    local suffix = tostring(block.number)
    local lines = emit.lines(block[section], isa, block.lanes, suffix, nil, known)
    table.insert(lines, 1, ("/* %s */"):format(title))
    return lines
  end
  if section == "row" then return {} end
  local lines = { ("for (size_t j = 0; j < %d; j++) { /* %s */"):format(block.turns,
    title) }
  append(lines, indented(emit.lines(block.row, isa, block.lanes, "", "j")))
  append(lines, indented(emit.lines(block.head, isa, block.lanes, "", "j", known)))
  lines[#lines + 1] = "}"
  return lines
end

return emit
