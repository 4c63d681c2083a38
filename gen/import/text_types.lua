-- Text models of transformers: what the code of a model_type says and config.json does
-- not.
-- Out: model_type -> row. A row has pairing, pairing_out, rounding and tables as in
-- schema.lua, and
--   partial      "read": the code reads partial_rotary_factor; "ignored"; or it turns
--                the whole head
--   interleave   rope_interleave chooses between adjacent to half, and half
--   alpha        rope_type "dynamic" with an alpha is ntk_alpha
--   yarn_is_longrope  old files say yarn where they mean longrope
--   *_keys       other names of theta, partial_rotary_factor, head_dim and so on
--   only         keys of the file that must have a value
--   source, name, defaults  where it is taken from, the config's name, class defaults
-- Always: every row was checked against transformers 5.23.

local text_types = {}

local rows = {}
text_types.rows = rows

-- Types whose folder their name does not say.
local FOLDERS <const> = { t5_gemma_module = "t5gemma", t5gemma2_decoder = "t5gemma2" }

local function source_of(name)
  local folder = FOLDERS[name]
    or name:gsub("%-", "_"):gsub("_text$", ""):gsub("_text_model$", "")
  return ("transformers 5.23, models/%s"):format(folder)
end

--- Adds a row with what it shares with others.
function text_types.add(name, common, own)
  local row = { kind = "text", name = (name:gsub("%-", "_")), source = source_of(name) }
  for key, value in pairs(common) do row[key] = value end
  for key, value in pairs(own or {}) do row[key] = value end
  rows[name] = row
end

local COLUMNS <const> = { "hidden_size", "num_attention_heads", "head_dim",
  "max_position_embeddings", "rope_theta", "partial_rotary_factor" }

-- Rows that differ in class defaults alone, a line each: the model_type and COLUMNS.
local function lines(common, text)
  for line in text:gmatch("[^\n]+") do
    local name, rest = line:match("(%S+)(.*)")
    local defaults, column = {}, 0
    for word in rest:gmatch("%S+") do
      column = column + 1
      defaults[COLUMNS[column]] = tonumber(word)
    end
    text_types.add(name, common, { defaults = defaults })
  end
end

local HALF <const> = { pairing = "half", rounding = "op_by_op" }
local HALF_ONCE <const> = { pairing = "half", rounding = "round_once" }
local HALF_TWICE <const> = { pairing = "half", rounding = "round_twice" }
local HALF_PARTIAL <const> = { pairing = "half", rounding = "op_by_op", partial = "read" }
local ADJACENT <const> = { pairing = "adjacent", rounding = "op_by_op" }
local ADJACENT_ONCE <const> = { pairing = "adjacent", rounding = "round_once" }
local ADJACENT_TWICE <const> = { pairing = "adjacent", rounding = "round_twice" }
local ADJACENT_PARTIAL <const> = { pairing = "adjacent", rounding = "op_by_op",
  partial = "read" }
-- Latent attention: the rotary channels are a tensor of their own.
local LATENT <const> = { pairing = "adjacent", pairing_out = "half", partial = "ignored",
  rounding = "op_by_op", head_keys = { "qk_rope_head_dim" } }
local LATENT_CHOICE <const> = { pairing = "adjacent", pairing_out = "half",
  partial = "ignored", rounding = "op_by_op", head_keys = { "qk_rope_head_dim" },
  interleave = true }

lines(HALF, [[
afmoe                  2048 16 128 16384 10000
arcee                  2560 32 - 4096 10000
aria_text              4096 32 - 2048 10000
bitnet                 2560 20 - 2048 500000
chameleon              4096 32 - 4096 10000
deepseek_ocr2_text     4096 32 - 2048 10000
diffllama              2048 32 - 2048 10000
doge                   1024 8 - 2048 10000
dots1                  4608 32 - 2048 10000
emu3_text_model        4096 32 - 9216 1000000
eurobert               768 12 - 8192 10000
exaone4                4096 32 - 2048 10000
exaone_moe             4096 32 - 2048 10000
falcon_h1              4096 32 - 8192 10000
flint                  2048 32 128 262144 10000
gemma                  3072 16 256 8192 10000
gemma2                 2304 8 256 8192 10000
granite                4096 32 - 2048 10000
granite4_vision_text   4096 32 - 2048 10000
granite_docling_text   1024 16 - 32768 10000
granite_swa            2560 20 - 8192 10000
granitemoe             4096 32 - 2048 10000
granitemoe_swa         4096 32 - 2048 10000
granitemoehybrid       4096 32 - 2048 10000
granitemoeshared       4096 32 - 2048 10000
gte                    768 12 - 8192 160000
hy_v3                  4096 64 128 131072 11158840
hyperclovax            4096 32 - 2048 10000
jais2                  3328 26 - 8192 10000
jina_embeddings_v3     1024 16 - 8194 20000
kolibri1               2560 48 128 262144 10000
lfm2                   2560 32 - 128000 1000000
lfm2_moe               2048 32 - 128000 1000000
llama                  4096 32 - 2048 10000
minimax                4096 32 - 131072 1000000
ministral              4096 32 - 131072 10000
mistral                4096 32 - 131072 10000
mixtral                4096 32 - 131072 1000000
mllama_text_model      4096 32 - 131072 500000
molmo2_text            4096 32 128 36864 10000
nomic_bert             768 12 - 2048 1000
olmoe                  2048 16 - 4096 10000
qwen2                  4096 32 - 32768 10000
qwen2_moe              2048 16 - 32768 10000
qwen3                  4096 32 128 32768 10000
qwen3_moe              2048 32 - 32768 10000
seed_oss               4096 80 128 524288 10000
smollm3                2048 16 - 32768 2000000
starcoder2             3072 24 - 4096 10000
t5_gemma_module        2304 8 256 8192 10000
vaultgemma             2304 8 256 8192 10000
]])

