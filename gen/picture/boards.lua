-- How an example's tokens lie on paper: patches on boards, one per frame, text on the
-- diagonal of the first board where there is room, all else in strips.
-- In: a checked config and its example.
-- Out: boards and strips, for the picture and for the terminal alike.
-- Always: every token of the example is on one board or in one strip, once.

local boards = {}

local MOST_ROWS <const>, MOST_COLUMNS <const> = 12, 16

-- The axis that counts by a coordinate; nil if none does.
local function axis_of(rule, coordinate)
  for i, name in ipairs(rule.coordinates) do
    if name == coordinate then return i end
  end
end

-- The ids that are the same all over a frame, as "frame = 1".
local function common_ids(config, token)
  local parts = {}
  for i, name in ipairs(config.positions.coordinates) do
    if name ~= "h" and name ~= "w" then
      parts[#parts + 1] = ("%s = %d"):format(config.axes[i].name, token.ids[i])
    end
  end
  return table.concat(parts, ", ")
end

local function title_of(config, sequence, token)
  local parts = {}
  if #sequence.images > 1 then parts[1] = ("image %d"):format(token.image) end
  if sequence.images[token.image + 1].t > 1 then
    parts[#parts + 1] = ("frame %d"):format(token.frame)
  end
  local ids = common_ids(config, token)
  if ids ~= "" then parts[#parts + 1] = ids end
  return table.concat(parts, ", ")
end

-- A board of one frame's patches: cells { y, x, token } and the labels of rows and
-- columns, all counted from 1.
local function board_of(config, sequence, patches)
  local rule, first = config.positions, patches[1]
  local grid = sequence.images[first.image + 1]
  local board = {
    title = title_of(config, sequence, first), cells = {}, rows = {}, columns = {},
    row_axis = axis_of(rule, "h"), column_axis = axis_of(rule, "w"), merge = rule.merge,
    window = rule.window and rule.window * rule.merge,
    top = 0, left = 0, height = grid.h, width = grid.w,
  }
  for i, token in ipairs(patches) do
    local y, x = token.row + 1, token.column + 1
    board.cells[i] = { y = y, x = x, token = token }
    board.rows[y] = board.row_axis and token.ids[board.row_axis] or token.row
    board.columns[x] = board.column_axis and token.ids[board.column_axis] or token.column
  end
  return board
end

-- Labels from one whole number to another.
local function span(from, to)
  local labels = {}
  for value = from, to do labels[#labels + 1] = value end
  return labels
end

-- Puts text on the diagonal of a board; false where it would cover patches or where the
-- board would become too large.
local function place_text(rule, board, text)
  if rule.text.rule ~= "diagonal" or rule.canvas or rule.normalised
    or not (board.row_axis and board.column_axis) then
    return false
  end
  local start, last = text[1].ids[1], text[#text].ids[1]
  local top, bottom = board.rows[1], board.rows[board.height]
  local left, right = board.columns[1], board.columns[board.width]
  local covers = last >= math.max(top, left) and start <= math.min(bottom, right)
  local rows = span(math.min(top, start), math.max(bottom, last))
  local columns = span(math.min(left, start), math.max(right, last))
  if covers or #rows > MOST_ROWS or #columns > MOST_COLUMNS then return false end
  board.top, board.left = top - rows[1], left - columns[1]
  for _, cell in ipairs(board.cells) do
    cell.y, cell.x = cell.y + board.top, cell.x + board.left
  end
  board.rows, board.columns, board.diagonal = rows, columns, true
  for _, token in ipairs(text) do
    board.cells[#board.cells + 1] = { token = token,
      y = token.ids[1] - rows[1] + 1, x = token.ids[1] - columns[1] + 1 }
  end
  return true
end

-- Neighbouring tokens of one kind, image, frame and run.
local function stretches(tokens)
  local list = {}
  for _, token in ipairs(tokens) do
    local stretch = list[#list]
    local last = stretch and stretch[#stretch]
    if last and last.kind == token.kind and last.image == token.image
      and last.run == token.run
      and (token.kind ~= "patch" or last.frame == token.frame) then
      stretch[#stretch + 1] = token
    else
      list[#list + 1] = { token }
    end
  end
  return list
end

local function strip_title(sequence, stretch)
  local token = stretch[1]
  if token.kind == "identity" then
    return #sequence.images > 1 and ("identity of image %d"):format(token.image)
      or "identity"
  elseif not token.run then
    return sequence.images and "text" or "tokens"
  end
  local run = sequence.runs[token.run]
  if token.kind == "text" then return "text" end
  return ("%s of %d x %d"):format(token.kind, run.h // sequence.rule.merge,
    run.w // sequence.rule.merge)
end

--- Lays out an example.
-- @return a list in token order of { strip = { { title, tokens } } } or { boards = {
--   board } }, where a board is { title, rows, columns, row_axis, column_axis, cells = {
--   { y, x, token } }, merge, window, top, left, height, width, diagonal }: labels of
--   rows and columns, and where among them the patches lie
function boards.layout(config, sequence)
  local parts, text_part = {}, nil
  for _, stretch in ipairs(stretches(sequence.tokens)) do
    local last = parts[#parts]
    if stretch[1].kind == "patch" then
      if not (last and last.boards) then
        last = { boards = {} }
        parts[#parts + 1] = last
      end
      last.boards[#last.boards + 1] = board_of(config, sequence, stretch)
    else
      if not (last and last.strip) then
        last = { strip = {} }
        parts[#parts + 1] = last
      end
      table.insert(last.strip, { title = strip_title(sequence, stretch),
        tokens = stretch })
      if stretch[1].kind == "text" and sequence.images then text_part = #parts end
    end
  end
  if text_part then
    local neighbour = parts[text_part + 1] or parts[text_part - 1]
    local text = parts[text_part].strip[1].tokens
    if place_text(sequence.rule, neighbour.boards[1], text) then
      table.remove(parts, text_part)
    end
  end
  return parts
end

--- Where the windows of an example end, in tokens, after a 0.
function boards.window_ends(sequence)
  local ends, last = { 0 }, nil
  for _, token in ipairs(sequence.tokens) do
    local here = token.window and { token.image, token.frame, token.window }
    if here and last and table.concat(here, " ") ~= last then
      ends[#ends + 1] = token.index
    end
    last = here and table.concat(here, " ")
  end
  ends[#ends + 1] = #sequence.tokens
  return ends
end

--- A position short enough for a cell.
function boards.id(id)
  return math.type(id) == "integer" and tostring(id) or ("%.3g"):format(id)
end

--- A token's position as "3,11".
function boards.ids(token)
  local parts = {}
  for i, id in ipairs(token.ids) do parts[i] = boards.id(id) end
  return table.concat(parts, ",")
end

return boards
