-- What the programs of this folder report of their timings: read, shown, kept.
-- In: lines of "table" with facts, each followed by lines of "row" for the candidates;
-- fields are key=value, split by tabs. Out: texts.
-- Always: keys keep the order in which they come; what is shown is also in JSON and CSV.

local dkjson = require("dkjson")
local stringx = require("pl.stringx")

local report = {}

local FOR_READERS <const> = { title = true, note = true }

local function fields(cells)
  local record = { keys = {} }
  for i = 2, #cells do
    local key, value = cells[i]:match("^([%w_]+)=(.*)$")
    record.keys[#record.keys + 1], record[key] = key, value
  end
  return record
end

--- The tables in what a program wrote.
-- @return a list of facts, each with its `rows`; of both, `keys` in order
function report.read(text)
  local tables = {}
  for line in text:gmatch("[^\n]+") do
    local cells = stringx.split(line, "\t")
    local record = fields(cells)
    if cells[1] == "table" then
      record.rows = {}
      tables[#tables + 1] = record
    else
      table.insert(tables[#tables].rows, record)
    end
  end
  return tables
end

-- The keys of some records, in the order in which they first come.
local function all_keys(records)
  local keys, seen = {}, {}
  for _, record in ipairs(records) do
    for _, key in ipairs(record.keys) do
      if not seen[key] and not FOR_READERS[key] then
        keys[#keys + 1], seen[key] = key, true
      end
    end
  end
  return keys
end

--- A table for a reader.
function report.show(one)
  local keys = all_keys(one.rows)
  local lines, cells, widths = { one.title, "  " .. one.note }, { {} }, {}
  for i, key in ipairs(keys) do cells[1][i] = i == 1 and "" or key:gsub("_", " ") end
  for _, row in ipairs(one.rows) do
    local own = {}
    for i, key in ipairs(keys) do own[i] = row[key] or "" end
    cells[#cells + 1] = own
  end
  for _, own in ipairs(cells) do
    for i, cell in ipairs(own) do widths[i] = math.max(widths[i] or 0, #cell) end
  end
  for _, own in ipairs(#one.rows > 0 and cells or {}) do
    for i, cell in ipairs(own) do
      local fill = (" "):rep(widths[i] - #cell)
      own[i] = i == 1 and cell .. fill or fill .. cell
    end
    lines[#lines + 1] = ("  " .. table.concat(own, "  ")):gsub(" +$", "")
  end
  return table.concat(lines, "\n") .. "\n"
end

local function plain(record)
  local copy = {}
  for _, key in ipairs(record.keys) do
    copy[key] = tonumber(record[key]) or record[key]
  end
  return setmetatable(copy, { __jsonorder = record.keys })
end

--- All tables as JSON: the machine's facts, and a list of tables with their rows.
-- @param machine strings by name
function report.json(machine, tables)
  local list = {}
  for i, one in ipairs(tables) do
    local rows = {}
    for j, row in ipairs(one.rows) do rows[j] = plain(row) end
    list[i] = plain(one)
    list[i].rows = rows
  end
  return dkjson.encode({ machine = machine, tables = list }, { indent = true }) .. "\n"
end

local function quoted(cell)
  return cell:find("[,\"\n]") and '"' .. cell:gsub('"', '""') .. '"' or cell
end

--- All rows of all tables as CSV, with the facts of their table.
function report.csv(tables)
  local facts, rows = all_keys(tables), {}
  for _, one in ipairs(tables) do
    for _, row in ipairs(one.rows) do rows[#rows + 1] = row end
  end
  local figures = all_keys(rows)
  local lines = { table.concat(facts, ",") .. "," .. table.concat(figures, ",") }
  for _, one in ipairs(tables) do
    for _, row in ipairs(one.rows) do
      local cells = {}
      for _, key in ipairs(facts) do cells[#cells + 1] = quoted(one[key] or "") end
      for _, key in ipairs(figures) do cells[#cells + 1] = quoted(row[key] or "") end
      lines[#lines + 1] = table.concat(cells, ",")
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

return report
