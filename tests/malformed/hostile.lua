-- Files that mean harm.
-- In: nothing. Out: configs and config.jsons by name: their text, or a shell command that
-- makes the file $FILE. Always: none is one that a command may take.

local hostile = {}

local MEGABYTE <const> = 1 << 20

-- A config that is right but for its name: an expression, and what may follow it.
local function config(expression)
  return "return { head_dim = 8, pairing = \"half\", positions = { rule = \"ids\" },\n"
    .. "  axes = { { name = \"h\", dim = 8, position_max = 10 } }, name = " .. expression
    .. " }\n"
end

local function repeated(text, bytes) return text:rep(bytes // #text) end

hostile.configs = {
  ["endless loop"] = "while true do end",
  ["endless goto"] = "::a:: goto a",
  ["endless loop over numbers"] = "for i = 1, math.huge or 1 << 62 do end",
  ["long loop"] = "for i = 1, 1 << 62 do end",
  ["endless calls"] = "local function f() return f() end return f()",
  ["endless recursion"] = "local function f() return f() + f() end return f()",
  ["recursion of two"] = "local f, g function f() return { g() } end "
    .. "function g() return { f() } end return f()",
  ["endless iterator"] = "for _ in function() return 1 end do end",
  ["list that grows"] = "local t = {} for i = 1, 1 << 40 do t[i] = i end return t",
  ["string that doubles"] = "local s = 'x' for i = 1, 60 do s = s .. s end return s",
  ["long sums of strings"] = "local s = '" .. ("x"):rep(60000) .. "' for i = 1, 9 do s = "
    .. ("s .. "):rep(190) .. "s end return s",
  ["closures that hold each other"] =
    "local f for i = 1, 1 << 40 do local g = f f = function() return g end end",
  ["string.rep"] = config("string.rep(\"x\", 1 << 30)"),
  ["rep as a method"] = config("(\"x\"):rep(1 << 30)"),
  ["pattern that backtracks"] = config("(\"aaaaaaaaaaaaaaaa\"):find(\".-.-.-.-.-b\")"),
  ["format"] = config("(\"%99999d\"):format(1)"),
  ["metatable"] = config("setmetatable({}, { __index = function() end })"),
  ["metatable of strings"] = config("getmetatable(\"\").__index"),
  ["os.execute"] = config("os.execute(\"touch $FILE.harm\")"),
  ["io.open"] = config("io.open(\"harm\", \"w\")"),
  ["require"] = config("require(\"os\")"),
  ["load"] = config("load(\"return 1\")()"),
  ["dofile"] = config("dofile(\"/dev/zero\")"),
  ["debug"] = config("debug.sethook()"),
  ["collectgarbage"] = config("collectgarbage(\"stop\")"),
  ["its environment"] = config("_ENV._G.os"),
  ["variables without end"] = config("...") .. "local x",
  ["error"] = "error({})",
  ["a table raised"] = "local t = nil + {} return t",
  ["bytecode"] = string.dump(load("return {}")),
  ["bytecode that is cut"] = string.dump(load("return {}")):sub(1, 40),
  ["compressed"] = "\31\139\8\0\0\0\0\0",
  ["zeros"] = ("\0"):rep(1000),
  ["too many locals"] = repeated("local a ", 4000),
  ["deep braces"] = "return " .. repeated("{", MEGABYTE // 2),
  ["deep parentheses"] = "return " .. repeated("(", MEGABYTE // 2),
  ["deep functions"] = repeated("return function() ", MEGABYTE // 2),
  ["deep signs"] = "return " .. repeated("- ", MEGABYTE // 2) .. "1",
  ["deep powers"] = "return " .. repeated("2^", MEGABYTE // 2) .. "1",
  ["a long name"] = config("\"" .. ("x"):rep(MEGABYTE // 2) .. "\""),
  ["a long number"] = config(("9"):rep(MEGABYTE // 2)),
  ["a list too long"] = config("{" .. repeated("1,", MEGABYTE // 2) .. "}"),
  ["a base that is no number"] = config("\"model\", theta = 0 / 0"),
  ["an infinite base"] = config("\"model\", theta = 1 / 0"),
  ["a factor that is no number"] = config("\"model\", attention_factor = 0 / 0"),
  ["an offset that is no number"] = config("\"model\", rotary_offset = 0 / 0"),
  ["a negative offset"] = config("\"model\", rotary_offset = -2"),
  ["larger than a config"] = config("\"model\"") .. "--" .. ("x"):rep(MEGABYTE),
  ["empty"] = "",
  ["a folder"] = { "mkdir $FILE" },
  ["a link to itself"] = { "ln -s $FILE $FILE" },
  ["a link to nothing"] = { "ln -s $FILE.none $FILE" },
  ["a file without end"] = { "ln -s /dev/zero $FILE" },
  ["a gigabyte"] = { "truncate -s 1G $FILE" },
  ["nothing"] = { "true" },
}

-- A config.json that is right but for the value of a key.
local function json(value)
  return "{ \"model_type\": \"llama\", \"hidden_size\": 64, \"num_attention_heads\": 4, "
    .. "\"max_position_embeddings\": 64, \"rope_theta\": " .. value .. " }"
end

hostile.jsons = {
  ["deep lists"] = repeated("[", MEGABYTE),
  ["deep lists in a key"] = json(repeated("[", MEGABYTE)),
  ["deep objects"] = repeated("{\"a\":", 4 * MEGABYTE - 100),
  ["spaces without end"] = json(" " .. (" "):rep(4 * MEGABYTE - 300)),
  ["brackets and spaces"] = json(repeated("[       ", MEGABYTE)),
  ["commas without end"] = json("[" .. repeated(",", MEGABYTE)),
  ["a comment without end"] = json("/*" .. ("x"):rep(MEGABYTE)),
  ["a string without end"] = json("\"" .. ("x"):rep(3 * MEGABYTE)),
  ["escapes without end"] = json("\"" .. repeated("\\u0041", 3 * MEGABYTE)),
  ["half a surrogate"] = json("\"\\ud800\""),
  ["a huge number"] = json("1e999"),
  ["minus a huge number"] = json("-1e999"),
  ["a long number"] = json(("9"):rep(3 * MEGABYTE)),
  ["minus one"] = json("-1"),
  ["zero"] = json("0"),
  ["not a number, in quotes"] = json("\"NaN\""),
  ["a list"] = json("[]"),
  ["true"] = json("true"),
  ["a list of a million"] = json("[" .. repeated("1,", 2 * MEGABYTE) .. "1]"),
  ["lua"] = "return { model_type = \"llama\" }",
  ["two values"] = json("1") .. json("1"),
  ["a number alone"] = "1",
  ["null alone"] = "null",
  ["zeros"] = ("\0"):rep(1000),
  ["larger than a config.json"] = json("1") .. (" "):rep(4 * MEGABYTE),
  ["no such model"] = "{ \"model_type\": \"" .. ("x\\n\\u001b"):rep(1000) .. "\" }",
  ["empty"] = "",
  ["a folder"] = { "mkdir $FILE" },
  ["a link to itself"] = { "ln -s $FILE $FILE" },
  ["a file without end"] = { "ln -s /dev/zero $FILE" },
  ["a gigabyte"] = { "truncate -s 1G $FILE" },
  ["nothing"] = { "true" },
}

return hostile
