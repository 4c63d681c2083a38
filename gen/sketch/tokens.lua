-- The tokens of an example as plain text.
-- In: a config and its example laid out.
-- Out: lines of at most 80 characters.
-- Always: a token shows its number; its ids are the labels of its row and column and
-- what the title says.

local anatomy = require("picture.anatomy")
local boards = require("picture.boards")

local tokens = {}

local WIDTH <const>, MARGIN <const> = 80, 9

local function right(text, width) return (" "):rep(width - #text) .. text end

-- What stands before a row or column of a board, counted from 1: "window", "unit" or nil.
local function border(board, index, from, count)
  local patch = index - 1 - from
  if patch < 0 or patch > count then return nil end
  if board.window and (patch % board.window == 0 or patch == count) then
    return "window"
  end
  return board.merge > 1 and patch > 0 and patch < count and patch % board.merge == 0
    and "unit" or nil
end

local SEPARATORS <const> = { window = " |", unit = "  " }

-- A line of a board: the texts of its columns, with what is between them.
local function join_columns(board, texts, width)
  local parts = {}
  for x = 1, #board.columns + 1 do
    local between = SEPARATORS[border(board, x, board.left, board.width)]
    parts[#parts + 1] = between or ""
    parts[#parts + 1] = texts[x] and right(texts[x], width) or ""
  end
  return table.concat(parts)
end

local function columns_width(board, width)
  local sum = MARGIN
  for x = 1, #board.columns + 1 do
    sum = sum + #(SEPARATORS[border(board, x, board.left, board.width)] or "")
  end
  return sum + #board.columns * width
end

-- The number in every cell, text tokens in brackets, and how wide a column must be.
local function cell_texts(board)
  local texts, width = {}, 0
  for y in ipairs(board.rows) do
    texts[y] = {}
    for x in ipairs(board.columns) do texts[y][x] = board.diagonal and "." or "" end
  end
  for _, cell in ipairs(board.cells) do
    local token = cell.token
    local text = (token.kind == "text" and "<%d>" or "%d"):format(token.index)
    texts[cell.y][cell.x] = text
    width = math.max(width, #text)
  end
  return texts, width
end

local function put(lines, margin, text)
  lines[#lines + 1] = (right(margin, MARGIN) .. text):gsub("%s+$", "")
end

local function add_board(lines, config, board)
  local numbers, number_width = cell_texts(board)
  local width, labels = number_width, {}
  for x, label in ipairs(board.columns) do
    labels[x] = boards.id(label)
    width = math.max(width, #labels[x])
  end
  width = width + 1
  local row = board.row_axis and config.axes[board.row_axis].name or "row"
  local column = board.column_axis and config.axes[board.column_axis].name or "column"
  lines[#lines + 1] = ""
  lines[#lines + 1] = ("  %s down, %s across%s"):format(row, column,
    board.title ~= "" and "; " .. board.title or "")
  put(lines, "", join_columns(board, labels, width))
  local rule = (" "):rep(MARGIN + 1)
    .. ("-"):rep(columns_width(board, width) - MARGIN - 1)
  for y in ipairs(board.rows) do
    local above = border(board, y, board.top, board.height)
    if above then lines[#lines + 1] = above == "window" and rule or "" end
    put(lines, boards.id(board.rows[y]), join_columns(board, numbers[y], width))
  end
  if border(board, #board.rows + 1, board.top, board.height) then
    lines[#lines + 1] = rule
  end
end

-- Tokens in columns, a line for their numbers and one for each axis.
local function add_strip(lines, config, strip)
  local columns, width = {}, 0
  for _, stretch in ipairs(strip) do
    for i, token in ipairs(stretch.tokens) do
      columns[#columns + 1] = { token = token, title = i == 1 and stretch.title }
      for _, id in ipairs(token.ids) do width = math.max(width, #boards.id(id)) end
      width = math.max(width, #tostring(token.index))
    end
  end
  width = width + 1
  local per_line = (WIDTH - MARGIN) // width
  for from = 1, #columns, per_line do
    local title, numbers, rows = "", {}, {}
    for i = from, math.min(from + per_line - 1, #columns) do
      local column, at = columns[i], (i - from) * width
      if column.title and #title <= at then
        title = title .. (" "):rep(at + 1 - #title) .. column.title
      end
      numbers[#numbers + 1] = right(tostring(column.token.index), width)
      for axis = 1, anatomy.axes_shown(config) do
        rows[axis] = rows[axis] or {}
        table.insert(rows[axis], right(boards.id(column.token.ids[axis]), width))
      end
    end
    lines[#lines + 1] = ""
    put(lines, "", title)
    put(lines, "token", table.concat(numbers))
    for axis, row in ipairs(rows) do
      put(lines, config.axes[axis].name:sub(1, MARGIN - 1), table.concat(row))
    end
  end
end

--- Adds the lines of an example's parts, in token order.
function tokens.add(lines, config, parts)
  for _, part in ipairs(parts) do
    if part.boards then
      for _, board in ipairs(part.boards) do add_board(lines, config, board) end
    else
      add_strip(lines, config, part.strip)
    end
  end
end

return tokens
