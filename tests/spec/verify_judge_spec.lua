-- What `ropewalk verify` says of dumps that no config makes: errors in a few tokens,
-- frequencies of no formula, channels that should not turn.

local dumping = require("dumping")
local seed = require("seed")
local support = require("support")
local verify = require("verify")

local TOKENS <const>, DIM <const> = 120, 16
local DIMS <const> = { TOKENS, 1, DIM }

-- Positions in sequence: a dump needs no ids.
local function of_sequence(changed)
  return support.with({ name = "model", head_dim = DIM, pairing = "half",
    axes = { { name = "p", dim = DIM } },
    positions = { rule = "sequence", limits = { positions = 256 } } }, changed or {})
end

-- Some channels that turn, from an offset on.
local function of_part(offset)
  return of_sequence({ rotary_dim = 8, rotary_offset = offset,
    axes = { { name = "p", dim = 8 } } })
end

-- q, and what a config makes of it.
local function turned(fields)
  seed(17)
  local q, ids = dumping.random(TOKENS * DIM, "f32"), {}
  for token = 1, TOKENS do ids[token] = { token - 1 } end
  return q, dumping.turned(fields, "f32", q, 1, ids)
end

local function says(fields, q, out, status, ...)
  local read = verify.read(dumping.folder({ ["q.npy"] = dumping.npy("<f4", DIMS, q),
    ["q_out.npy"] = dumping.npy("<f4", DIMS, out) }))
  local lines, given = verify.run("model", fields, read, verify.pool({}))
  local text = table.concat(lines, "\n")
  for _, words in ipairs({ ... }) do
    assert.is_truthy(text:find(words, 1, true), words .. " in\n" .. text)
  end
  assert.are.equal(status, given)
end

describe("verify", function()
  it("counts tokens itself where positions are in sequence", function()
    local q, out = turned(of_sequence())
    says(of_sequence(), q, out, 0, "120 tokens, 1 head of q", "equal in bits")
  end)

  -- Of neighbours, one at least is not among the tokens that decide what is tried.
  it("finds a wrong token wherever it is", function()
    local q, right = turned(of_sequence())
    for token = 41, 43 do
      local out = table.move(right, 1, #right, 1, {})
      for channel = 1, DIM do out[token * DIM + channel] = q[token * DIM + channel] end
      says(of_sequence(), q, out, 1, ("token %d, head 0 of q, pair 0"):format(token),
        "no change of one or two fields")
      says(of_sequence({ pairing = "adjacent" }), q, out, 1,
        "no change of one or two fields")
    end
  end)

  it("names channels that should not turn, and those that should", function()
    local q, out = turned(of_part(0))
    local changed = table.move(out, 1, #out, 1, {})
    changed[3 * DIM + 13] = changed[3 * DIM + 13] + 1
    says(of_part(0), q, changed, 1, "channel 12, which the config passes on",
      "0 of 4 pairs of axis p, channels that the config passes on")
    says(of_part(8), q, out, 1, "change rotary_offset in the config")
  end)

  it("measures frequencies that no formula gives, and lengths", function()
    local listed = of_sequence({ attention_factor = 1.375, freq = { kind = "list",
      inv_freq = { 0.9, 0.7, 0.31, 0.2, 0.11, 0.07, 0.05, 0.03 } } })
    local q, out = turned(listed)
    says(of_sequence(), q, out, 1, "1.375 times as long", "pair 0 turns by 0.9 per "
      .. "position of axis p in the dump, by 1 in the config")
  end)

  it("says that nothing turns where lengths alone change", function()
    local q, out = turned(of_sequence()), {}
    for i, number in ipairs(q) do out[i] = 2 * number end
    says(of_sequence(), q, out, 1, "no pair of channels turns in the dump")
  end)

  it("refuses configs whose cos and sin come from elsewhere", function()
    local runtime = of_sequence({ freq = { kind = "runtime" } })
    runtime.positions = nil
    local q, out = turned(of_sequence())
    local good, problem = pcall(says, runtime, q, out)
    assert.is_false(good)
    assert.is_truthy(problem.message:find("takes cos and sin from the caller", 1, true))
  end)
end)
