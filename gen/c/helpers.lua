-- What stands around the functions of a kernel's file.
-- In: an ISA and the text of the functions.
-- Out: the helpers that the text names, and the guards of the ISA.
-- Always: a helper is there once, before what names it.

local template = require("template")

local helpers = {}

--- The helpers that a text names, with those that they name in turn, in the order of
-- their files. A helper is a piece of a file between blank lines; its guard lets several
-- files be one unit.
function helpers.text(isa, kind, text)
  local pieces, needed = {}, {}
  for _, file_name in ipairs(isa.helpers[kind]) do
    for piece in (template.read("helpers/" .. file_name) .. "\n"):gmatch("(.-\n)\n") do
      local name = piece:match("#define (ROPEWALK_[%w_]+)")
        or piece:match("^[^\n]*\n?typedef .* ([%w_]+);")
        or piece:match("([%w_]+)%([^()]*%)\n{")
      if not name then error(file_name .. ": no helper is named by: " .. piece) end
      pieces[#pieces + 1] = { name = name, text = piece }
    end
  end
  for i = #pieces, 1, -1 do
    local piece = pieces[i]
    if text:find("%f[%w_]" .. piece.name .. "%f[^%w_]") then
      text = text .. piece.text
      local guard = "ROPEWALK_" .. piece.name:upper():gsub("^ROPEWALK_", "")
      table.insert(needed, 1, ("#ifndef %s\n%s%s#endif\n"):format(guard,
        guard == piece.name and "" or ("#define %s\n"):format(guard), piece.text))
    end
  end
  return table.concat(needed, "\n")
end

--- The lines that keep a file from compilers of other machines.
function helpers.guards(isa)
  if not isa.guard then return "", "" end
  return "#if " .. isa.guard, (isa.closing and isa.closing .. "\n" or "") .. "#endif"
end

return helpers
