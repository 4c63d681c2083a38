-- Text models of transformers with several axes, or with a rope per kind of layer.
-- Out: rows as in text_types.lua, added to them. Besides, a row may have
--   layers      the kinds of layers: { name, theta, theta_keys, partial, own_head };
--               own_head: a key of its head_dim, beside per_layer_config;
--               yarn_attention: its attention_factor under yarn;
--               always: it has a rope even where the file says nothing of it; unscaled:
--               an old file's rope_scaling is not its own
--   sections    M-RoPE: pairs of the axes t, h and w (section_order, where the file has
--               another order), layout, and what runs of tokens need
--   axes, layout, freq_index, positions, at_end  as in schema.lua; at_end: the channels
--               that turn are the head's last
-- Always: every row was checked against transformers 5.23.

local text_types = require("import.text_types")

local add, with = text_types.add, text_types.with
local HALF <const> = text_types.HALF
local HALF_ONCE <const> = text_types.HALF_ONCE
local HALF_TWICE <const> = text_types.HALF_TWICE
local HALF_PARTIAL <const> = text_types.HALF_PARTIAL

local function layers_of(full, sliding)
  return {
    { name = "full_attention", theta = full, theta_keys = { "rope_theta" },
      always = true },
    { name = "sliding_attention", theta = sliding,
      theta_keys = { "rope_local_base_freq" }, always = true, unscaled = true },
  }
end

for name, length in pairs({ gemma3_text = 131072, gemma3n_text = 32768,
  t5gemma2_text = 131072, t5gemma2_decoder = 131072 }) do
  add(name, HALF, { layers = layers_of(1000000, 10000), defaults = {
    hidden_size = 2304, num_attention_heads = 8, head_dim = 256,
    max_position_embeddings = length } })
end
add("embedding_gemma2_text", HALF, { layers = {
  { name = "full_attention", theta = 1000000, own_head = "global_head_dim" },
  { name = "sliding_attention", theta = 10000 },
}, defaults = { head_dim = 256, global_head_dim = 512,
  max_position_embeddings = 262144 } })

local MODERNBERT <const> = {
  { name = "full_attention", theta = 160000, theta_keys = { "global_rope_theta" },
    always = true },
  { name = "sliding_attention", theta = 10000, theta_keys = { "local_rope_theta" },
    always = true },
}
for _, name in ipairs({ "modernbert", "modernbert-decoder" }) do
  add(name, HALF_TWICE, { layers = MODERNBERT, defaults = { hidden_size = 768,
    num_attention_heads = 12, max_position_embeddings = 8192 } })
end

add("ultrabert", HALF, { layers = {
  { name = "full_attention", theta = 2560000 },
  { name = "sliding_attention", theta = 10000 },
}, defaults = { max_position_embeddings = 32768 } })
add("olmo3", HALF_ONCE, { layers = {
  { name = "full_attention", theta = 500000, theta_keys = { "rope_theta" },
    always = true },
  { name = "sliding_attention", theta = 500000, theta_keys = { "rope_theta" },
    always = true, unscaled = true },
}, defaults = { max_position_embeddings = 2048 } })
add("mimo_v2_flash", HALF_PARTIAL, { layers = {
  { name = "full_attention", theta = 5000000, theta_keys = { "rope_theta" },
    partial = 0.334 },
  { name = "sliding_attention", theta = 10000, theta_keys = { "swa_rope_theta" },
    partial = 0.334 },
}, defaults = { head_dim = 192, max_position_embeddings = 131072 } })
add("laguna", HALF_PARTIAL, { layers = {
  { name = "full_attention", theta = 500000, partial = 0.5 },
  { name = "sliding_attention", theta = 10000, partial = 1.0 },
}, defaults = { head_dim = 128, max_position_embeddings = 131072 } })
add("mellum", HALF_PARTIAL, { layers = {
  { name = "full_attention", theta = 500000 },
  { name = "sliding_attention", theta = 10000 },
}, defaults = { head_dim = 128, max_position_embeddings = 131072 } })
add("zaya", HALF_PARTIAL, { layers = {
  { name = "hybrid", theta = 5000000, partial = 0.5 },
  { name = "hybrid_sliding", theta = 10000, partial = 0.5 },
}, defaults = { head_dim = 128, max_position_embeddings = 131072 } })

-- Channels that do not turn are pairs of frequency 0: half-split over the whole head.
local PROPORTIONAL <const> = {
  full_attention = { rope_type = "proportional", partial_rotary_factor = 0.25,
    rope_theta = 1000000 },
  sliding_attention = { rope_type = "default", rope_theta = 10000 },
}
for _, name in ipairs({ "gemma4_text", "gemma4_unified_text", "diffusion_gemma_text" }) do
  add(name, name == "diffusion_gemma_text" and HALF_PARTIAL or HALF, { layers = {
    { name = "full_attention", theta = 1000000, own_head = "global_head_dim" },
    { name = "sliding_attention", theta = 10000 },
  }, defaults = { head_dim = 256, global_head_dim = 512,
    max_position_embeddings = name == "gemma4_unified_text" and 262144 or 131072,
    rope_parameters = PROPORTIONAL } })
