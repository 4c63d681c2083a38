-- The files of a model.
-- In: a checked config, the ISAs, the types of q and k, and a prefix.
-- Out: the files, name and text, in order.
-- Always: the same text for the same input, on any machine, from any directory.

local cuda_c = require("c.cuda")
local cuda_rotation = require("c.cuda_rotation")
local entries_c = require("c.entries")
local header_c = require("c.header")
local positions_c = require("c.positions")
local rope = require("rope")
local rotation_c = require("c.rotation")
local schedule = require("schedule")
local seal = require("seal")
local single = require("single")
local tables_c = require("c.tables")
local template = require("template")
local words = require("words")

local sources = {}

--- The version of the generator.
sources.version = "0.1.0"

-- Whether cos and sin side by side, pair after pair, are the axes' rows joined.
local function rows_are_complex(model)
  local next_index = 0
  local at = 1
  for j, pair in ipairs(model.pairs) do
    if j > 1 and pair.axis ~= at then at, next_index = at + 1, 0 end
    if pair.axis ~= at or pair.row[1] ~= 2 * next_index
      or pair.row[2] ~= 2 * next_index + 1 then
      return false
    end
    next_index = next_index + 1
  end
  return true
end

-- Whether results stand in other channels than they are read from.
local function permutes(model)
  for _, pair in ipairs(model.pairs) do
    if pair.input[1] ~= pair.output[1] or pair.input[2] ~= pair.output[2] then
      return true
    end
  end
  return false
end

--- The schedule of a kernel: the chosen one, or the rule's.
-- @param chosen function: a kernel's name without the prefix to numbers or nil; or nil
function sources.schedule_of(config, model, isa, dtype, chosen)
  local kernel = words.kernel(config, isa, dtype)
  local numbers = chosen and chosen(kernel)
  local problem = numbers and schedule.problem(numbers, model, isa, dtype)
  if problem then error({ message = kernel .. ": " .. problem }, 0) end
  return numbers or schedule.space(model, isa, dtype)[1]
end

-- What the files of a model are made from, handed to every text.
local function context_of(config, isas, options)
  local name = options.prefix .. config.name
  local model = rope.build(config)
  local context = {
    config = config, model = model, isas = isas, dtypes = options.dtypes,
    cis = rows_are_complex(model),
    names = { model = name, m = name .. "_", M = name:upper() .. "_",
      id = model.fractional and "float" or "int32_t" },
    has_tables = not model.ready_only and not model.fractional,
    permutes = permutes(model),
  }
  for _, isa in ipairs(isas) do context.cuda = context.cuda or isa.frame == "cuda" end
  local common = {
    m = context.names.m, M = context.names.M, model = name,
    id = context.names.id,
    rule = config.positions and config.positions.rule or "",
    tables_note = context.has_tables and "tables may be NULL: computed on the fly"
      or "this model has no tables, pass NULL",
  }
  context.fill = template.filler(common)
  function context.schedule_of(isa, dtype)
    return sources.schedule_of(config, model, isa, dtype, options.chosen)
  end
  --- A template filled where the model has what it is about; nothing else.
  function context.optional(condition, template_name, holes)
    return condition and context.fill(template_name, holes) or ""
  end
  --- The same filled for each type, one after the other.
  function context.each_dtype(template_name, holes)
    local texts = {}
    for i, dtype in ipairs(context.dtypes) do
      local own = { dtype = dtype.name }
      for hole, value in pairs(holes or {}) do own[hole] = value end
      texts[i] = context.fill(template_name, own)
    end
    return (table.concat(texts):gsub("\n+$", ""))
  end
  local facts = words.facts(config, model, context.dtypes)
  function context.banner(what)
    return words.banner(what, facts, options.command, sources.version)
  end
  --- Gives the files of one generation their number, which they compare.
  function context.number_generation(number)
    common.generation = number
    context.same_generation = context.fill("same_generation.h", {})
    common.same_generation = context.same_generation
    context.positions = positions_c.texts(config, context.names, context.fill,
      context.banner("Counts the tokens of a sequence and places them."))
  end
  -- A hash of the config and of the interface, whatever command made them.
  context.number_generation("00000000")
  context.number_generation(seal.hash(words.hash(config)
    .. header_c.model(context):match("%*/(.*)")):sub(1, 8))
  return context
end

--- The files of a model.
-- @param isas ISA tables; options { prefix, command, dtypes = of dtypes.list, chosen =
--   function: a kernel's name without the prefix to numbers of schedule.lua, or nil;
--   single = one header for the CPU, static = whose functions are }
-- @return { { name, text } } in the order of the listing
function sources.files(config, isas, options)
  local context = context_of(config, isas, options)
  local name = context.names.model
  local files, units, device_units, includes = {}, {}, {}, {}
  local function add(suffix, text)
    files[#files + 1] = { name = name .. suffix, text = text:gsub("\n+$", "\n") }
    if suffix:match("%.cu$") then
      device_units[#device_units + 1] = name .. suffix
    elseif suffix:match("%.c$") then
      units[#units + 1] = name .. suffix
      includes[#includes + 1] = ('#include "%s%s"'):format(name, suffix)
    end
  end
  add(".h", header_c.model(context))
  add("_kernels.h", header_c.kernels(context))
  add(".c", entries_c.model(context))
  if context.positions.source then add("_positions.c", context.positions.source) end
  for _, isa in ipairs(isas) do
    if isa.frame == "cuda" then
      if context.has_tables then add("_tables__cuda.cu", cuda_c.tables(context, isa)) end
    elseif not context.model.ready_only then
      add("_tables__" .. isa.name .. ".c", tables_c.kernel(context, isa))
    end
  end
  for _, dtype in ipairs(context.dtypes) do
    local rotate = "_rotate_" .. dtype.name
    add(rotate .. ".c", entries_c.rotation(context, dtype))
    for _, isa in ipairs(isas) do
      if isa.frame == "cuda" then
        add(rotate .. "__cuda.cu", cuda_rotation.rotation(context, isa, dtype))
      else
        add(("%s__%s.c"):format(rotate, isa.name),
          rotation_c.kernel(context, isa, dtype))
      end
    end
  end
  add(".mk", context.fill("model.mk", {
    c = table.concat(units, " \\\n  "), cuda = table.concat(device_units, " \\\n  "),
    command = options.command, generator = sources.version, seal = seal.place,
  }))
  add("_all.c", context.fill("all.c", {
    banner = context.banner("All of it for the CPU in one unit."), includes = includes,
  }))
  if options.single then files = { single.file(files, context, options.static) } end
  for _, item in ipairs(files) do item.text = seal.close(item.text) end
  return files
end

return sources