lines(HALF_ONCE, [[
flex_olmo              4096 32 - 4096 500000
olmo                   4096 32 - 2048 10000
olmo2                  4096 32 - 2048 10000
olmo_hybrid            3840 30 - 65536 10000
]])
lines(HALF_TWICE, [[
evolla                 4096 32 - 8192 500000
]])
lines(HALF_PARTIAL, [[
glm4_moe               4096 96 - 131072 10000 0.5
gpt_neox_japanese      2560 32 - 2048 10000 1
nemotron               6144 48 - 4096 10000 0.5
persimmon              4096 64 - 16384 10000 0.5
phi                    2048 32 - 2048 10000 0.5
qwen3_next             2048 16 256 32768 10000 0.25
solar_open             4096 64 128 131072 1000000
stablelm               2560 32 - 4096 10000 0.25
]])
lines(ADJACENT, [[
helium                 2560 20 128 4096 100000
]])
lines(ADJACENT_ONCE, [[
ernie4_5               1024 16 128 131072 500000
ernie4_5_moe           2560 20 - 131072 500000
llama4_text            5120 40 128 131072 500000
]])
lines(ADJACENT_TWICE, [[
cohere                 8192 64 - 8192 500000
cohere2                8192 64 - 8192 10000
cohere2_moe            8192 64 128 8192 10000
]])
lines(ADJACENT_PARTIAL, [[
glm                    4096 32 128 131072 10000 0.5
glm4                   4096 32 128 131072 10000 0.5
]])

lines(LATENT, [[
axk2                   2048 32 - 131072 10000
bailing_hybrid         2560 32 - 262144 6000000
deepseek_v32           7168 128 - 163840 10000
glm_moe_dsa            6144 64 - 202752 10000
longcat_flash          6144 64 - 131072 10000000
]])
lines(LATENT_CHOICE, [[
axk1                   7168 64 - 32768 10000
deepseek_v3            7168 128 - 4096 10000
glm4_moe_lite          2048 20 - 202752 10000
youtu                  2048 16 - 131072 10000
]])
for name, row in pairs(rows) do
  if row.head_keys then
    row.defaults.qk_rope_head_dim = name == "axk2" and 32 or 64
    row.defaults.rope_interleave = true
  end
end

local function with(common, changes)
  local row = {}
  for key, value in pairs(common) do row[key] = value end
  for key, value in pairs(changes) do row[key] = value end
  return row
end

-- Latent attention with a pairing of its own.
text_types.add("deepseek_v2", with(LATENT, { pairing_out = false,
  rounding = "round_once" }), { defaults = { qk_rope_head_dim = 64,
  max_position_embeddings = 2048 } })
text_types.add("minicpm3", with(HALF, { partial = "ignored",
  head_keys = { "qk_rope_head_dim" } }), { defaults = { qk_rope_head_dim = 32,
  max_position_embeddings = 32768 } })
text_types.add("kimi_k2", LATENT, { defaults = { qk_rope_head_dim = 64 },
  source = "moonshotai/Kimi-K2-Instruct, modeling_deepseek.py" })
text_types.add("mistral4", LATENT_CHOICE, { defaults = { qk_rope_head_dim = 64,
  max_position_embeddings = 1048576, rope_interleave = true,
  rope_parameters = { rope_type = "yarn", rope_theta = 10000, factor = 128,
    original_max_position_embeddings = 8192, beta_fast = 32, beta_slow = 1,
    mscale = 1, mscale_all_dim = 1 } } })

-- A scaling by default.
local LLAMA3 <const> = { rope_type = "llama3", factor = 8, low_freq_factor = 1,
  high_freq_factor = 4, original_max_position_embeddings = 8192 }
