-- `ropewalk verify`: its verdicts, and what it finds to be wrong.

local command = require("command")
local config = require("config")
local dumping = require("dumping")
local placement = require("placement")
local seed = require("seed")
local support = require("support")

local HEADS <const>, TOKENS <const>, DIM <const> = 2, 24, 16

-- A config of one axis whose ids the caller brings.
local function of_ids(changed)
  return support.with({ name = "model", head_dim = DIM, pairing = "half",
    axes = { { name = "p", dim = DIM, position_max = 4095 } },
    positions = { rule = "ids" } }, changed or {})
end

-- A config of rows and columns in merge order.
local function of_grids(changed)
  return { name = "model", head_dim = DIM, pairing = "half",
    axes = { { name = "h", dim = DIM // 2 }, { name = "w", dim = DIM // 2 } },
    positions = support.with({ rule = "grid", coordinates = { "h", "w" }, merge = 2,
      limits = { h = 64, w = 64 } }, changed or {}) }
end

local function counted(count, step)
  local ids = {}
  for i = 1, count do ids[i] = { (i - 1) * (step or 1) } end
  return ids
end

-- A dump of q turned by a config, as text of files by name.
local function files_of(fields, ids, options)
  options = options or {}
  local dtype = options.dtype or "f32"
  seed(5)
  local q = dumping.random(#ids * HEADS * DIM, dtype)
  local out = dumping.turned(fields, dtype, q, HEADS, ids)
  local descr = dtype == "bf16" and "<u2" or "<f4"
  if dtype == "bf16" then
    for _, list in ipairs({ q, out }) do
      for i, number in ipairs(list) do list[i] = dumping.bits(number) end
    end
  end
  local dims = { #ids, HEADS, DIM }
  return { ["q.npy"] = dumping.npy(descr, dims, q),
    ["q_out.npy"] = dumping.npy(descr, dims, out) }, q, out
end

local function flat(ids)
  local list = {}
  for _, own in ipairs(ids) do table.move(own, 1, #own, #list + 1, list) end
  return list
end

local function with_ids(files, ids)
  files["ids.npy"] = dumping.npy("<i4", { #ids, #ids[1] }, flat(ids))
  return files
end

-- What the command says of a dump, by a config.
local function verify(fields, files)
  local folder = command.folder()
  local path = command.file(folder, "model.lua", "return " ..
    require("verify.plain").spell(fields))
  return command.ropewalk(("verify %s %s"):format(path, dumping.folder(files)))
end

local function says(run, status, ...)
  assert.are.equal("", run.err)
  for _, words in ipairs({ ... }) do
    assert.is_truthy(run.out:find(words, 1, true), words .. " in\n" .. run.out)
  end
  assert.are.equal(status, run.status)
end

describe("verify", function()
  it("says that a dump is equal in bits", function()
    local ids = counted(TOKENS, 3)
    says(verify(of_ids(), with_ids(files_of(of_ids(), ids), ids)), 0,
      "24 tokens, 2 heads of q, head dim 16, float32", "equal in bits: all 768 numbers")
  end)

  it("says that a dump is equal within rounding, and where it is furthest", function()
    local ids = counted(TOKENS, 3)
    local files, q, out = files_of(of_ids(), ids)
    local size = math.abs(q[DIM + 3]) + math.abs(q[DIM + 11])
    out[DIM + 3] = out[DIM + 3] + 0x1p-23 * size
    files["q_out.npy"] = dumping.npy("<f4", { TOKENS, HEADS, DIM }, out)
    says(verify(of_ids(), with_ids(files, ids)), 0,
      "767 of 768 numbers have the same bits",
      "token 0, head 1 of q, pair 2 (channels 2 and 10, axis p at 0), channel 2")
  end)

  it("takes nothing for rounding that roundings do not explain", function()
    local ids = counted(TOKENS, 3)
    local files, q, out = files_of(of_ids(), ids)
    local size = math.abs(q[DIM + 3]) + math.abs(q[DIM + 11])
    for _, case in ipairs({ { 6, 0, "equal within rounding" },
      { 10, 1, "different" } }) do
      local changed = table.move(out, 1, #out, 1, {})
      changed[DIM + 3] = out[DIM + 3] + case[1] * 0x1p-24 * size
      files["q_out.npy"] = dumping.npy("<f4", { TOKENS, HEADS, DIM }, changed)
      says(verify(of_ids(), with_ids(files, ids)), case[2], case[3])
    end
  end)

  it("tells roundings of 16 bits and of angles from the layout", function()
    local ids = counted(TOKENS, 5000)
    local function far(changed)
      changed.axes = { { name = "p", dim = DIM, position_max = 131071 } }
      return of_ids(changed)
    end
    local exact = far({ tables = "exact" })
    says(verify(far({}), with_ids(files_of(exact, ids), ids)), 0,
      "equal but for the rounding of angles", "with tables = \"exact\" more have")
    local stepwise = far({ rounding = "op_by_op" })
    says(verify(far({}), with_ids(files_of(stepwise, ids, { dtype = "bf16" }), ids)), 0,
      "equal within rounding", "with rounding = \"op_by_op\" more have the same bits")
  end)

  it("names the first wrong token, head and pair, and the field", function()
    local ids = counted(TOKENS, 3)
    says(verify(of_ids({ pairing = "adjacent" }), with_ids(files_of(of_ids(), ids), ids)),
      1, "token 1, head 0 of q, pair 0 (channels 0 and 1, axis p at 3)",
      "pairing = \"half\"", "change pairing in the config of")
  end)

  it("solves for theta and factors that no model has", function()
    local ids = counted(TOKENS, 3)
    local files = with_ids(files_of(of_ids({ theta = 12345 }), ids), ids)
    says(verify(of_ids(), files), 1, "theta = 12345\n")
    files = with_ids(files_of(of_ids({ attention_factor = 1.375 }), ids), ids)
    says(verify(of_ids(), files), 1, "attention_factor = 1.375\n")
    local partial = of_ids({ rotary_dim = 8, axes = { { name = "p", dim = 8,
      position_max = 4095 } }, freq = { dim = DIM } })
    says(verify(of_ids(), with_ids(files_of(partial, ids), ids)), 1,
      "rotary_dim = 8 and freq.dim = 16")
    local scaled = of_ids({ rope_scaling = { rope_type = "linear", factor = 7 } })
    says(verify(of_ids(), with_ids(files_of(scaled, ids), ids)), 1,
      "rope_scaling = { factor = 7, rope_type = \"linear\" }")
  end)

  it("finds two changes, and says so where there are more", function()
    local ids = counted(TOKENS, 3)
    local files = with_ids(files_of(of_ids({ theta = 500000 }), ids), ids)
    says(verify(of_ids({ pairing = "adjacent" }), files), 1, "pairing = \"half\"",
      "theta = 500000", "change pairing and theta in the config")
    local other = of_ids({ theta = 31, direction = -1, pairing = "half",
      rope_scaling = { rope_type = "linear", factor = 3 } })
    says(verify(of_ids({ pairing = "adjacent" }),
      with_ids(files_of(other, ids), ids)), 1, "no change of one or two fields",
      "channels 0 and 8 turn together in the dump; the config pairs 0 and 1")
  end)

  -- What 16 bits allow at one number is more than such a theta changes.
  it("lets no small error hide in the roundings of 16 bits", function()
    local ids = counted(64, 3)
    local files = files_of(of_ids({ theta = 10020 }), ids, { dtype = "bf16" })
    says(verify(of_ids(), with_ids(files, ids)), 1,
      "different: roundings of bfloat16 allow it, but", "theta = 100")
  end)

  it("places grids by the rule, and finds merge and centring", function()
    local grids = dumping.npy("<i8", { 1, 3 }, { 1, 4, 6 })
    local merged, ids = of_grids(), {}
    for token = 0, 23 do
      local block, within = token // 4, token % 4
      ids[token + 1] = { block // 3 * 2 + within // 2, block % 3 * 2 + within % 2 }
    end
    local files = files_of(merged, ids)
    files["grids.npy"] = grids
    says(verify(merged, files), 0, "equal in bits")
    says(verify(of_grids({ merge = 1 }), files), 1, "positions.merge = 2")
    says(verify(of_grids({ merge = 5 }), files), 1, "merge is 5", "positions.merge = 2")
    says(verify(of_grids({ centred = true }), files), 1, "positions.centred = false")
    files["grids.npy"] = dumping.npy("<i8", { 1, 3 }, { 1, 30000, 30000 })
    says(verify(merged, files), 1, "there are 900000000 patches, q has the shape")
    with_ids(files, ids)
    says(verify(merged, files), 0, "the rule grid itself was not looked at")
    local columns = {}
    for token, own in ipairs(ids) do
      columns[token], columns[#ids + token] = own[1], own[2]
    end
    files["ids.npy"] = dumping.npy("<i4", { 2, 1, #ids }, columns)
    says(verify(merged, files), 0, "equal in bits")
  end)

  it("finds the order of windows, and says which it is", function()
    local windows = { window_size = 8, patch_size = 2 }
    local fields, ids = of_grids(windows), { {}, {} }
    local given = { images = { { t = 1, h = 8, w = 10 } } }
    local files = {}
    for i, windowed in ipairs({ false, true }) do
      local sequence = placement.sequence(config.check("a.lua", fields), given, windowed)
      for token = 0, sequence.count - 1 do
        ids[i][token + 1] = placement.token(sequence, token).ids
      end
      files[i] = files_of(fields, ids[i])
      files[i]["grids.npy"] = dumping.npy("<i8", { 1, 3 }, { 1, 8, 10 })
    end
    says(verify(fields, files[1]), 0, "in natural order", "equal in bits")
    says(verify(fields, files[2]), 0, "in window order", "equal in bits")
    says(verify(of_grids(), files[2]), 1,
      "positions.window_size = 56 and positions.patch_size = 14, in window order")
  end)

  it("places runs and text, and finds what is wrong with them", function()
    local fields = { name = "model", head_dim = 24, pairing = "half",
      axis_layout = "sections", axes = { { name = "t", dim = 8 }, { name = "h", dim = 8 },
        { name = "w", dim = 8 } },
      positions = { rule = "runs", coordinates = { "t", "h", "w" }, merge = 2,
        limits = { positions = 99 } } }
    local runs = { { kind = "text", tokens = 3 }, { kind = "image", t = 1, h = 4, w = 6 },
      { kind = "text", tokens = 2 } }
    local checked, ids = config.check("a.lua", fields), {}
    local sequence = placement.sequence(checked, { runs = runs })
    for token = 0, sequence.count - 1 do
      ids[token + 1] = placement.token(sequence, token).ids
    end
    seed(3)
    local q, dims = dumping.random(#ids * 24, "f32"), { #ids, 1, 24 }
    local files = { ["q.npy"] = dumping.npy("<f4", dims, q), ["q_out.npy"] =
      dumping.npy("<f4", dims, dumping.turned(fields, "f32", q, 1, ids)),
      ["runs.npy"] = dumping.npy("<i8", { 3, 5 },
        { 0, 3, 0, 0, 0, 1, 1, 4, 6, 0, 0, 2, 0, 0, 0 }) }
    says(verify(fields, files), 0, "11 tokens", "equal in bits")
    fields.positions.coordinates = { "t", "w", "h" }
    says(verify(fields, files), 1, "positions.coordinates = { \"t\", \"h\", \"w\" }")
  end)

  it("says what a dump cannot tell", function()
    local ids = {}
    for i = 1, TOKENS do ids[i] = { i, 0 } end
    local fields = of_ids({ axes = { { name = "h", dim = 8, position_max = 99 },
      { name = "w", dim = 8, position_max = 99 } } })
    says(verify(fields, with_ids(files_of(fields, ids), ids)), 0,
      "at 0 on axis w: that says nothing about it")
  end)

  it("says which tokens stand elsewhere", function()
    local ids = counted(TOKENS, 3)
    local files = files_of(of_ids(), ids)
    ids[8], ids[15] = ids[15], ids[8]
    says(verify(of_ids(), with_ids(files, ids)), 1,
      "token 7 was turned as one at (21); by the config it is at (42)")
  end)

  it("says where the generated code would refuse a position", function()
    local ids = counted(TOKENS, 3)
    local fields = of_ids({ axes = { { name = "p", dim = DIM, position_max = 50 } } })
    says(verify(fields, with_ids(files_of(fields, ids), ids)), 0,
      "the config's limits are 0 to 50")
  end)
end)
