-- What the cfg lines of each family mean.
-- In: a case as verify.rwg reads it. Out: jobs, each a model's config, the type of q and
-- k, and the steps (case.h) that check it. Always: all of it follows from cfg lines and
-- tensors, none from a name.

local cfg = require("families.cfg")
local images = require("families.images")
local numbers = require("families.numbers")
local text = require("families.text")
local vision = require("families.vision")

local families = {}

-- What is supported: family -> jobs of a case
local FAMILIES = {
  cohere = text.one_axis("interleaved"),
  deepseek_v3 = text.one_axis("interleaved", "half"),
  flux = images.flux,
  glm = text.one_axis("interleaved", "half"),
  glm4v = vision.qwen_vl,
  glm4v_text = text.mrope("interleaved"),
  gpt_neox = text.one_axis("half"),
  gptj = text.one_axis("interleaved"),
  llama = text.one_axis("half"),
  msrope = images.msrope,
  msrope_attention = images.msrope_attention,
  phi = text.one_axis("half"),
  phi3 = text.one_axis("half"),
  pixtral = vision.pixtral,
  qwen2_5_vl = vision.qwen_vl,
  qwen2_5_vl_text = text.mrope("half"),
  qwen2_vl = vision.qwen_vl,
  qwen3_vl = vision.qwen_vl,
  qwen3_vl_text = text.mrope("half"),
  qwen_image = images.qwen_image,
  qwen_image_layered = images.qwen_image_layered,
  special = numbers.special,
  table = numbers.tables,
  wan = images.wan,
}

-- The type that a case is about: the 16-bit one if a tensor has one.
local function dtype_of(case)
  for _, dtype in ipairs({ "bf16", "f16" }) do
    for _, tensor in pairs(case.tensors) do
      if tensor.dtype == dtype then return dtype end
    end
  end
  return "f32"
end

--- What to run for a case.
-- @return a list of { config, dtype, steps }; or nil and why the case is not supported
function families.jobs(case)
  local family = cfg.value(case, "family")
  if not FAMILIES[family] then return nil, ("%s is not supported"):format(family) end
  case.dtype = dtype_of(case)
  return FAMILIES[family](case)
end

return families
