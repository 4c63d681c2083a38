-- Configs from a model's config.json, as transformers and diffusers write it.
-- In: the path of the file, and which part of a model is wanted.
-- Out: the text of one config, or of several where kinds of layers or lengths differ.
-- Always: what the file does not say comes from model_types.lua and says so; a model that
-- is not there is refused, never guessed; every text is a config that config.lua accepts.

local config = require("config")
local diffusion = require("import.diffusion")
local model_types = require("model_types")
local noted = require("import.noted")
local section = require("import.section")
local text = require("import.text")
local vision = require("import.vision")
local writer = require("import.writer")

local import = {}

import.components = { "text", "vision" }

-- The keys of a file's parts.
local PARTS <const> = {
  text = { "text_config", "llm_config", "language_config" },
  vision = { "vision_config" },
}

local BUILDERS <const> = {
  text = text.configs, vision = vision.configs, diffusion = diffusion.configs,
}

local BY_HAND <const> = "write a config by hand with pairing, axes, theta, positions and "
  .. "rounding; `ropewalk fields` lists them"

local function unknown(part, key, name)
  local near = config.nearest(name:sub(1, 60), model_types.names)
  part:fail(key, ("is %s, which is not in model_types.lua%s; %s"):format(part.shown(name),
    near and (" (the nearest known name is %s)"):format(near) or "", BY_HAND))
end

-- The row of a part; refused where there is none, or where no config can be.
local function row_of(part, key, name)
  local reason = model_types.refused[name]
  if reason then part:fail(key, ("is %q: %s"):format(name, reason)) end
  return model_types.rows[name] or unknown(part, key, name)
end

-- The parts of a file by component: { section, key, name } with the type's name.
local function parts_of(root, top)
  local whole = model_types.wholes[top] or {}
  local holder = root:object("thinker_config") or root
  local parts = {}
  for component, keys in pairs(PARTS) do
    for _, key in ipairs(keys) do
      if not parts[component] and holder:has(key) then
        local part = holder:object(key)
        local given = part:get("text", "model_type")
        local name = given and given.value
        local known = name and (model_types.rows[name] or model_types.refused[name])
        if whole[component] and not known then name = whole[component] end
        if not name then
          part:fail("model_type", "is missing; give the type of the " .. component
            .. " model")
        end
        parts[component] = { section = part, key = "model_type", name = name }
      end
    end
  end
  if whole.text and not parts.text then -- old files have the text model's fields on top
    parts.text = { section = root, key = "model_type", name = whole.text }
  end
  return parts
end

-- The part that is meant.
local function choose(root, parts, wanted)
  if wanted then
    return parts[wanted] or root:fail(PARTS[wanted][1],
      ("is missing; this model has no %s part"):format(wanted))
  end
  local usable = {}
  for component, part in pairs(parts) do
    if not model_types.refused[part.name] then usable[#usable + 1] = component end
  end
  if #usable == 2 then
    root:fail("model_type", "has a text and a vision part; give --component text or "
      .. "--component vision")
  end
  return parts[usable[1]] or parts.text or parts.vision
end

-- The model that a file describes, or the part of it that is wanted.
local function part_of(root, wanted)
  local class = root:get("text", "_class_name")
  if class then
    if wanted then
      root:fail("_class_name", "is one of diffusers, whose files have one part; leave "
        .. "out --component")
    end
    return { section = root, key = "_class_name", name = class.value }
  end
  local top = root:get("text", "model_type")
  if not top then
    root:fail("model_type", "is missing, and so is _class_name; a file of transformers "
      .. "or diffusers has one of them")
  end
  local parts = parts_of(root, top.value)
  local row = model_types.rows[top.value]
  if row or not next(parts) then
    if wanted and row and row.kind ~= wanted then
      root:fail("model_type", ("is %q, a %s model without a %s part"):format(top.value,
        row.kind, wanted))
    end
    return { section = root, key = "model_type", name = top.value }, parts
  end
  return choose(root, parts, wanted), parts
end

local function opening(name, row, file)
  return {
    ("%s, from %s by `ropewalk import`."):format(name,
      file:match("[^/]*$"):gsub("[^%w._-]", "_")),
    "Source: " .. row.source .. ".",
  }
end

-- Where the value of a field is from: "axes[1].dim" of a config, "" where it has no note.
local function origin(tree, path)
  for key in path:gmatch("[%w_]+") do
    tree = noted.is(tree) and tree.value or tree
    tree = type(tree) == "table" and tree[tonumber(key) or key] or nil
  end
  return noted.is(tree) and (" (%s)"):format(tree.note) or ""
end

-- The config with its name, checked.
local function finish(root, name, row, made)
  local full = made.config
  full.name = name .. made.suffix
  full.source = row.source
  local good, complaint = pcall(config.check, root.file, noted.plain(full))
  if not good then
    local line = type(complaint) == "table" and complaint.message
    local path = line and line:sub(#root.file + 3):match("^([^:]+): ")
    if path then complaint.message = line .. origin(full, path) end
    error(complaint, 0)
  end
  return { name = full.name,
    text = writer.text(full, opening(full.name, row, root.file)) }
end

--- The configs of a file.
-- @param options { component }: text or vision, where the model has both
-- @return a list of { name, text }: config files by the name of their model; raises
--   { message } with one line that names the file, the field and what to do
function import.read(path, options)
  local root = section.read(path)
  local part, parts = part_of(root, options and options.component)
  local row = row_of(part.section, part.key, part.name)
  local images = parts and parts.vision and parts.vision.section
  local model = part.section:as(part.name, row.defaults)
  local list = {}
  for i, made in ipairs(BUILDERS[row.kind](model, row, images)) do
    list[i] = finish(root, made.name or row.name, row, made)
  end
  return list
end

return import
