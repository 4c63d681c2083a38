-- Frequencies against the golden cases, against constants and against plain search.

local freq = require("freq")
local cases = require("cases")
local dkjson = require("dkjson")
local pl_file = require("pl.file")
local pl_tablex = require("pl.tablex")
local scaling = require("scaling")
local seed = require("seed")
local support = require("support")

-- dim, theta, i, and theta^(-2i / dim) / (2 pi) times 2^96, rounded.
-- Source: mpmath, 400 bits.
local TURNS <const> = {
  { 2, 1.0, 0, "28be60db9391054a7f09d5f4" },
  { 6, 10000.5, 1, "01e42090b6e3a6bf1a913c8a" },
  { 6, 10000.5, 2, "00167887a79e271bb6c2af89" },
  { 16, 1e4, 0, "28be60db9391054a7f09d5f4" },
  { 16, 1e4, 1, "0ce2601005b0277c0a6602e3" },
  { 16, 1e4, 7, "00034c6251ecf9e53e79722e" },
  { 40, 1e4, 1, "19b51fb30e7bd0c9a118341a" },
  { 40, 1e4, 10, "00684dc4c179c52c43d4940f" },
  { 40, 1e4, 19, "0001a731cb9155cf9c370c4b" },
  { 56, 1e4, 1, "1d52980764b89f4dd8a67bf1" },
  { 56, 1e4, 27, "0001730516490fe26a842091" },
  { 96, 1e4, 1, "21a147275d5b35de2ebb747c" },
  { 96, 1e4, 47, "0001437fd2e3804b1c680d68" },
  { 128, 1e4, 1, "234855e55644662eb8f8cd88" },
  { 128, 1e4, 63, "00013458e2f590242936c001" },
  { 128, 5e5, 1, "2130c415f3514ea03e34a475" },
  { 128, 5e5, 63, "0000068e3fbde7a78cc12b02" },
  { 128, 1e6, 1, "20d53d2925f674550e631408" },
  { 128, 1e6, 63, "00000350430ff7cb016e0e3f" },
  { 512, 1e12, 1, "2493376812a0b9a3f90a12e1" },
  { 512, 1e12, 255, "000000000031e76946c649b7" },
}

local HARD_ANGLE <const> = 0x1.33333p+13

-- An axis of dim / 2 frequencies, as freq takes it.
local function axis_of(dim, theta)
  local exponents = {}
  for k = 0, dim // 2 - 1 do exponents[k + 1] = k end
  return { kind = "inv_power", theta = theta, dim = dim, exponents = exponents,
    pairs = pl_tablex.copy(exponents), active = #exponents, count = #exponents, scale = 1,
    scaling = { rope_type = "default" } }
end

