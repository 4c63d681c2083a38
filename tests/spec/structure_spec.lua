-- The generator's own text: who may know what, how long a module may be, what is unused.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")

local freq = require("freq")

local MOST_LINES <const> = 300

-- What a module may not say unless it is listed: the subject, patterns that give it away,
-- and who may know it.
local SECRETS <const> = {
  { subject = "intrinsics",
    signs = { "_mm%d*_", "__m%d%d", "%f[%w]v%l+%d*q?_[fus]%d+", "float%d+x%d",
      "__[fd]%l+_rn", "immintrin", "arm_neon" },
    knowers = { "gen/isa/" } },
  { subject = "files",
    signs = { "%f[%w]io%.open", "%f[%w]os%.re", "%f[%w]os%.tmpname", "\"lfs\"",
      "\"pl%.file\"", "\"pl%.dir\"" },
    knowers = { "gen/file.lua", "gen/template.lua", "gen/config.lua",
      "gen/catalogue.lua", "gen/commands/check.lua", "gen/import/section.lua",
      "gen/choices.lua", "gen/tune/log.lua", "gen/verify/dump.lua",
      "gen/verify/npy.lua", "gen/verify/rwg.lua" } },
  { subject = "processes",
    signs = { "io%.popen", "os%.execute" },
    knowers = { "gen/file.lua", -- the system's diff
      "gen/tune/process.lua" } },
  { subject = "RoPE",
    signs = { "pairing", "rotary", "%f[%w]theta%f[%W]", "[^%w]axes%f[%W]", "sections" },
    knowers = { "gen/rope.lua", "gen/layouts.lua", "gen/freq.lua", "gen/scaling.lua",
      "gen/positions.lua", "gen/grids.lua", "gen/schema.lua", "gen/types.lua",
      "gen/catalogue.lua", "gen/config.lua", "gen/plan.lua", "gen/eval.lua",
      "gen/words.lua", "gen/sources.lua", "gen/cli.lua", "gen/c/", "gen/example.lua",
      "gen/placement.lua", "gen/picture", "gen/sketch", "gen/import",
      "gen/model_types.lua", "gen/verify/" } },
}

local function modules()
  local list = {}
  for _, path in ipairs(pl_dir.getallfiles("gen", "*.lua")) do
    if not path:find("gen/models/", 1, true) then list[#list + 1] = path end
  end
  table.sort(list)
  return list
end

-- A module's text without comments.
local function code_of(path)
  return (pl_file.read(path):gsub("%-%-[^\n]*", ""))
end

local function is_listed(path, places)
  for _, place in ipairs(places) do
    if path:sub(1, #place) == place then return true end
  end
  return false
end

describe("the generator", function()
  for _, secret in ipairs(SECRETS) do
    it("keeps its knowledge of " .. secret.subject .. " in few modules", function()
      local found = {}
      for _, path in ipairs(modules()) do
        local code = code_of(path)
        for _, sign in ipairs(secret.signs) do
          local from = code:find(sign)
          if from and not is_listed(path, secret.knowers) then
            error(("%s: %s"):format(path, code:sub(from, from + 40):match("[^\n]*")))
          end
          if from then found[path] = true end
        end
      end
      assert.is_truthy(next(found), "the signs of " .. secret.subject .. " are outdated")
    end)
  end

  it("asks for the ISAs by name in one place", function()
    for _, path in ipairs(modules()) do
      local asks = code_of(path):find("require%(\"isa%.\"") ~= nil
      assert.are.equal(path == "gen/request.lua", asks, path)
    end
  end)

  it("knows no model", function()
    local word = {} -- a rope type may be called like a model
    for _, rope_type in ipairs(freq.rope_types) do word[rope_type] = true end
    for _, model in ipairs(pl_dir.getfiles("gen/models", "*.lua")) do
      local name = pl_path.splitext(pl_path.basename(model))
      for _, path in ipairs(modules()) do
        -- As an example in the help; and import knows what config.json leaves out.
        local in_help = path == "gen/cli.lua" or path:find("^gen/import") ~= nil
          or path == "gen/model_types.lua"
        local named = code_of(path):find("%f[%w_]" .. name .. "%f[^%w_]")
        assert.is_true(word[name] or in_help or not named, path .. " names " .. name)
      end
    end
  end)

  it("has modules that open with what they do and stay short", function()
    for _, path in ipairs(modules()) do
      local text = pl_file.read(path)
      assert.is_truthy(text:find("^%-%- %u[^\n]+"), path)
      local count = select(2, text:gsub("\n", ""))
      assert.is_true(count <= MOST_LINES, ("%s: %d lines"):format(path, count))
    end
  end)

  it("has a spec for every module", function()
    for _, path in ipairs(modules()) do
      local name = path:match("^gen/(%w+)%.lua$")
      if name then
        local spec = ("tests/spec/%s_spec.lua"):format(name)
        assert.is_true(pl_path.exists(spec) ~= false, spec)
      end
    end
  end)

  it("leaves the global names alone", function()
    local code = "local before = { lfs = true } " -- a name that its library makes
      .. "for name in pairs(_G) do before[name] = true end "
    for _, path in ipairs(modules()) do
      local name = path:match("^gen/(.*)%.lua$"):gsub("/", ".")
      code = code .. ("require(%q) "):format(name)
    end
    code = code .. "for name in pairs(_G) do if not before[name] then print(name) end end"
    local pipe = io.popen(("LUA_PATH='gen/?.lua;;' lua5.4 -e '%s' 2>&1"):format(code))
    assert.are.equal("", pipe:read("a"))
    pipe:close()
  end)

  it("uses every template", function()
    local all = {}
    for i, path in ipairs(modules()) do all[i] = pl_file.read(path) end
    local text = table.concat(all)
    local count = 0
    for _, path in ipairs(pl_dir.getallfiles("templates")) do
      local name = path:match("^templates/(.*)$"):gsub("^helpers/", "")
      local family = name:gsub("_%l+(%.%l+)$", "_%%s%1")
      local named = text:find(name, 1, true) or text:find(family, 1, true)
        or path:find("^templates/build/") -- what is installed for build systems
      assert.is_truthy(named, path)
      count = count + 1
    end
    assert.is_true(count > 20)
  end)
end)
