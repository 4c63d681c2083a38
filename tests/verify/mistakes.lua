-- Mistakes that people make in a config.
-- In: the fields of a right config. Out: fields that are wrong in one way, and the fields
-- of which one must be named.
-- Always: each mistake is made wherever the config has the field, and nowhere else.

local layouts = require("layouts")

local mistakes = {}

local function other(list, value)
  for i, item in ipairs(list) do
    if item == value then return list[i % #list + 1] end
  end
end

local function reversed(list)
  local result = {}
  for i = #list, 1, -1 do result[#result + 1] = list[i] end
  return result
end

--- A list of { name, fields = the names of which one will do, make = function(fields,
-- dtype), which makes the mistake and returns false where there is none to make }.
mistakes.list = {
  { name = "pairing", fields = { "pairing" }, make = function(fields)
    fields.pairing = fields.pairing == "half" and "adjacent" or "half"
  end },
  { name = "pairing of results", fields = { "pairing_out" }, make = function(fields)
    fields.pairing_out = not fields.pairing_out
      and (fields.pairing == "half" and "adjacent" or "half") or nil
  end },
  { name = "direction", fields = { "direction" }, make = function(fields)
    fields.direction = -1
  end },
  { name = "theta", fields = { "theta" }, make = function(fields)
    fields.theta = fields.theta * 2
  end },
  -- A thousandth would drown in the roundings of 16 bits at the few positions of a case.
  { name = "theta a little off", fields = { "theta" }, make = function(fields, dtype)
    if dtype ~= "f32" then return false end
    fields.theta = fields.theta + fields.theta // 1000
  end },
  { name = "axis order", fields = { "axes", "positions.coordinates" },
    make = function(fields)
      if #fields.axes < 2 then return false end
      if fields.positions.coordinates then
        fields.positions.coordinates = reversed(fields.positions.coordinates)
      else
        fields.axes = reversed(fields.axes)
      end
    end },
  { name = "axis layout", fields = { "axis_layout", "freq_index" },
    make = function(fields)
      if #fields.axes ~= 3 or fields.axis_layout ~= "sections" then return false end
      fields.axis_layout = "axial"
    end },
  { name = "frequency index", fields = { "freq_index" }, make = function(fields)
    if #fields.axes < 2 then return false end
    fields.freq_index = other(layouts.freq_indices, fields.freq_index
      or fields.axis_layout and "global" or "axis")
  end },
  { name = "merge", fields = { "positions.merge" }, make = function(fields)
    local rule = fields.positions
    if rule.rule ~= "grid" or rule.text then return false end
    rule.merge = (rule.merge or 1) > 1 and 1 or 2
  end },
  { name = "centring", fields = { "positions.centred" }, make = function(fields)
    if fields.positions.rule ~= "grid" then return false end
    fields.positions.centred = not fields.positions.centred
  end },
  { name = "text start", fields = { "positions.text.start" }, make = function(fields)
    local text = fields.positions.text
    if not text or text.rule == "zero" then return false end
    text.start = text.start == "zero" and "max" or "zero"
  end },
  { name = "text order", fields = { "positions.text.order" }, make = function(fields)
    local text = fields.positions.text
    if not text then return false end
    text.order = other({ "before", "after" }, text.order)
  end },
  -- A kind of several numbers, left out, is more than a field or two away.
  { name = "scaling", fields = { "rope_scaling", "rope_scaling.factor",
      "rope_scaling.rope_type" }, make = function(fields)
    local kind = (fields.rope_scaling or { rope_type = "default" }).rope_type
    if kind ~= "default" and kind ~= "linear" then return false end
    fields.rope_scaling = kind == "default" and { rope_type = "linear", factor = 4 }
      or nil
  end },
  { name = "scaling factor", fields = { "rope_scaling.factor" }, make = function(fields)
    local scaling = fields.rope_scaling
    if not scaling or not scaling.factor then return false end
    scaling.factor = scaling.factor * 2
  end },
  { name = "rotary dim", fields = { "rotary_dim" }, make = function(fields)
    if #fields.axes > 1 or fields.head_dim % 4 ~= 0
      or fields.rope_scaling and fields.rope_scaling.short_factor then
      return false
    end
    local whole = (fields.rotary_dim or fields.head_dim) == fields.head_dim
    fields.rotary_dim = whole and fields.head_dim // 2 or fields.head_dim
    fields.axes[1].dim = fields.rotary_dim
  end },
}

return mistakes
