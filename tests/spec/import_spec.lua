-- Import of real files: what each gives, field by field, and what holds of every text.

local pl_dir = require("pl.dir")
local pl_file = require("pl.file")
local pl_path = require("pl.path")
local tablex = require("pl.tablex")

local command = require("command")
local config = require("config")
local import = require("import")
local importing = require("importing")
local rope = require("rope")
local writer = require("import.writer")

local CONFIGS <const> = importing.CONFIGS
local load_config = importing.load_config
local one_axis, sequence = importing.one_axis, importing.sequence

-- File of configs/, the part of it, and for each config the fields that it must have.
local EXPECTED <const> = {
  { "llama.json", nil, { llama = { head_dim = 128, theta = 10000, axes = one_axis(128),
    pairing = "half", rounding = "op_by_op", tables = "hf",
    positions = sequence(2048) } } },
  { "llama3_1_8b_old.json", nil, { llama = { head_dim = 128, theta = 500000,
    positions = sequence(131072), rope_scaling = { rope_type = "llama3", factor = 8,
      low_freq_factor = 1, high_freq_factor = 4,
      original_max_position_embeddings = 8192 } } } },
  { "gpt_oss.json", nil, { gpt_oss = { head_dim = 64, theta = 150000, pairing = "half",
    rope_scaling = { rope_type = "yarn", factor = 32, truncate = false,
      original_max_position_embeddings = 4096 } } } },
  { "gptj.json", nil, { gptj = { head_dim = 256, rotary_dim = 64, pairing = "adjacent",
    axes = one_axis(64), positions = sequence(2048) } } },
  { "gpt_neox.json", nil, { gpt_neox = { head_dim = 96, rotary_dim = 24,
    pairing = "half" } } },
  { "stablelm.json", nil, { stablelm = { head_dim = 80, rotary_dim = 20 } } },
  { "phi.json", nil, { phi = { head_dim = 64, rotary_dim = 32 } } },
  { "glm.json", nil, { glm = { head_dim = 128, rotary_dim = 64,
    pairing = "adjacent" } } },
  { "cohere.json", nil, { cohere = { head_dim = 128, theta = 500000,
    pairing = "adjacent", rounding = "round_twice" } } },
  { "ernie4_5.json", nil, { ernie4_5 = { pairing = "adjacent",
    rounding = "round_once" } } },
  { "olmo2.json", nil, { olmo2 = { pairing = "half", rounding = "round_once" } } },
  { "deepseek_v3.json", nil, { deepseek_v3 = { head_dim = 64, pairing = "adjacent",
    pairing_out = "half" } } },
  { "gemma3_text.json", nil, {
    gemma3_text_full_attention = { head_dim = 256, theta = 1000000 },
    gemma3_text_sliding_attention = { head_dim = 256, theta = 10000 } } },
  { "modernbert.json", nil, {
    modernbert_full_attention = { head_dim = 64, theta = 160000,
      rounding = "round_twice" },
    modernbert_sliding_attention = { head_dim = 64, theta = 10000,
      rounding = "round_twice" } } },
  { "phi3_128k_old.json", nil, {
    phi3_short = { head_dim = 96, positions = sequence(4096),
      rope_scaling = { rope_type = "longrope", use = "short", factor = 32 } },
    phi3_long = { head_dim = 96, positions = sequence(131072),
      rope_scaling = { rope_type = "longrope", use = "long", factor = 32 } } } },
  { "qwen2_5_vl_7b_old.json", "text", { qwen2_5_vl_text = { head_dim = 128,
    theta = 1000000, axes = { { name = "t", dim = 32 }, { name = "h", dim = 48 },
      { name = "w", dim = 48 } }, axis_layout = "sections", pairing = "half",
    positions = { rule = "runs", merge = 2, tokens_per_second = 2,
      limits = { positions = 128000 } } } } },
  { "qwen2_5_vl_7b_old.json", "vision", { qwen2_5_vl_vision = { head_dim = 80,
    theta = 10000, axes = { { name = "h", dim = 40 }, { name = "w", dim = 40 } },
    pairing = "half", rounding = "round_once", positions = { rule = "grid", merge = 2,
      window_size = 112, patch_size = 14 } } } },
  { "qwen2_5_vl.json", "text", { qwen2_5_vl_text = { positions = {
    tokens_per_second = 4 } } } },
  { "qwen2_vl.json", "vision", { qwen2_vl_vision = { head_dim = 80 } } },
  { "qwen3_vl.json", "text", { qwen3_vl_text = { head_dim = 128,
    axis_layout = "mrope_interleaved", axes = { { name = "t", dim = 48 },
      { name = "h", dim = 40 }, { name = "w", dim = 40 } } } } },
  { "qwen3_vl.json", "vision", { qwen3_vl_vision = { head_dim = 72 } } },
  { "glm4v.json", "vision", { glm4v_vision = { head_dim = 128,
    positions = { merge = 2 } } } },
  { "mistral3.json", "text", { mistral = { head_dim = 128, theta = 1e9 } } },
  { "mistral3.json", "vision", { pixtral = { head_dim = 64, freq_index = "strided",
    positions = { limits = { h = 110, w = 110 } } } } },
  { "dinov3_vit.json", nil, { dinov3_vit = { head_dim = 64, theta = 100,
    freq = { kind = "inv_power_2pi" }, positions = { normalised = true,
      fractional = true, identity = { count = 1, order = "before" } } } } },
  { "FluxTransformer2DModel.json", nil, { flux = { head_dim = 128, tables = "exact",
    axes = { { dim = 16 }, { dim = 56 }, { dim = 56 } }, pairing = "adjacent",
    positions = { coordinates = { "image", "h", "w" }, text = { rule = "zero" } } } } },
  { "QwenImageTransformer2DModel.json", nil, { qwen_image = { head_dim = 128,
    positions = { centred = true, text = { start = "max_half" } } } } },
}

