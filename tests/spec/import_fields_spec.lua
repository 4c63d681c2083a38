-- Import of files field by field: old and new names, defaults, parts, kinds of layers.

local tablex = require("pl.tablex")

local import = require("import")
local importing = require("importing")

local llama, sequence = importing.llama, importing.sequence

-- A file, and fields of its configs by name.
local OBJECTS <const> = {
  linear = { llama({ rope_scaling = { type = "linear", factor = 2.5 } }),
    { llama = { rope_scaling = { rope_type = "linear", factor = 2.5 } } } },
  null_scaling = { '{ "model_type": "llama", "hidden_size": 2048, "rope_scaling": null, '
    .. '"num_attention_heads": 16, "rope_theta": 5e5 }', { llama = { theta = 500000 } } },
  names_by_priority = { llama({ rope_theta = 7, rope_parameters = { rope_theta = 9 } }),
    { llama = { theta = 9 } } },
  yarn_factor_by_length = { llama({ rope_scaling = { rope_type = "yarn",
    original_max_position_embeddings = 2048, beta_fast = 0, mscale = 0.707,
    mscale_all_dim = 0.707, attention_factor = 1.5 } }), { llama = {
    attention_factor = 1.5, rope_scaling = { factor = 4, mscale = 0.707 } } } },
  mla_half = { { model_type = "deepseek_v3", rope_interleave = false,
    qk_rope_head_dim = 64 }, { deepseek_v3 = { pairing = "half" } } },
  partial_truncates = { { model_type = "mimo_v2_flash", layer_types = {
    "full_attention" } }, { mimo_v2_flash = { head_dim = 192, rotary_dim = 64 } } },
  rotary_pct = { { model_type = "gpt_neox", hidden_size = 512, num_attention_heads = 8,
    rotary_pct = 0.5, rotary_emb_base = 5000 },
    { gpt_neox = { rotary_dim = 32, theta = 5000 } } },
  rotary_dim = { { model_type = "minimax_m2", rotary_dim = 64 },
    { minimax_m2 = { head_dim = 128, rotary_dim = 64 } } },
  proportional = { { model_type = "gemma4_text" }, {
    gemma4_text_full_attention = { head_dim = 512, freq = { active_pairs = 64 },
      rope_scaling = { rope_type = "proportional" } },
    gemma4_text_sliding_attention = { head_dim = 256 } } },
  per_layer_heads = { { model_type = "gemma4_text", per_layer_config = {
    ["05"] = { head_dim = 384 }, ["11"] = { head_dim = 384 } } },
    { gemma4_text_full_attention = { head_dim = 384 } } },
  old_gemma3 = { { model_type = "gemma3_text", rope_theta = 2e6,
    rope_local_base_freq = 3e4, rope_scaling = { rope_type = "linear", factor = 8 } }, {
    gemma3_text_full_attention = { theta = 2e6, rope_scaling = { factor = 8 } },
    gemma3_text_sliding_attention = { theta = 3e4 } } },
  alike_layers = { { model_type = "olmo3", hidden_size = 4096,
    num_attention_heads = 32 }, { olmo3 = { head_dim = 128, theta = 500000 } } },
  at_the_end = { { model_type = "deepseek_v4" }, { deepseek_v4_main = {
    head_dim = 512, rotary_dim = 64, rotary_offset = 448, pairing = "adjacent" } } },
  ntk_alpha = { { model_type = "hunyuan_v1_dense", head_dim = 128, rope_scaling = {
    type = "dynamic", alpha = 1000 } }, { hunyuan_v1_dense = { rope_scaling = {
    rope_type = "ntk_alpha", alpha = 1000 } } } },
  ernie_sections = { { model_type = "ernie4_5_vl_moe_text", head_dim = 128 }, {
    ernie4_5_vl_moe_text = { axis_layout = "explicit", axes = {
      { name = "t", dim = 40 }, { name = "h", dim = 44 }, { name = "w", dim = 44 } },
      positions = { temporal_merge = 2 } } } },
  long_contexts = { llama({ max_position_embeddings = 10485760 }), { llama = {
    positions = sequence(1 << 20) } } },
  backwards = { { model_type = "nanochat", head_dim = 128 },
    { nanochat = { direction = -1 } } },
  only_text_turns = { { model_type = "llava", text_config = importing.LLAMA,
    vision_config = { model_type = "clip_vision_model" } },
    { llama = { head_dim = 128 } } },
  python_words = { '{ "model_type": "llama", "head_dim": 64, "time_step_limit": '
    .. '[0.0, Infinity], "x": NaN }', { llama = { head_dim = 64 } } },
  sam3 = { { model_type = "sam3_vit_model", hidden_size = 1024,
    num_attention_heads = 16, image_size = 1008, patch_size = 14, window_size = 24 }, {
    sam3_vit_model_window = { positions = { limits = { h = 24 } } },
    sam3_vit_model_global = { axes = { { scale = 24 / 72 } } } } },
  wan = { { _class_name = "WanTransformer3DModel", attention_head_dim = 128 }, { wan = {
    axes = { { name = "t", dim = 44 }, { name = "h", dim = 42 },
      { name = "w", dim = 42 } }, tables = "exact", positions = { limits = {
      frame = 1024 } } } } },
  layered = { { _class_name = "QwenImageTransformer2DModel", use_layer3d_rope = true },
    { qwen_image_layered = { positions = { coordinates = { "layer", "h", "w" } } } } },
  free_text_ids = { { model_type = "qwen2_5_omni_text", head_dim = 128 }, {
    qwen2_5_omni_text = { axes = { { name = "t", dim = 32, position_max = 32767 } },
      positions = { rule = "ids" } } } },
  rows_and_columns = { { model_type = "neomme", layer_types = { "full_attention" } }, {
    neomme = { head_dim = 64, rotary_dim = 16, axis_layout = "round_robin", axes = {
      { name = "row", dim = 8 }, { name = "col", dim = 8, position_max = 16383 } } } } },
  no_length = { { model_type = "recurrent_gemma", head_dim = 256 }, {
    recurrent_gemma = { rotary_dim = 128, positions = sequence(32768) } } },
  compressed = { { model_type = "deepseek_v4", rope_parameters = { compress = {
    rope_type = "yarn", factor = 16, original_max_position_embeddings = 65536 } } }, {
    deepseek_v4 = { theta = 160000, attention_factor = 1 } } },
  patches_from_one = { { model_type = "llama4_vision_model", hidden_size = 1408,
    num_attention_heads = 16, image_size = 336, patch_size = 14 }, {
    llama4_vision_model = { head_dim = 88, positions = { offset = 1, limits = {
      h = 24, w = 24 }, identity = { count = 1, order = "after" } } } } },
  free_patches = { { model_type = "inkling2_vision", head_dim = 64 }, {
    inkling2_vision = { axes = { { name = "w", position_max = 512 } },
      positions = { rule = "ids" } } } },
  padding = { { model_type = "gemma4_vision", head_dim = 64 }, { gemma4_vision = {
    theta = 100, axes = { { name = "x", position_min = -1, position_max = 511 } } } } },
  frames = { { model_type = "minimax_m3_vl_vision", head_dim = 80 }, {
    minimax_m3_vl_vision = { rotary_dim = 78, positions = { limits = {
      frame = 768, h = 512, w = 512 } } } } },
  equal_sides = { { model_type = "pixtral", head_dim = 64, image_size = { 512, 512 } }, {
    pixtral = { positions = { limits = { h = 32, w = 32 } } } } },
  cogvideox_1_0 = { { _class_name = "CogVideoXTransformer3DModel",
    attention_head_dim = 64, use_rotary_positional_embeddings = true }, {
    cogvideox = { axes = { { dim = 16, position_max = 4095 }, { dim = 24 },
      { dim = 24 } }, positions = { rule = "ids", fractional = true } } } },
  cogvideox_1_5 = { { _class_name = "CogVideoXTransformer3DModel", patch_size_t = 2,
    attention_head_dim = 64, use_rotary_positional_embeddings = true }, { cogvideox = {
    positions = { coordinates = { "t", "h", "w" }, limits = { frame = 128 } } } } },
  cogview4 = { { _class_name = "CogView4Transformer2DModel", rope_axes_dim = { 64, 64 } },
    { cogview4 = { axes = { { dim = 20 }, { dim = 20 } }, positions = {
      canvas = 64 } } } },
  cosmos = { { _class_name = "CosmosTransformer3DModel", attention_head_dim = 128 }, {
    cosmos = { axes = { { dim = 44, ntk_factor = 2 },
      { dim = 42, ntk_factor = 1 } } } } },
  allegro = { { _class_name = "AllegroTransformer3DModel", attention_head_dim = 96 }, {
    allegro = { axes = { { dim = 32, scale = 1 / 2.2 }, { scale = 0.5 } } } } },
  stable_audio = { { _class_name = "StableAudioDiTModel" }, { stable_audio = {
    head_dim = 64, rotary_dim = 32, positions = sequence(1024) } } },
  ltx = { { _class_name = "LTXVideoTransformer3DModel", attention_head_dim = 64,
    num_attention_heads = 32 }, { ltx = { head_dim = 2048, rotary_dim = 2046,
    rotary_offset = 2, axis_layout = "round_robin" } } },
}

describe("import", function()
  for name, case in tablex.sort(OBJECTS) do
    it("reads " .. name:gsub("_", " "), function()
      local path = importing.json_file(case[1])
      importing.assert_holds(case[2], importing.imported(path), name)
    end)
  end

  it("lets no text of the file into the config", function()
    local evil = "]] os.exit() --[[\n\"} return os --"
    local path = importing.json_file(llama({ _name_or_path = evil,
      architectures = { evil }, torch_dtype = evil, [evil] = evil }), "evil --]] \".json")
    for _, made in ipairs(import.read(path)) do
      assert.is_nil(made.text:find("os", 1, true) and made.text:find("exit", 1, true))
      assert.are.equal("llama", importing.load_config(made.text).name)
    end
  end)
end)