-- What freq.hard_positions finds over all frequencies of an axis.
local function hard_positions(dim, theta, low, high)
  local found = {}
  for _, f in ipairs(freq.inv_freq(axis_of(dim, theta))) do
    local list = freq.hard_positions(f, 1, low, high)
    table.move(list, 1, #list, #found + 1, found)
  end
  return found
end

-- A case of inv_freq.json as freq takes it: its inputs are the fields of transformers,
-- or what the class of the kind reads.
local function axis_of_case(case)
  local inputs = case.inputs
  local given = inputs.rope_parameters or {}
  local own = { rope_type = "default" }
  local axis
  if case.kind == "axial" then
    axis = axis_of(inputs.axis_dim, inputs.rope_theta)
  elseif case.kind == "cosmos_axis_ntk" then
    axis = axis_of(inputs.dim,
      10000 * inputs.ntk_factor ^ (inputs.dim / (inputs.dim - 2)))
  elseif case.kind == "strided" then
    axis = axis_of(inputs.head_dim, inputs.rope_theta)
    table.sort(axis.exponents, function(p, q)
      if p % 2 ~= q % 2 then return p % 2 < q % 2 end
      return p < q
    end)
  elseif case.kind == "inv_power_2pi" then
    axis = axis_of(inputs.head_dim // 2, inputs.rope_theta)
    axis.kind = case.kind
  elseif case.kind == "linspace_power" then
    axis = axis_of(2 * inputs.n, inputs.theta)
    axis.kind = case.kind
  else
    own = pl_tablex.copy(given)
    own.rope_type = case.kind
    if case.kind == "longrope" then
      own.use = inputs.seq_len and "long" or "short"
      own.factor = own.factor
        or inputs.max_position_embeddings / own.original_max_position_embeddings
    end
    local part = given.partial_rotary_factor or 1
    local dim = case.kind == "proportional" and inputs.head_dim
      or math.tointeger(inputs.head_dim * part // 1)
    axis = axis_of(dim, scaling.theta(own, given.rope_theta, dim))
    if case.kind == "proportional" then
      axis.active = math.tointeger(part * inputs.head_dim // 2)
    end
  end
  axis.scaling = own
  return axis, given
end

describe("freq", function()
  it("gives the reference's bits for every kind and rope type", function()
    local list = dkjson.decode(pl_file.read("tests/spec/inv_freq.json"))
    local kinds = {}
    for _, case in ipairs(list) do
      local axis, given = axis_of_case(case)
      local bits = {}
      for i, f in ipairs(freq.inv_freq(axis)) do
        bits[i] = ("%08x"):format(string.unpack("<I4", string.pack("<f", f)))
      end
      local what = case.kind .. " " .. dkjson.encode(case.inputs)
      assert.are.equal(case.inv_freq, table.concat(bits, " "), what)
      if not given.attention_factor then
        assert.are.equal(tonumber(case.attention_factor),
          scaling.attention(axis.scaling), what)
      end
      kinds[case.kind] = true
    end
    for _, rope_type in ipairs(freq.rope_types) do
      assert.is_true(kinds[rope_type], rope_type)
    end
  end)

  it("rounds to float32, ties to even", function()
    assert.are.equal(1.0, freq.f32(1 + 0x1p-24))
    assert.are.equal(1 + 0x1p-22, freq.f32(1 + 0x1.8p-23))
    assert.are.equal(16777216.0, freq.f32(16777217))
    assert.are.equal(0x1p-149, freq.f32(0x1.1p-149))
  end)

  for _, case in ipairs(cases.of_family("table")) do
    it("gives the reference's inv_freq bits of " .. case.name, function()
      local list = freq.inv_freq(axis_of(case.cfg.table_dim[1], case.cfg.theta[1]))
      local count = #case.tensors.inv_freq + 1
      assert.are.equal(count, #list)
      assert.are.equal(support.bits(case.tensors.inv_freq, count),
        support.bits(table.move(list, 1, count, 0, {}), count))
    end)
  end

  it("gives fractions of a turn to 96 bits", function()
    for _, row in ipairs(TURNS) do
      local dim, theta, i, digits = table.unpack(row)
      local turns = freq.turns(axis_of(dim, theta))
      assert.are.equal(dim // 2, #turns)
      assert.are.equal(digits, ("%016x%08x"):format(turns[i + 1][1], turns[i + 1][2]))
    end
  end)

  it("starts every axis with a whole radian", function()
    for _, dim in ipairs({ 2, 40, 510 }) do
      assert.are.equal(1.0, freq.inv_freq(axis_of(dim, 1e4))[1])
      assert.are.same(freq.turns(axis_of(2, 1.0))[1], freq.turns(axis_of(dim, 5e5))[1])
    end
  end)

  it("finds the positions of the hard angle that are known", function()
    local high = (1 << 20) - 1
    assert.are.same({ 119098 }, hard_positions(96, 1e4, 0, high))
    assert.are.same({ -119098, 119098 }, hard_positions(96, 1e4, -high, high))
    assert.are.same({ 638368 }, hard_positions(128, 1e4, 0, high))
    assert.are.same({ -638368 }, hard_positions(128, 1e4, -high, 0))
    assert.are.same({ 638368 }, hard_positions(128, 1e4, 638368, 638368))
    assert.are.same({}, hard_positions(128, 1e4, 638369, high))
    assert.are.same({}, hard_positions(128, 1e4, 0, 638367))
    assert.are.same({}, hard_positions(40, 1e4, -high, high))
  end)

  it("takes the axis's scale into account", function()
    local f = freq.f32(HARD_ANGLE / 1024)
    assert.are.same({ 512 }, freq.hard_positions(f, 2, 0, 2000))
    assert.are.same({ -2048 }, freq.hard_positions(f, 0.5, -3000, 2000))
    assert.are.same({}, freq.hard_positions(0.0, 1, -3000, 3000))
  end)

  -- Raises unless hard_positions finds what a search does; gives how many.
  local function search(f, low, high)
    local searched = {}
    for position = low, high do
      if math.abs(freq.f32(freq.f32(position) * f)) == HARD_ANGLE then
        searched[#searched + 1] = position
      end
    end
    assert.are.same(searched, freq.hard_positions(f, 1, low, high))
    return #searched
  end

  it("finds what a search of all positions finds", function()
    seed(7)
    local found = 0
    for _ = 1, 100 do
      local f = freq.f32(HARD_ANGLE / math.random(3000))
      found = found + search(f, math.random(-3000, 1000), math.random(1000, 3000))
    end
    assert.is_true(found > 50)
  end)

  it("finds all of several positions that come to the hard angle", function()
    seed(8)
    local found = 0
    for _ = 1, 100 do
      local near = math.random(1 << 20, 1 << 27)
      found = found + search(freq.f32(HARD_ANGLE / near), near - 400, near + 400)
    end
    assert.is_true(found > 500)
  end)
end)