describe("import", function()
  for _, case in ipairs(EXPECTED) do
    local file, component, expected = case[1], case[2], case[3]
    it(("of %s %s"):format(file, component or ""), function()
      local given = importing.imported(CONFIGS .. file, component)
      assert.are.same(tablex.keys(tablex.map(type, expected)),
        tablex.keys(tablex.map(type, given)))
      importing.assert_holds(expected, given, file)
    end)
  end

  it("takes or refuses every file in the two known ways", function()
    local refused = {}
    for _, path in ipairs(pl_dir.getfiles(CONFIGS, "*.json")) do
      local whole = pl_file.read(path):find("vision_config", 1, true)
      for _, component in ipairs(whole and import.components or { false }) do
        local good, complaint = pcall(import.read, path,
          { component = component or nil })
        if not good then
          refused[#refused + 1] = pl_path.basename(path) .. " " .. component
          assert.is_truthy(complaint.message:find("8 + 12 + 12", 1, true))
        end
      end
    end
    -- A config class's default, which turns twice the pairs that its sections say.
    assert.are.same({ "glm4v.json text" }, refused)
  end)

  it("writes text that reads back as the same config", function()
    for _, path in ipairs(pl_dir.getfiles(CONFIGS, "q*.json")) do
      for _, made in ipairs(import.read(path, { component = pl_file.read(path):find(
        "vision_config", 1, true) and "vision" or nil })) do
        local file = command.file(command.folder(), made.name .. ".lua", made.text)
        assert.are.same(config.check(file, load_config(made.text)), config.read(file))
      end
    end
  end)

  it("gives the frequencies of the shipped models", function()
    for _, case in ipairs({
      { "qwen2_5_vl_7b_old.json", "vision", "qwen2_5_vl_vision" },
      { "QwenImageTransformer2DModel.json", nil, "qwen_image" },
    }) do
      local made = import.read(CONFIGS .. case[1], { component = case[2] })[1]
      local own = rope.build(config.check(made.name, load_config(made.text)))
      local shipped = rope.build(config.read(("gen/models/%s.lua"):format(case[3])))
      assert.are.same(shipped.pairs, own.pairs)
      for i, axis in ipairs(shipped.axes) do
        assert.are.same(axis.inv_freq, own.axes[i].inv_freq)
      end
    end
  end)

  it("says of every value where it is from, in lines that fit", function()
    for _, path in ipairs(pl_dir.getfiles(CONFIGS, "*.json")) do
      local _, list = pcall(import.read, path, { component = pl_file.read(path):find(
        "vision_config", 1, true) and "vision" or nil })
      for _, made in ipairs(list) do
        local above = ""
        for line in made.text:gmatch("[^\n]+") do
          assert.is_true(#line <= 90, line)
          local is_value = line:find("^ +[%l_]+ = [^{]") or line:find("^ +{ name")
          local is_named = line:find("^  name = ") or line:find("^  source = ")
          if is_value and not is_named then
            assert.is_truthy(line:find("-- %S") or above:find("^ *%-%- %S"), line)
          end
          above = line
        end
      end
    end
  end)

  it("writes numbers that are the same when read again", function()
    for _, number in ipairs({ 1, 0.1, 1 / 3, 1e6, 1e-6, 0.1 + 0.2, 1e12, 2^53 + 2,
      1.2079441541679836 }) do
      assert.are.equal(number, tonumber(writer.number(number)))
    end
  end)
end)

