-- What the cfg lines of each family mean.
-- In: a case as rwg.lua reads it. Out: jobs, each a model's config and the steps (case.h)
-- that check it. Always: all of it follows from cfg lines and tensors, none from a name.

local cfg = require("families.cfg")
local images = require("families.images")
local numbers = require("families.numbers")
local text = require("families.text")
local vision = require("families.vision")

local families = {}

-- What is supported: family -> type of its tensors -> jobs of a case
local FAMILIES = {
  cohere = { f32 = text.one_axis("interleaved") },
  flux = { f32 = images.flux },
  glm = { f32 = text.one_axis("interleaved", "half") },
  glm4v = { f32 = vision.qwen_vl },
  glm4v_text = { f32 = text.mrope("interleaved") },
  gpt_neox = { f32 = text.one_axis("half") },
  gptj = { f32 = text.one_axis("interleaved") },
  llama = { f32 = text.one_axis("half") },
  msrope = { f32 = images.msrope },
  msrope_attention = { f32 = images.msrope_attention },
  phi = { f32 = text.one_axis("half") },
  phi3 = { f32 = text.one_axis("half") },
  pixtral = { f32 = vision.pixtral },
  qwen2_5_vl = { f32 = vision.qwen_vl },
  qwen2_5_vl_text = { f32 = text.mrope("half") },
  qwen2_vl = { f32 = vision.qwen_vl },
  qwen3_vl = { f32 = vision.qwen_vl },
  qwen3_vl_text = { f32 = text.mrope("half") },
  qwen_image = { f32 = images.qwen_image },
  qwen_image_layered = { f32 = images.qwen_image_layered },
  special = { f32 = numbers.special },
  table = { f32 = numbers.tables },
  wan = { f32 = images.wan },
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
-- @return a list of { config, steps }; or nil and why the case is not supported
function families.jobs(case)
  local family, dtype = cfg.value(case, "family"), dtype_of(case)
  local jobs_of = (FAMILIES[family] or {})[dtype]
  if not jobs_of then return nil, ("%s/%s is not supported"):format(family, dtype) end
  return jobs_of(case)
end

return families
