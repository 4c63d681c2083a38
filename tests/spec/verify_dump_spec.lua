-- What `ropewalk verify` reads: .npy and RWG1 files, shapes, and what it refuses.

local command = require("command")
local dumping = require("dumping")
local npy = require("verify.npy")
local numbers = require("verify.numbers")
local rwg = require("verify.rwg")
local seed = require("seed")
local support = require("support")
local verify = require("verify")

local HEADS <const>, TOKENS <const>, DIM <const> = 2, 6, 8

local FIELDS <const> = { name = "model", head_dim = DIM, pairing = "half",
  axes = { { name = "p", dim = DIM, position_max = 99 } }, positions = { rule = "ids" } }

seed(11)
local IDS <const> = { { 0 }, { 1 }, { 3 }, { 7 }, { 20 }, { 55 } }
local Q <const> = dumping.random(TOKENS * HEADS * DIM, "f32")
local OUT <const> = dumping.turned(FIELDS, "f32", Q, HEADS, IDS)
local POSITIONS <const> = { 0, 1, 3, 7, 20, 55 }

-- (tokens, heads, head_dim) as (heads, tokens, head_dim).
local function swapped(list)
  local result = {}
  for head = 0, HEADS - 1 do
    for token = 0, TOKENS - 1 do
      local first = (token * HEADS + head) * DIM
      table.move(list, first + 1, first + DIM, #result + 1, result)
    end
  end
  return result
end

local function files(changed)
  local dims = { TOKENS, HEADS, DIM }
  return support.with({ ["q.npy"] = dumping.npy("<f4", dims, Q),
    ["q_out.npy"] = dumping.npy("<f4", dims, OUT),
    ["ids.npy"] = dumping.npy("<i4", { TOKENS }, POSITIONS) }, changed or {})
end

-- What is said of a dump, as one text.
local function judged(texts)
  local read = verify.read(dumping.folder(texts))
  local lines, status = verify.run("model", FIELDS, read, verify.pool({}))
  return table.concat(lines, "\n"), status
end

local function is_equal(texts)
  local text, status = judged(texts)
  assert.is_truthy(text:find("equal in bits", 1, true), text)
  assert.is_truthy(text:find("6 tokens, 2 heads of q", 1, true), text)
  assert.are.equal(0, status)
end

-- A dump that is refused, with one line that has some words.
local function refused(words, texts)
  local good, problem = pcall(judged, texts)
  assert.is_false(good, words)
  assert.are.equal("table", type(problem), tostring(problem))
  assert.is_truthy(problem.message:find(words, 1, true), problem.message)
  assert.is_nil(problem.message:find("%c"))
end

describe("verify's dumps", function()
  it("have tokens in any dimension, and heads in the others", function()
    is_equal(files())
    for _, dims in ipairs({ { 1, TOKENS, HEADS, DIM }, { TOKENS, HEADS * DIM },
      { 1, TOKENS, HEADS * DIM } }) do
      is_equal(files({ ["q.npy"] = dumping.npy("<f4", dims, Q),
        ["q_out.npy"] = dumping.npy("<f4", dims, OUT) }))
    end
    for _, dims in ipairs({ { HEADS, TOKENS, DIM }, { 1, HEADS, TOKENS, DIM } }) do
      is_equal(files({ ["q.npy"] = dumping.npy("<f4", dims, swapped(Q)),
        ["q_out.npy"] = dumping.npy("<f4", dims, swapped(OUT)) }))
    end
  end)

  it("have ids of several types and shapes", function()
    for _, dims in ipairs({ { TOKENS, 1 }, { 1, TOKENS }, { 1, TOKENS, 1 } }) do
      is_equal(files({ ["ids.npy"] = dumping.npy("<i8", dims, POSITIONS) }))
    end
    is_equal(files({ ["ids.npy"] = dumping.npy("<f4", { TOKENS }, POSITIONS) }))
  end)

  it("have k beside q, with heads of its own", function()
    local k, out = {}, {}
    for token = 0, TOKENS - 1 do
      local first = token * HEADS * DIM
      table.move(Q, first + 1, first + DIM, #k + 1, k)
      table.move(OUT, first + 1, first + DIM, #out + 1, out)
    end
    local dims = { TOKENS, 1, DIM }
    local texts = files({ ["k.npy"] = dumping.npy("<f4", dims, k),
      ["k_out.npy"] = dumping.npy("<f4", dims, out) })
    is_equal(texts)
    out[3 * DIM + 2] = out[3 * DIM + 2] + 1
    texts["k_out.npy"] = dumping.npy("<f4", dims, out)
    local text, status = judged(texts)
    assert.is_truthy(text:find("token 3, head 0 of k, pair 1 (channels 1 and 5, axis p "
      .. "at 7), channel 1", 1, true), text)
    assert.are.equal(1, status)
  end)

  it("may be one RWG1 file", function()
    local function packed(format, list)
      local parts = {}
      for i, number in ipairs(list) do parts[i] = string.pack(format, number) end
      return table.concat(parts)
    end
    local size = 4 * #Q
    local header = ("RWG1 512\ncase x\ntensor q f32 3 %d %d %d 512 %d\ntensor q_out f32 "
      .. "3 %d %d %d %d %d\ntensor ids i32 1 %d %d %d\nend\n"):format(TOKENS, HEADS, DIM,
      size, TOKENS, HEADS, DIM, 512 + size, size, TOKENS, 512 + 2 * size, 4 * TOKENS)
    local path = command.file(command.folder(), "dump.rwg", header
      .. (" "):rep(512 - #header) .. packed("<f", Q) .. packed("<f", OUT)
      .. packed("<i4", POSITIONS))
    local lines = verify.run("model", FIELDS, verify.read(path), verify.pool({}))
    assert.are.equal("equal in bits: all 96 numbers", lines[2])
    assert.are.same(POSITIONS, rwg.integers(rwg.read(path), "ids"))
    assert.is_false((pcall(rwg.integers, rwg.read(path), "q")))
  end)

  it("are quoted in print, and not at length", function()
    local long = ("x"):rep(999)
    for complaint, line in pairs({ ["cfg a?b: ?[31m is no i"] = "cfg a\7b i 1 \27[31m",
      ["cfg " .. long:sub(1, 40) .. ": cannot be read"] = "cfg " .. long,
      ["tensor q: cannot be read"] = "tensor q f32 1 -4 0 0",
      ["tensor k: cannot be read"] = "tensor k f32 2 4 0 0",
      ["check q: no such tensor"] = "check q bits",
      ["the header has an unknown line: what is it"] = "what is it",
      ["the header has no end"] = "case x",
      ["q: has the unknown type f?"] = "tensor q f\7 1 0 0 0" }) do
      local text = line .. (line == "case x" and "\n" or "\nend\n")
      local path = command.file(command.folder(), "dump.rwg",
        ("RWG1 %04d\n%s"):format(#text + 10, text))
      local _, problem = pcall(verify.read, path)
      assert.are.equal(path .. ": " .. complaint, problem.message)
    end
  end)

  it("are .npy files of every version and type", function()
    local list = { 1.0, -2.5, 0.0, 65504.0 }
    for major = 1, 3 do
      local path = command.file(command.folder(), "a.npy",
        dumping.npy("<f4", { 2, 2 }, list, { major = major }))
      local array = npy.read(path)
      assert.are.same({ 2, 2 }, array.dims)
      assert.are.same(list, numbers.read(array.dtype, array.bytes, 0, 4))
    end
    local bits = { 0x3C00, 0xC100, 0x0001, 0x7BFF }
    local half = npy.read(command.file(command.folder(), "a.npy",
      dumping.npy("<f2", { 4 }, bits)))
    assert.are.same({ 1.0, -2.5, 0x1p-24, 65504.0 },
      numbers.read(half.dtype, half.bytes, 0, 4))
    bits = { 0x3F80, 0xC020, 0x0001, 0xFF80 }
    local brain = npy.read(command.file(command.folder(), "a.npy",
      dumping.npy("<u2", { 4 }, bits)))
    assert.are.same({ 1.0, -2.5, 0x1p-133, -math.huge },
      numbers.read(brain.dtype, brain.bytes, 0, 4))
    local scalar = npy.read(command.file(command.folder(), "a.npy",
      dumping.npy("<i8", {}, { 7 })))
    assert.are.same({ dims = {}, dtype = "i64", bytes = string.pack("<i8", 7) }, scalar)
  end)

  it("are refused with the remedy where they show nothing", function()
    local dims = { TOKENS, HEADS, DIM }
    local function q_of(descr, list, fields)
      return files({ ["q.npy"] = dumping.npy(descr, dims, list or Q, fields) })
    end
    refused("nothing was turned", q_of("<f4", OUT))
    refused("x.float()", q_of("<f8"))
    refused("np.ascontiguousarray", q_of("<f4", Q, { fortran = "True" }))
    refused("is big-endian", q_of(">f4"))
    refused("float32, bfloat16 before", files({ ["q.npy"] =
      dumping.npy("<u2", dims, POSITIONS):sub(1, -13) .. ("\0"):rep(192) }))
    local broken = table.move(Q, 1, #Q, 1, {})
    broken[2 * HEADS * DIM + DIM + 4] = 0 / 0
    refused("nan before the rotation, at token 2, head 1, channel 3", q_of("<f4", broken))
    local nothing = {}
    for i = 1, #Q do nothing[i] = 0.0 end
    refused("is 0 wherever", q_of("<f4", nothing))
    refused("must be the config's head_dim, 8", files({ ["q.npy"] =
      dumping.npy("<f4", { 96 // 6, 6 }, Q), ["q_out.npy"] =
      dumping.npy("<f4", { 96 // 6, 6 }, OUT) }))
    refused("has the shape (6, 2, 8), (12, 8) before", files({ ["q.npy"] =
      dumping.npy("<f4", { 12, 8 }, Q) }))
    local texts = files()
    texts["q_out.npy"] = nil
    refused("has q without q_out", texts)
    texts["q.npy"] = nil
    refused("has no q and q_out", texts)
    texts = files()
    texts["ids.npy"] = nil
    refused("has no positions for the rule ids; save ids", texts)
    refused("give (tokens, axes) with 1 axis", files({ ["ids.npy"] =
      dumping.npy("<i4", { 3, 2 }, POSITIONS) }))
    refused("places token 0 at 0.5", files({ ["ids.npy"] =
      dumping.npy("<f4", { TOKENS }, { 0.5, 1, 2, 3, 4, 5 }) }))
    refused("which is no int32", files({ ["ids.npy"] =
      dumping.npy("<i8", { TOKENS }, { 1 << 40, 1, 2, 3, 4, 5 }) }))
    refused("nan, which is no int32", files({ ["ids.npy"] =
      dumping.npy("<f4", { TOKENS }, { 0, 0 / 0, 2, 3, 4, 5 }) }))
    refused("frames, rows and columns", files({ ["grids.npy"] =
      dumping.npy("<i4", { 1, 3 }, { 1, 0, 4 }) }))
    refused("give one", files({ ["text_tokens.npy"] =
      dumping.npy("<i4", { 2 }, { 1, 2 }) }))
    refused("give (images, 3)", files({ ["grids.npy"] =
      dumping.npy("<i4", { 1, 4 }, { 1, 2, 2, 2 }) }))
    refused("give (runs, 5)", files({ ["runs.npy"] =
      dumping.npy("<i4", { 5 }, { 0, 6, 0, 0, 0 }) }))
    refused("where positions are fractions", files({ ["ids.npy"] =
      dumping.npy("<f8", { TOKENS }, POSITIONS) }))
    refused("holds bfloat16, q float32", files({ ["k.npy"] =
      dumping.npy("<u2", { 2 }, { 1, 2 }), ["k_out.npy"] =
      dumping.npy("<u2", { 2 }, { 2, 1 }) }))
    refused("is empty", files({ ["q.npy"] = dumping.npy("<f4", { 0, HEADS, DIM }, {}) }))
    refused("holds <c8; give float32", files({ ["q.npy"] =
      dumping.npy("<f4", dims, Q):gsub("<f4", "<c8") }))
    refused("neither text, image nor video", files({ ["runs.npy"] =
      dumping.npy("<i4", { 1, 5 }, { 3, 1, 1, 1, 1 }) }))
  end)

  it("say by how many tokens q and positions differ", function()
    local text, status = judged(files({ ["ids.npy"] =
      dumping.npy("<i4", { 4 }, { 0, 1, 2, 3 }) }))
    assert.is_truthy(text:find("positions for 4 tokens, q has the shape (6, 2, 8)", 1,
      true), text)
    assert.are.equal(1, status)
  end)

  it("are refused in one line whatever is done to a file", function()
    local whole = dumping.npy("<f4", { TOKENS, HEADS, DIM }, Q)
    refused("needs 384", files({ ["q.npy"] = whole:sub(1, -2) }))
    refused("has 388 bytes", files({ ["q.npy"] = whole .. "four" }))
    refused("is no .npy file", files({ ["q.npy"] = "" }))
    refused("is no .npy file", files({ ["q.npy"] = ("PK"):rep(99) }))
    refused("inside its header", files({ ["q.npy"] = whole:sub(1, 40) }))
    refused("version 4", files({ ["q.npy"] = whole:sub(1, 6) .. "\4" .. whole:sub(8) }))
    for words, dims in pairs({ ["has a shape of more"] = { 9, "9999999999999999999" },
      ["2^40 bytes"] = { 99999999, 99999999 }, ["no array of one type"] = { -1 } }) do
      refused(words, files({ ["q.npy"] = dumping.npy("<f4", dims, Q) }))
    end
    for cut = 1, #whole, 7 do
      local good, problem = pcall(judged, files({ ["q.npy"] = whole:sub(1, cut) }))
      assert.is_true(not good and type(problem) == "table", cut)
    end
  end)
end)