end
add("lfm3", HALF_ONCE, { layers = {
  { name = "full_attention", theta = 1000000 },
  { name = "sliding_attention", theta = 10000 },
}, defaults = { head_dim = 128, max_position_embeddings = 128000, rope_parameters = {
  full_attention = { rope_type = "proportional", partial_rotary_factor = 0.5,
    rope_theta = 1000000 },
  sliding_attention = { rope_type = "default", rope_theta = 10000 },
} } })

-- The last channels turn; layers of compressed attention have a base of their own.
add("deepseek_v4", with(text_types.ADJACENT_TWICE, { partial = "read" }), {
  at_end = true, rotary_keys = { "qk_rope_head_dim" }, layers = {
    { name = "main", theta = 10000, theta_keys = { "rope_theta" }, partial = 0.125,
      unscaled = true },
    { name = "compress", theta = 160000, theta_keys = { "compress_rope_theta" },
      partial = 0.125, yarn_attention = 1.0 },
  }, defaults = { head_dim = 512, max_position_embeddings = 1048576 } })

-- Rows and columns of documents in turn, by the caller's ids.
add("neomme", HALF_PARTIAL, { axes = { "row", "col" }, layout = "round_robin",
  freq_index = "global", positions = "ids", layers = {
    { name = "full_attention", theta = 1000000, partial = 0.25 },
    { name = "sliding_attention", theta = 10000, partial = 1.0 },
  }, defaults = { head_dim = 64, max_position_embeddings = 16384 } })

-- M-RoPE. Positions that are not runs of text, images and videos are the caller's ids.
local function sections(name, common, own, defaults)
  add(name, with(common, own), { defaults = defaults })
end

local T_FIRST <const> = { sections = { 16, 24, 24 }, layout = "sections" }
local QWEN2 <const> = { rope_theta = 1000000, max_position_embeddings = 32768 }
sections("qwen2_vl_text", HALF, T_FIRST, QWEN2)
sections("qwen2_5_vl_text", HALF, with(T_FIRST, { tokens_per_second = 4 }), QWEN2)
sections("qwen2_5_omni_text", HALF, with(T_FIRST, { positions = "ids" }), QWEN2)
sections("paddleocr_vl_text", HALF, T_FIRST, { rope_theta = 500000, head_dim = 128,
  max_position_embeddings = 131072 })

local IN_TURN <const> = { sections = { 24, 20, 20 }, layout = "mrope_interleaved" }
local QWEN3 <const> = { rope_theta = 500000, max_position_embeddings = 128000 }
sections("qwen3_vl_text", HALF, IN_TURN, with(QWEN3, { head_dim = 128 }))
sections("qwen3_vl_moe_text", HALF, IN_TURN, QWEN3)
sections("qwen3_omni_moe_text", HALF, with(IN_TURN, { positions = "ids" }),
  { rope_theta = 1000000, max_position_embeddings = 32768 })
sections("cosmos3_edge_text", HALF, with(IN_TURN, { positions = "ids" }),
  { rope_theta = 100000000, head_dim = 128, max_position_embeddings = 131072 })
for _, name in ipairs({ "qwen3_5_text", "qwen3_5_moe_text" }) do
  sections(name, HALF_PARTIAL, with(IN_TURN, { sections = { 11, 11, 10 } }),
    { head_dim = 256, partial_rotary_factor = 0.25, max_position_embeddings = 32768 })
end

local GLM <const> = { sections = { 8, 12, 12 }, layout = "sections" }
local GLM_ADJACENT <const> = with(HALF_PARTIAL, { pairing = "adjacent" })
sections("glm4v_text", GLM_ADJACENT, GLM, { max_position_embeddings = 32768 })
sections("glm_ocr_text", GLM_ADJACENT, GLM, { max_position_embeddings = 131072 })
sections("glm4v_moe_text", HALF_PARTIAL, GLM, { partial_rotary_factor = 0.5,
  max_position_embeddings = 65536 })
sections("glm_image_text", HALF_PARTIAL, with(GLM, { positions = "ids" }),
  { max_position_embeddings = 131072 })

-- Its sections are h, w and t; t turns the last pairs, h and w the others in turn.
sections("ernie4_5_vl_moe_text", text_types.ADJACENT_ONCE, { sections = { 22, 22, 20 },
  section_order = { 3, 1, 2 }, layout = "explicit", temporal_merge = 2 },
  { rope_theta = 500000, max_position_embeddings = 131072 })

return text_types
