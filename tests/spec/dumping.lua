-- Writes dumps for specs.
-- In: numbers. Out: .npy and RWG1 files, and what a config makes of a q.
-- Always: random numbers follow from tests/seed.lua alone.

local command = require("command")
local config = require("config")
local dtypes = require("dtypes")
local rope = require("rope")
local turn = require("verify.turn")

local dumping = {}

-- descr of numpy -> how string.pack writes it
local FORMATS <const> = { ["<f4"] = "<f", ["<f8"] = "<d", ["<u2"] = "<I2",
  ["<f2"] = "<I2", ["<i4"] = "<i4", ["<i8"] = "<i8", [">f4"] = ">f" }

--- The text of a .npy file.
-- @param fields more of its header, { fortran = "True", major = 2 }
function dumping.npy(descr, dims, list, fields)
  fields = fields or {}
  local header = ("{'descr': '%s', 'fortran_order': %s, 'shape': (%s,), }\n"):format(
    descr, fields.fortran or "False", table.concat(dims, ", "))
  if #dims == 0 then header = header:gsub("%(,%)", "()") end
  local parts = {}
  for i, number in ipairs(list) do parts[i] = string.pack(FORMATS[descr], number) end
  local major = fields.major or 1
  return "\x93NUMPY" .. string.char(major, 0)
    .. string.pack(major == 1 and "<s2" or "<s4", header) .. table.concat(parts)
end

--- A folder with files, text by name.
function dumping.folder(files)
  local folder = command.folder()
  for name, text in pairs(files) do command.file(folder, name, text) end
  return folder
end

--- The bits of a bfloat16.
function dumping.bits(number)
  return string.unpack("<I4", string.pack("<f", number)) >> 16
end

--- Random numbers of a type.
function dumping.random(count, dtype)
  local list = {}
  for i = 1, count do list[i] = dtypes.by_name[dtype].round(4 * math.random() - 2) end
  return list
end

--- What a config makes of q, (tokens, heads, head_dim).
-- @param ids a list of positions per token
function dumping.turned(fields, dtype, q, heads, ids)
  local checked = config.check("config", fields)
  local built = rope.build(checked)
  local rows, channels, out = turn.rows(built), turn.channels(built), {}
  for token, own in ipairs(ids) do
    local cos, sin = turn.rounded(built, dtype, rows(own))
    for head = 0, heads - 1 do
      local first = ((token - 1) * heads + head) * checked.head_dim
      local x = table.move(q, first + 1, first + checked.head_dim, 1, {})
      table.move(turn.head(channels, dtype, built.rounding, cos, sin, x), 1,
        checked.head_dim, first + 1, out)
    end
  end
  return out
end

return dumping
