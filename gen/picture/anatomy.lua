-- What there is to see in a rope: the part of its channels that fits, its frequencies,
-- its axes in words.
-- In: a rope.
-- Out: lists to draw, for the picture and for the terminal alike.
-- Always: channels and pairs are numbered from 0; what is left out is counted.

local anatomy = {}

local MOST_AXES <const> = 24

--- How many axes are listed; the rest are counted.
function anatomy.axes_shown(model) return math.min(#model.axes, MOST_AXES) end

--- The use of each channel of a head: 0-based, { axis, role, pair } with role 1 or 2 for
-- the first or second of its pair; nil for a copied channel.
-- @param side "input" or "output"
function anatomy.channels(model, side)
  local channels = {}
  for j, pair in ipairs(model.pairs) do
    for role = 1, 2 do
      channels[pair[side][role]] = { axis = pair.axis, role = role, pair = j - 1 }
    end
  end
  return channels
end

--- Whether a pair is written elsewhere than it is read.
function anatomy.moves(model)
  for _, pair in ipairs(model.pairs) do
    if pair.input[1] ~= pair.output[1] or pair.input[2] ~= pair.output[2] then
      return true
    end
  end
  return false
end

--- Radians per position of each pair, by its index from 1; nil without frequencies.
function anatomy.frequencies(model)
  if model.ready_only then return nil end
  local list = {}
  for j, pair in ipairs(model.pairs) do
    local axis = model.axes[pair.axis]
    list[j] = axis.scale * axis.inv_freq[pair.index + 1]
  end
  return list
end

-- Neighbouring pairs of one axis that all turn or all stand still: { first, last }.
local function runs_of_pairs(model)
  local runs, frequencies = {}, anatomy.frequencies(model)
  local axis, still
  for j, pair in ipairs(model.pairs) do
    local now = frequencies ~= nil and frequencies[j] == 0
    if pair.axis ~= axis or now ~= still then
      runs[#runs + 1] = { first = j }
      axis, still = pair.axis, now
    end
    runs[#runs].last = j
  end
  return runs
end

-- Pairs from both ends of each run, as many as fit into so many channels.
local function chosen_pairs(model, most)
  local runs = runs_of_pairs(model)
  if #runs > 8 then runs = { { first = 1, last = #model.pairs } } end
  local each = math.max(2, most // 4 // #runs)
  local chosen = {}
  for _, run in ipairs(runs) do
    for j = run.first, run.last do
      if j < run.first + each or j > run.last - each then chosen[#chosen + 1] = j end
    end
  end
  return chosen
end

--- The channels that fit.
-- @param most all of them are shown up to this many
-- @return { segments = { { first, last } }, count, pairs }: the channels in order, how
--   many they are, and the pairs, from 1, that lie in them
function anatomy.view(model, most)
  local last = model.head_dim - 1
  local view = { segments = {}, count = 0, pairs = {} }
  if model.head_dim <= most then
    for j in ipairs(model.pairs) do view.pairs[j] = j end
    view.segments[1], view.count = { first = 0, last = last }, model.head_dim
    return view
  end
  view.pairs = chosen_pairs(model, most)
  local shown = { [0] = true, [last] = true }
  for _, j in ipairs(view.pairs) do
    for role = 1, 2 do
      shown[model.pairs[j].input[role]], shown[model.pairs[j].output[role]] = true, true
    end
  end
  for channel = 0, last do
    local segment = view.segments[#view.segments]
    if shown[channel] and segment and channel - segment.last <= 4 then
      segment.last = channel
    elseif shown[channel] then
      view.segments[#view.segments + 1] = { first = channel, last = channel }
    end
  end
  for _, segment in ipairs(view.segments) do
    view.count = view.count + segment.last - segment.first + 1
  end
  return view
end

local function couple(channels) return ("(%d, %d)"):format(channels[1], channels[2]) end

--- An axis's first and last pair, from 1.
function anatomy.ends(model, axis)
  local first, last
  for j, pair in ipairs(model.pairs) do
    if pair.axis == axis then first, last = first or j, j end
  end
  return first, last
end

--- An axis's pairs in words, by their channels: "20 pairs, (0, 40) to (19, 59)".
function anatomy.pair_words(model, axis)
  local first, last = anatomy.ends(model, axis)
  local from, to = couple(model.pairs[first].input), couple(model.pairs[last].input)
  local count = model.axes[axis].pairs
  if count == 1 then return "1 pair, " .. from end
  return ("%d pairs, %s to %s"):format(count, from, to)
end

--- The powers of ten between which all frequencies lie but 0.
function anatomy.decades(list)
  local least, most = math.huge, -math.huge
  for _, f in ipairs(list) do
    if f ~= 0 then
      local decade = math.log(math.abs(f), 10)
      least, most = math.min(least, decade), math.max(most, decade)
    end
  end
  if least > most then return 0, 1 end
  local slack = 1e-6 -- float32 keeps few powers of ten exactly
  least, most = math.floor(least + slack), math.ceil(most - slack)
  return least, math.max(most, least + 1)
end

--- A positive number short enough for a label: three digits.
function anatomy.short(x)
  if x >= 999.5e6 then return (("%.2e"):format(x):gsub("e%+0*", "e")) end
  if x >= 999.5e3 then return ("%.3gM"):format(x / 1e6) end
  if x >= 9999.5 then return ("%.3gk"):format(x / 1e3) end
  if x >= 99.95 then return ("%.0f"):format(x) end
  return (("%.3g"):format(x):gsub("e%-0*", "e-"))
end

--- An axis's frequencies in words: "1 to 1.58e-4 radians per position".
function anatomy.frequency_words(model, axis)
  local frequencies = anatomy.frequencies(model)
  if not frequencies then return "cos and sin come ready from the caller" end
  local most, least, still = 0, math.huge, 0
  for j, pair in ipairs(model.pairs) do
    local f = pair.axis == axis and math.abs(frequencies[j])
    if f == 0 then still = still + 1
    elseif f then most, least = math.max(most, f), math.min(least, f) end
  end
  local text = most == 0 and "no pair turns" or ("%s to %s radians per position"):format(
    anatomy.short(most), anatomy.short(least))
  return still == 0 and text or ("%s, %d pairs of frequency 0"):format(text, still)
end

--- The rotation in words, with what direction and factor make of it.
function anatomy.formula(model)
  local back = model.sin_factor < 0
  local text = ("out[c0] = x[c0] cos %s x[c1] sin, out[c1] = x[c1] cos %s x[c0] sin")
    :format(back and "+" or "-", back and "-" or "+")
  if model.cos_factor ~= 1 then
    text = text .. (", cos and sin times %.6g"):format(model.cos_factor)
  end
  return text
end

return anatomy
