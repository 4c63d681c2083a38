-- One header out of a model's files, for users who want to copy one.
-- In: the files of sources.lua. Out: a header that holds the implementation too.
-- Always: every name that it defines has the model's prefix, so that the headers of
-- several models can be included in one source; what the interface does not declare is
-- static.

local template = require("template")

local single = {}

-- A file's body, and what its banner says of it as a comment.
local function parts_of(text)
  local banner, body = text:match("^/%*(.-)%*/\n(.*)$")
  local what = (banner .. "\n"):match("\n %*\n(.-)\n %*\n")
  return body, "/*" .. what:gsub("^ %*", ""):gsub("\n %* ?", "\n   ") .. " */\n"
end

-- The implementation's text: the bodies of all files but the interface.
local function implementation_of(files, context)
  local texts = {}
  for i = 2, #files do
    local name = files[i].name
    if name:match("%.[ch]$") and not name:match("_all%.c$") then
      local body, what = parts_of(files[i].text)
      body = body:gsub("#include \"[^\n]*\n", "")
      local from, to = body:find(context.same_generation, 1, true)
      texts[#texts + 1] = what .. body:sub(1, from - 1) .. body:sub(to + 1)
    end
  end
  return table.concat(texts, "\n")
end

-- An array is defined where it is declared: one that is static cannot be declared first.
local function with_arrays_in_place(text)
  return (text:gsub("extern (const [^\n]-);", function(declaration)
    local from, to = text:find(declaration .. " = {", 1, true)
    local last = select(2, text:find("};\n", to, true))
    local definition = text:sub(from, last)
    return "static " .. definition:gsub("\n$", "")
  end):gsub("%f[^\n]const [^\n]- = {\n.-};\n", ""))
end

-- What is private to a file, its functions and its helpers, under the model's prefix.
local function with_own_names(text, names)
  local private = {}
  for name in text:gmatch("([%a_][%w_]*)%([^()]*%)\n{") do
    private[name] = name:sub(1, #names.m) ~= names.m
  end
  text = text:gsub("%f[%w_]([%a_][%w_]*)%(", function(name)
    return private[name] and names.m .. name .. "(" or nil
  end)
  return (text:gsub("%f[%w_]ROPEWALK_", names.M):gsub("%f[%w_]ropewalk_", names.m))
end

-- Functions are static unless `exported` has their names.
local function with_linkage(text, names, exported)
  local head = "\n([%a_][%w_ ]*[ *])(" .. names.m .. "[%w_]+)%("
  text = text:gsub(head, function(type, name)
    local given = type:find("^static ") or type:find("^typedef ") or exported[name]
      or type:sub(1, #names.M) == names.M -- a macro that begins with static
    return ("\n%s%s%s("):format(given and "" or "static ", type, name)
  end)
  return (text:gsub("(\n +)(" .. names.m .. "[%w_]+ " .. names.m .. "[%w_]+__##isa;)",
    "%1static %2"))
end

-- The functions that an interface declares.
local function declared(text, names)
  local list = {}
  for name in text:gmatch("\n[%a_][%w_ ]*[ *](" .. names.m .. "[%w_]+)%(") do
    list[name] = true
  end
  return list
end

local function wrapped(text)
  local lines = {}
  for line in text:gmatch("([^\n]*)\n") do lines[#lines + 1] = template.wrap(line) end
  return table.concat(lines, "\n") .. "\n"
end

local WHAT <const> = "Interface and implementation. Before one C or C++ source includes "
  .. "this header, it defines\n%sIMPLEMENTATION; all others include it as it is."

local WHAT_STATIC <const> = "Interface and implementation, all of it static: each source "
  .. "that includes this header\nhas its own."

-- Not every source calls every function.
local UNUSED <const> = { "#pragma GCC diagnostic push",
  "#pragma GCC diagnostic ignored \"-Wunused-function\"" }

--- The files of a model as one header.
-- @param files those of sources.lua in their order, the interface first
-- @param static whether every function is static; else one source defines
--   <M>IMPLEMENTATION
-- @return { name, text }
function single.file(files, context, static)
  local names = context.names
  local interface = parts_of(files[1].text)
  local exported = static and {} or declared(interface, names)
  local implementation = with_arrays_in_place(implementation_of(files, context))
  local text = context.fill("single.h", {
    banner = context.banner(static and WHAT_STATIC or WHAT:format(names.M)),
    interface = interface,
    condition = static and "" or (" && defined(%sIMPLEMENTATION)"):format(names.M),
    before = static and UNUSED or "",
    implementation = with_own_names(implementation, names),
    after = static and "#pragma GCC diagnostic pop" or "",
  })
  return { name = files[1].name, text = wrapped(with_linkage(text, names, exported)) }
end

return single
