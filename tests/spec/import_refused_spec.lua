-- Files that import refuses: broken, hostile, unknown, or of models that no config holds.

local tablex = require("pl.tablex")

local command = require("command")
local importing = require("importing")

local CONFIGS <const> = importing.CONFIGS
local json_file, llama, refusal = importing.json_file, importing.llama, importing.refusal

-- What is refused, with words that the line must hold.
local REFUSED <const> = {
  empty = { "", "empty" },
  not_json = { "{ \"model_type\": \"llama\", ", "no JSON" },
  lua = { "return { model_type = \"llama\" }", "no JSON" },
  trailing = { "{ \"model_type\": \"llama\" } x", "no JSON" },
  a_list = { "[1, 2]", "no object" },
  a_number = { "7", "no object" },
  deep = { ("["):rep(200000), "too deep" },
  deep_object = { ("{\"a\":"):rep(1000) .. "1" .. ("}"):rep(1000), "model_type" },
  huge = { "{ \"a\": \"" .. ("x"):rep(1 << 22) .. "\" }", "4 MB" },
  no_type = { "{}", "_class_name" },
  a_type_that_is_none = { { model_type = 5 }, "model_type: is 5" },
  unknown_type = { { model_type = "lama" }, "llama" },
  a_strange_type = { { model_type = "\"x\n\27[31m]] os.exit()" }, "by hand" },
  a_long_type = { { model_type = ("x"):rep(100000) }, "by hand" },
  no_rope = { { model_type = "gpt2" }, "no rotary" },
  per_channel = { { model_type = "vjepa2" }, "no rotation" },
  per_channel_too = { { _class_name = "ErnieImageTransformer2DModel" }, "no rotation" },
  learned = { { _class_name = "MochiTransformer3DModel" }, "runtime" },
  no_width = { { model_type = "gpt_neox", num_attention_heads = 4 }, "hidden_size" },
  text_for_a_number = { llama({ hidden_size = "4096" }), "hidden_size: is \"4096\"" },
  negative = { llama({ hidden_size = -8 }), "whole number" },
  zero = { llama({ num_attention_heads = 0 }), "whole number" },
  fraction = { llama({ num_attention_heads = 2.5 }), "whole number" },
  infinite = { '{ "model_type": "llama", "head_dim": 64, "rope_theta": 1e999 }',
    "rope_theta" },
  huge_theta = { llama({ rope_theta = 1e300 }), "theta" },
  huge_head = { llama({ head_dim = 100000 }), "head_dim" },
  odd_head = { llama({ head_dim = 65 }), "even" },
  more_heads_than_channels = { llama({ num_attention_heads = 1 << 20 }), "more than" },
  a_list_for_an_object = { llama({ rope_scaling = { 1, 2 } }), "give an object" },
  text_for_an_object = { llama({ rope_scaling = "linear" }), "give an object" },
  dynamic = { llama({ rope_scaling = { type = "dynamic", factor = 2 } }), "runtime" },
  unknown_scaling = { llama({ rope_scaling = { type = "x\"]]\n", factor = 2 } }),
    "rope type" },
  no_factor = { llama({ rope_scaling = { type = "linear" } }), "factor" },
  a_negative_factor = { llama({ rope_scaling = { type = "linear", factor = -2 } }),
    "rope_scaling.factor: is -2" },
  factors_of_text = { { model_type = "phi3", head_dim = 8, rope_scaling = {
    type = "longrope", short_factor = { "a" }, long_factor = { 1 } } }, "short_factor" },
  too_few_factors = { { model_type = "phi3", head_dim = 8, rope_scaling = {
    type = "longrope", short_factor = { 1 }, long_factor = { 1 } } }, "short_factor" },
  partial_not_read = { llama({ partial_rotary_factor = 0.5 }), "whole head" },
  partial_above_one = { { model_type = "phi", head_dim = 64,
    partial_rotary_factor = 2 }, "part of 1" },
  nothing_left = { { model_type = "phi", head_dim = 64,
    partial_rotary_factor = 0.01 }, "even number" },
  two_ropes_for_one = { llama({ rope_parameters = { full_attention = {
    rope_theta = 5 } } }), "one rope" },
  a_strange_layer = { { model_type = "gemma3_text", rope_parameters = {
    ["x\"] = os.exit() --"] = { rope_theta = 5 } } }, "no kind of layer" },
  no_layer = { '{ "model_type": "mellum", "rope_parameters": { "rope_type": {} } }',
    "rope_type" },
  wrong_sections = { { model_type = "qwen2_vl_text", head_dim = 128, rope_scaling = {
    type = "mrope", mrope_section = { 16, 24, 25 } } }, "the head turns 64" },
  two_sections = { { model_type = "qwen2_vl_text", head_dim = 128, rope_scaling = {
    mrope_section = { 32, 32 } } }, "three" },
  sections_of_text = { { model_type = "qwen2_vl_text", head_dim = 128, rope_scaling = {
    mrope_section = { "a" } } }, "mrope_section" },
  alibi = { { model_type = "falcon", head_dim = 64, alibi = true }, "alibi" },
  absolute = { { model_type = "esm", hidden_size = 64, num_attention_heads = 2 },
    "position_embedding_type" },
  other_sides = { { model_type = "pixtral", head_dim = 64, image_size = { 8, 16 } },
    "sides that differ" },
  too_few_axes = { { _class_name = "FluxTransformer2DModel",
    axes_dims_rope = { 64, 64 } }, "axes are" },
  too_wide_axes = { { _class_name = "FluxTransformer2DModel", attention_head_dim = 64 },
    "at most all" },
  too_many_turn = { { model_type = "gptj", rotary_dim = 512 }, "at most 256" },
  several_heads = { { model_type = "gemma4_text", per_layer_config = {
    ["05"] = { head_dim = 384 }, ["11"] = { head_dim = 256 } } }, "several values" },
  no_original_length = { { model_type = "recurrent_gemma", head_dim = 64,
    rope_scaling = { type = "yarn", factor = 4 } }, "first trained with" },
  no_layer_turns = { { model_type = "mellum", layer_types = { "sliding_attention" },
    rope_parameters = { full_attention = { rope_theta = 5 } } }, "nothing turns" },
  images_below_a_patch = { { model_type = "pixtral", head_dim = 64, image_size = 8 },
    "less than a patch, 16" },
  windows_of_no_image = { { model_type = "sam3_vit_model", head_dim = 64,
    window_size = 24 }, "give both" },
  more_axes_than_channels = { { model_type = "gemma4_vision", head_dim = 2 },
    "too few channels for 2 axes" },
  a_scaled_encoder = { { model_type = "gemma4_vision", head_dim = 64,
    rope_parameters = { rope_type = "yarn" } }, "all that encoders have" },
  too_few_limits = { { _class_name = "Lumina2Transformer2DModel",
    axes_lens = { 300, 512 } }, "no limit of w" },
  too_few_scales = { { _class_name = "CosmosTransformer3DModel",
    attention_head_dim = 128, rope_scale = { 2, 1 } }, "one per axis" },
  two_canvases = { { _class_name = "CogView4Transformer2DModel",
    rope_axes_dim = { 64, 32 } }, "two equal numbers" },
  no_rotary_embeddings = { { _class_name = "CogVideoXTransformer3DModel",
    attention_head_dim = 64 }, "turns nothing" },
  both_parts = { { model_type = "qwen2_vl", text_config = {}, vision_config = {} },
    "--component" },
  part_without_type = { { model_type = "x", text_config = { hidden_size = 8 } },
    "text_config.model_type" },
}

describe("import", function()
  for name, case in tablex.sort(REFUSED) do
    it("refuses in one line: " .. name:gsub("_", " "), function()
      local line = refusal(json_file(case[1]))
      assert.is_truthy(line:find(case[2], 1, true), line)
    end)
  end

  it("refuses a folder, and a file that is not there", function()
    local folder = command.folder()
    refusal(folder)
    refusal(folder .. "/none.json")
  end)

  it("refuses parts that a model has not", function()
    refusal(CONFIGS .. "llama.json", "vision")
    refusal(CONFIGS .. "FluxTransformer2DModel.json", "text")
    refusal(CONFIGS .. "qwen2_vl.json")
    refusal(json_file({ model_type = "gemma3", text_config = {}, vision_config = {} }),
      "vision")
  end)
end)
