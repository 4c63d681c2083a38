-- The tokens of an example: boards of patches in token order, strips of all others.
-- In: a config, its example laid out, and the pixel row to begin at.
-- Out: elements, and the pixel row after them.
-- Always: a token shows its number, and its ids where they fit.

local anatomy = require("picture.anatomy")
local boards = require("picture.boards")
local style = require("picture.style")
local svg = require("picture.svg")

local tokens = {}

local MOST_CELL <const>, LEAST_CELL <const>, WIDEST_CELL <const> = 62, 38, 96
local MARGIN <const>, BOARD_GAP <const> = 34, 26
local STRIP_CELL <const>, STRIP_LINE <const> = 42, 17

-- How high a cell is.
local function height_of(cell) return math.floor(math.min(MOST_CELL, cell) * 0.7) end

-- The ids of a token in the colours of their axes.
local function id_pieces(token)
  local pieces = {}
  for i, id in ipairs(token.ids) do
    if i > 1 then pieces[#pieces + 1] = { "mute", "," } end
    pieces[#pieces + 1] = { style.ink(i), boards.id(id) }
  end
  return pieces
end

-- The rectangles of every merged unit or window of a board, sides in patches.
local function add_outlines(out, board, side, x_of, y_of, class)
  for top = 0, board.height - 1, side do
    for left = 0, board.width - 1, side do
      local bottom = math.min(top + side, board.height)
      local right = math.min(left + side, board.width)
      local x, y = x_of(board.left + left + 1), y_of(board.top + top + 1)
      out[#out + 1] = svg.rect(x, y, x_of(board.left + right + 1) - x,
        y_of(board.top + bottom + 1) - y, class)
    end
  end
end

local function add_labels(out, config, board, x_of, y_of, cell, height)
  local function name(axis, without)
    return axis and config.axes[axis].name or without,
      axis and style.ink(axis) or "mute"
  end
  local column, column_ink = name(board.column_axis, "column")
  local row, row_ink = name(board.row_axis, "row")
  local x, y = x_of(1), y_of(1)
  for i, label in ipairs(board.columns) do
    out[#out + 1] = svg.text(x_of(i) + cell / 2, y - 6, "small mid " .. column_ink,
      boards.id(label))
  end
  for i, label in ipairs(board.rows) do
    out[#out + 1] = svg.text(x - 6, y_of(i) + height / 2 + 4, "small end " .. row_ink,
      boards.id(label))
  end
  local name_end = x + svg.width(column, 12.5)
  out[#out + 1] = svg.text(x, y - 22, "note bold " .. column_ink, column)
  out[#out + 1] = svg.arrow(name_end + 8, y - 26, name_end + 36, y - 26, "")
  local down = y_of(#board.rows + 1)
  out[#out + 1] = svg.text(x - 16, down + 15, "note bold end " .. row_ink, row)
  out[#out + 1] = svg.arrow(x - 9, down + 2, x - 9, down + 20, "")
end

-- The pixels that the widest ids of boards need.
local function widest_ids(list)
  local widest = 0
  for _, board in ipairs(list) do
    for _, item in ipairs(board.cells) do
      widest = math.max(widest, svg.width(boards.ids(item.token), 10.5) + 2)
    end
  end
  return widest
end

local function add_cells(out, board, x_of, y_of, cell, height)
  local fits, walked = widest_ids({ board }) <= cell, board.merge > 1 or board.window
  for _, item in ipairs(board.cells) do
    local token, x, y = item.token, x_of(item.x), y_of(item.y)
    local middle = x + cell / 2
    if token.kind == "text" then
      out[#out + 1] = svg.rect(x + 2, y + 1, cell - 4, height - 2, "text", 8)
    end
    out[#out + 1] = svg.text(middle, y + height / 2 + (fits and -2 or 4),
      "token mid halo", tostring(token.index))
    if fits then
      local crossed = walked
        or board.diagonal and board.rows[item.y] == board.columns[item.x]
      if crossed and token.kind == "patch" then
        -- The halo first: with the pieces, it would cover the piece before.
        out[#out + 1] = svg.text(middle, y + height / 2 + 11, "small mid plate",
          boards.ids(token))
      end
      out[#out + 1] = svg.pieces(middle, y + height / 2 + 11, "small mid",
        id_pieces(token))
    end
  end
end

-- The plane behind a board whose labels reach past its patches, and the diagonal.
local function add_plane(out, board, x_of, y_of)
  local rows, columns = #board.rows, #board.columns
  for i = 1, columns + 1 do
    out[#out + 1] = svg.line(x_of(i), y_of(1), x_of(i), y_of(rows + 1), "rule")
  end
  for i = 1, rows + 1 do
    out[#out + 1] = svg.line(x_of(1), y_of(i), x_of(columns + 1), y_of(i), "rule")
  end
end

local function add_diagonal(out, board, x_of, y_of)
  local from = math.max(board.rows[1], board.columns[1])
  local to = math.min(board.rows[#board.rows], board.columns[#board.columns])
  local x, y = x_of(from - board.columns[1] + 1), y_of(from - board.rows[1] + 1)
  local end_x, end_y = x_of(to - board.columns[1] + 2), y_of(to - board.rows[1] + 2)
  out[#out + 1] = svg.arrow(x, y, end_x + 14, end_y + 14 * (end_y - y) / (end_x - x),
    "diagonal")
end

local function add_board(out, config, board, left, top, cell)
  local height = height_of(cell)
  local function x_of(i) return left + (i - 1) * cell end
  local function y_of(i) return top + (i - 1) * height end
  if board.title ~= "" then
    out[#out + 1] = svg.text(left + cell * #board.columns, top - 22, "note mute end",
      board.title)
  end
  if board.diagonal then add_plane(out, board, x_of, y_of) end
  local walk = {}
  for _, item in ipairs(board.cells) do
    local token = item.token
    if token.kind == "patch" then
      local odd = board.merge > 1 and (token.block[1] + token.block[2]) % 2 or 0
      out[#out + 1] = svg.rect(x_of(item.x), y_of(item.y), cell, height, "b" .. odd)
      walk[#walk + 1] = #walk == 0 and "M" or "L"
      walk[#walk + 1] = x_of(item.x) + cell / 2
      walk[#walk + 1] = y_of(item.y) + height / 2
    end
  end
  if board.diagonal then add_diagonal(out, board, x_of, y_of) end
  if board.merge > 1 or board.window then out[#out + 1] = svg.path("walk", walk) end
  if board.merge > 1 then add_outlines(out, board, board.merge, x_of, y_of, "block") end
  if board.window then add_outlines(out, board, board.window, x_of, y_of, "window") end
  add_cells(out, board, x_of, y_of, cell, height)
  add_labels(out, config, board, x_of, y_of, cell, height)
end

-- Boards side by side while they fit.
local function add_boards(out, config, list, top)
  local width = style.RIGHT - style.LEFT
  local columns = 0
  for _, board in ipairs(list) do columns = columns + #board.columns end
  local cell = (width + MARGIN - #list * (MARGIN + BOARD_GAP)) / columns
  if cell < LEAST_CELL then
    local most = 0
    for _, board in ipairs(list) do most = math.max(most, #board.columns) end
    cell = math.max(LEAST_CELL, width / most)
  end
  local wanted = math.max(MOST_CELL, math.min(math.ceil(widest_ids(list)), WIDEST_CELL))
  cell = math.floor(math.min(wanted, cell))
  local x, y, row_height = style.LEFT, top + 44, 0
  for i, board in ipairs(list) do
    local across = #board.columns * cell
    if i > 1 and x + MARGIN + across > style.RIGHT + 4 then
      x, y, row_height = style.LEFT, y + row_height + 68, 0
    elseif i > 1 then
      x = x + MARGIN
    end
    add_board(out, config, board, x, y, cell)
    x = x + across + BOARD_GAP
    row_height = math.max(row_height, #board.rows * height_of(cell))
  end
  return y + row_height + 30
end

-- Tokens in columns: number, then the id of each axis.
local function add_strip(out, config, strip, top)
  local line_of, per_line = {}, (style.RIGHT - style.LEFT) // STRIP_CELL
  for _, stretch in ipairs(strip) do
    for i, token in ipairs(stretch.tokens) do
      line_of[#line_of + 1] = { token = token, title = i == 1 and stretch.title }
    end
  end
  local shown = anatomy.axes_shown(config)
  local height = 24 + shown * STRIP_LINE
  local y = top + 18
  for from = 1, #line_of, per_line do
    for i = from, math.min(from + per_line - 1, #line_of) do
      local token, x = line_of[i].token, style.LEFT + (i - from) * STRIP_CELL
      local class = token.kind == "text" and "text" or token.kind == "identity"
        and "identity" or "b" .. (token.row + token.column) % 2
      if line_of[i].title then
        out[#out + 1] = svg.text(x + 2, y - 5, "small mute", line_of[i].title)
      end
      out[#out + 1] = svg.rect(x + 1, y, STRIP_CELL - 2, height - 4, class, 5)
      out[#out + 1] = svg.text(x + STRIP_CELL / 2, y + 15, "token mid",
        tostring(token.index))
      for axis = 1, shown do
        out[#out + 1] = svg.text(x + STRIP_CELL / 2, y + 14 + axis * STRIP_LINE,
          "small mid " .. style.ink(axis), boards.id(token.ids[axis]))
      end
    end
    for axis = 1, shown do
      local name = config.axes[axis].name
      out[#out + 1] = svg.text(style.LEFT - 8, y + 14 + axis * STRIP_LINE,
        "small bold end " .. style.ink(axis), #name > 9 and name:sub(1, 8) .. "." or name)
    end
    y = y + height + 20
  end
  return y
end

--- Draws an example's parts in token order.
function tokens.draw(config, parts, top)
  local out = {}
  for _, part in ipairs(parts) do
    if part.boards then top = add_boards(out, config, part.boards, top)
    else top = add_strip(out, config, part.strip, top) end
  end
  return out, top
end

return tokens