local GPT_OSS <const> = { rope_type = "yarn", rope_theta = 150000, factor = 32,
  beta_fast = 32, beta_slow = 1, truncate = false,
  original_max_position_embeddings = 4096 }
text_types.add("apertus", HALF, { defaults = { hidden_size = 4096,
  num_attention_heads = 32, max_position_embeddings = 65536, rope_theta = 12000000,
  rope_parameters = with(LLAMA3, { rope_theta = 12000000 }) } })
text_types.add("cwm", HALF, { defaults = { head_dim = 128,
  max_position_embeddings = 131072, rope_theta = 1000000,
  rope_parameters = with(LLAMA3, { rope_theta = 1000000, factor = 16 }) } })
text_types.add("gpt_oss", HALF, { defaults = { head_dim = 64,
  max_position_embeddings = 131072, rope_theta = 150000, rope_parameters = GPT_OSS } })
text_types.add("openai_privacy_filter", ADJACENT, { defaults = { head_dim = 64,
  max_position_embeddings = 131072, rope_theta = 150000, rope_parameters = GPT_OSS } })
text_types.add("ministral3", HALF, { defaults = { head_dim = 128,
  max_position_embeddings = 262144, rope_parameters = { rope_type = "yarn",
    rope_theta = 1000000, factor = 16, original_max_position_embeddings = 16384,
    beta_fast = 32, beta_slow = 1, mscale = 1, mscale_all_dim = 1 } } })

-- Names, parts and scalings of their own.
text_types.add("gpt_neox", HALF_PARTIAL, {
  theta_keys = { "rotary_emb_base", "rope_theta" },
  partial_keys = { "rotary_pct", "partial_rotary_factor" },
  defaults = { max_position_embeddings = 2048, rotary_pct = 0.25 } })
text_types.add("minimax_m2", HALF_PARTIAL, { rotary_keys = { "rotary_dim" },
  defaults = { head_dim = 128, max_position_embeddings = 196608,
    rope_theta = 5000000 } })
text_types.add("bamba", HALF_PARTIAL, { defaults = { max_position_embeddings = 262144,
  partial_rotary_factor = 0.5 } })
text_types.add("recurrent_gemma", HALF_PARTIAL, { defaults = {
  partial_rotary_factor = 0.5 } })
text_types.add("phi3", HALF_PARTIAL, { yarn_is_longrope = true, defaults = {
  max_position_embeddings = 4096, original_max_position_embeddings = 4096 } })
text_types.add("phi4_multimodal", HALF_PARTIAL, { yarn_is_longrope = true, defaults = {
  max_position_embeddings = 131072, original_max_position_embeddings = 4096 } })
text_types.add("phimoe", HALF, { defaults = { max_position_embeddings = 131072,
  rope_theta = 1000000 } })
text_types.add("nanochat", HALF, { direction = -1, defaults = {
  max_position_embeddings = 2048 } })
text_types.add("hunyuan_v1_dense", HALF, { alpha = true, defaults = {
  max_position_embeddings = 2048 } })
text_types.add("hunyuan_v1_moe", HALF, { alpha = true, defaults = {
  max_position_embeddings = 2048 } })
text_types.add("zamba2", HALF, { head_keys = { "attention_head_dim" }, defaults = {
  max_position_embeddings = 4096 } })
text_types.add("jetmoe", HALF, { head_keys = { "kv_channels" }, defaults = {
  kv_channels = 128, max_position_embeddings = 4096 } })
text_types.add("falcon", HALF, { only = { alibi = false }, defaults = { alibi = false,
  max_position_embeddings = 2048 } })
text_types.add("esm", HALF_TWICE, { only = { position_embedding_type = "rotary" },
  defaults = { position_embedding_type = "absolute",
    max_position_embeddings = 1026 } })
text_types.add("roformer", ADJACENT, { tables = "exact", defaults = {
  max_position_embeddings = 1536 } })
for _, name in ipairs({ "gptj", "codegen" }) do
  text_types.add(name, ADJACENT, { rotary_keys = { "rotary_dim" }, defaults = {
    n_embd = 4096, n_head = 16, rotary_dim = 64, n_positions = 2048 } })
end
text_types.add("moonshine", ADJACENT_PARTIAL, {
  count_keys = { "decoder_num_attention_heads", "num_attention_heads" },
  defaults = { partial_rotary_factor = 0.9, decoder_num_attention_heads = 8,
    max_position_embeddings = 512 } })

text_types.HALF, text_types.HALF_PARTIAL = HALF, HALF_PARTIAL
text_types.HALF_ONCE, text_types.HALF_TWICE = HALF_ONCE, HALF_TWICE
text_types.ADJACENT_ONCE, text_types.ADJACENT_TWICE = ADJACENT_ONCE, ADJACENT_TWICE
text_types.with = with

return text_types
