-- The fields of a config: the one list that validation, defaults, `ropewalk fields` and
-- the documentation read. A field is { name, type, default (nil: required, false:
-- optional), values, refused or fields, doc }; types are those of types.lua, or record
-- and list, whose fields are a list of their own.

local freq = require("freq")
local positions = require("positions")
local rope = require("rope")

local schema = {}

local AXIS = {
  { "name", "name", doc = "the axis in C: position_min_<name>, the row of its table" },
  { "dim", "even", false,
    doc = "channels that this axis turns, two per pair; required unless pairs are "
      .. "given" },
  { "theta", "base", false, doc = "base of this axis; the model's theta unless given" },
  { "ntk_factor", "positive", false,
    doc = "theta is multiplied by ntk_factor^(dim / (dim - 2))" },
  { "freq_dim", "even", false,
    doc = "denominator of this axis's exponents; freq.dim unless given" },
  { "scale", "positive", false,
    doc = "positions on this axis are multiplied by this, in float32, before the "
      .. "frequency" },
  { "position_min", "int32", false,
    doc = "least position, the first row of the axis's table; what positions.limits "
      .. "need unless given" },
  { "position_max", "int32", false,
    doc = "greatest position, inclusive; what positions.limits need unless given" },
}

local FREQ = {
  { "kind", "choice", "inv_power", values = freq.kinds, refused = freq.refused_kinds,
    doc = "inv_power: theta^(-2k / dim); inv_power_2pi: the same of positions times "
      .. "2 pi; linspace_power: theta^(k / (n - 1)) pi / 2, ascending; list: inv_freq "
      .. "as given; runtime: no frequencies, cos and sin come ready from the caller" },
  { "dim", "even", false,
    doc = "denominator of the exponents; the axis's dim, or rotary_dim where freq_index "
      .. "is global or strided, unless given" },
  { "active_pairs", "count", false,
    doc = "pairs from this one on have frequency 0" },
  { "inv_freq", "numbers", false,
    doc = "of kind list: radians per position, one per pair, rounded to float32" },
}

local ROPE_SCALING = {
  { "rope_type", "choice", values = freq.rope_types, refused = freq.refused_rope_types,
    doc = "how frequencies are scaled; the words and fields of transformers" },
  { "factor", "positive", false,
    doc = "linear, yarn, llama3, proportional: frequencies are divided by this; "
      .. "longrope: only for the attention factor" },
  { "alpha", "positive", false,
    doc = "ntk_alpha: theta is multiplied by alpha^(rotary_dim / (rotary_dim - 2))" },
  { "original_max_position_embeddings", "count", false,
    doc = "yarn, llama3, longrope: positions that the model was first trained with" },
  { "beta_fast", "positive", false, doc = "yarn: turns above which a pair is kept, 32" },
  { "beta_slow", "positive", false, doc = "yarn: turns below which a pair is scaled, 1" },
  { "truncate", "boolean", false,
    doc = "yarn: whether the ramp begins and ends at whole pairs, true unless given" },
  { "mscale", "positive", false, doc = "yarn: numerator of the attention factor" },
  { "mscale_all_dim", "positive", false, doc = "yarn: its denominator" },
  { "low_freq_factor", "positive", false,
    doc = "llama3: turns in the original length below which a pair is scaled" },
  { "high_freq_factor", "positive", false, doc = "llama3: turns above which it is kept" },
  { "short_factor", "factors", false, doc = "longrope: a divisor per pair" },
  { "long_factor", "factors", false, doc = "longrope: a divisor per pair" },
  { "use", "choice", false, values = { "short", "long" },
    doc = "longrope: which factors this model has. Generate both: their tables are "
      .. "alike, so either's rotation takes the tables of both" },
}

local PAIR = {
  { "axis", "name", doc = "the axis whose position turns it" },
  { "inv_freq", "frequency", doc = "radians per position, rounded to float32" },
  { "input", "channels", doc = "the two channels that are read" },
  { "output", "channels", false, doc = "those that are written; the same unless given" },
}

local TEXT = {
  { "rule", "choice", "diagonal", values = positions.text_rules,
    doc = "diagonal: text token k stands at start + k on every axis; axis: at start + k "
      .. "on one axis, 0 on the others; zero: at 0 on every axis" },
  { "axis", "name", false, doc = "the axis of the rule axis" },
  { "start", "choice", false, values = positions.text_starts,
    doc = "first position of the text: most rows h of the images, max(h, w), "
      .. "max(h // 2, w // 2), 0 or 1" },
  { "order", "choice", values = { "before", "after" },
    doc = "text tokens before or after the image tokens" },
}

local IDENTITY = {
  { "count", "count", doc = "tokens of each image, such as CLS or registers" },
  { "order", "choice", values = { "before", "after" },
    doc = "before or after the image's patches" },
}

local LIMITS = {
  { "frame", "count", false,
    doc = "most frames; for the coordinates frame and layer an image counts as one frame "
      .. "or more each" },
  { "image", "count", false, doc = "most images" },
  { "h", "count", false, doc = "most rows of patches in an image" },
  { "w", "count", false, doc = "most columns of patches in an image" },
  { "text", "count", false, doc = "most text tokens" },
  { "positions", "count", false,
    doc = "rules sequence and runs: positions run from 0 to this - 1 on every axis" },
}

local POSITIONS = {
  { "rule", "choice", values = positions.rules,
    doc = "sequence: one token after the other; grid: patches of images, given as grids; "
      .. "runs: text, images and videos one after the other (M-RoPE); ids: the caller's "
      .. "position ids" },
  { "fractional", "boolean", false,
    doc = "position ids are float32; there are no tables, rows are computed per token" },
  { "coordinates", "coordinates", false, doc = positions.coordinates_doc },
  { "merge", "count", false,
    doc = "spatial merge size, 1 unless given. grid: merge x merge patches stand "
      .. "together; runs: they are one token" },
  { "temporal_merge", "count", false,
    doc = "runs: frames of a video that are one token" },
  { "tokens_per_second", "positive", false,
    doc = "runs: frame k of a video stands k times seconds per frame times this later" },
  { "patch_size", "count", false, doc = "pixels a side of a patch" },
  { "window_size", "count", false,
    doc = "pixels a side of an attention window; needs patch_size" },
  { "centred", "boolean", false,
    doc = "rows run from -(h - h // 2) to h // 2 - 1, columns alike; in runs they do "
      .. "so wherever the run begins" },
  { "offset", "int32", false, doc = "added to rows and columns" },
  { "canvas", "count", false,
    doc = "row i stands at i * canvas // h, columns alike" },
  { "normalised", "boolean", false,
    doc = "row i stands at 2 (i + 0.5) / h - 1, columns alike; needs fractional" },
  { "image_stride", "count", false,
    doc = "the coordinate image counts images by this, 1 unless given" },
  { "identity", "record", false, fields = IDENTITY,
    doc = "tokens of each image at position 0, which turns nothing" },
  { "text", "record", false, fields = TEXT, doc = "text tokens beside the images" },
  { "limits", "record", false, fields = LIMITS,
    doc = "what the position tables must hold" },
}

--- The fields of a config.
schema.fields = {
  { "name", "name", doc = "the model in C: prefix of functions, types and files" },
  { "family", "text", false, doc = "models that share it, for `ropewalk models`" },
  { "source", "text", false, doc = "where it is taken from" },
  { "head_dim", "even", doc = "channels of a head" },
  { "rotary_dim", "even", false,
    doc = "channels that are turned; all from rotary_offset on unless given" },
  { "rotary_offset", "offset", 0, doc = "first channel that is turned" },
  { "theta", "base", 10000, doc = "base of the frequencies, theta^(-2k / dim)" },
  { "axes", "list", fields = AXIS, doc = "the axes of a position, in the order of ids" },
  { "axis_layout", "choice", "axial", values = rope.layouts,
    refused = rope.refused_layouts,
    doc = "which axis turns which pair. axial, sections: one axis after the other; "
      .. "mrope_interleaved: pairs 1, 4, 7 ... the second axis, 2, 5, 8 ... the third, "
      .. "the rest the first; round_robin: in turn; explicit: as pair_axes says" },
  { "pair_axes", "names", false, doc = "of the layout explicit: the axis of each pair" },
  { "freq_index", "choice", false, values = rope.freq_indices,
    doc = "what k counts. axis: pairs of the axis; global: all pairs; strided: axis n of "
      .. "A takes k = n, n + A, n + 2A ...; axis for axial and round_robin, else global, "
      .. "unless given; a list of freq counts all pairs" },
  { "freq", "record", {}, fields = FREQ, doc = "the frequencies" },
  { "rope_scaling", "record", false, fields = ROPE_SCALING,
    doc = "the frequencies' scaling for long contexts" },
  { "attention_factor", "positive", false,
    doc = "cos and sin are multiplied by this; what rope_scaling gives unless given" },
  { "pairing", "choice", false, values = rope.pairings, refused = rope.refused_pairings,
    doc = "half: channels j and j + rotary_dim / 2; adjacent: 2j and 2j + 1; "
      .. "half_per_axis: half-split inside each axis's channels" },
  { "pairing_out", "choice", false, values = rope.pairings,
    refused = rope.refused_pairings,
    doc = "where results are written, if not where they are read" },
  { "direction", "sign", 1, doc = "1, or -1 for a model that turns the other way" },
  { "pairs", "list", false, fields = PAIR,
    doc = "the pairs themselves, instead of all that describes them" },
  { "positions", "record", false, fields = POSITIONS,
    doc = "how tokens get their positions; required unless freq.kind is runtime" },
  { "tables", "choice", "hf", values = { "hf", "exact" },
    doc = "hf: correctly rounded cos and sin of the reference's float32 angle; "
      .. "exact: of the angle as real number, as references with float64 angles want" },
  { "rounding", "choice", "round_once", values = { "round_once", "round_twice",
      "op_by_op" },
    doc = "16-bit types: float32 arithmetic whose results are rounded; with cos and sin "
      .. "rounded before; or with every product rounded too; in float32 all are one" },
}

--- The fields as text.
function schema.describe()
  local lines = {}
  local function describe(fields, indent)
    for _, field in ipairs(fields) do
      local default = field[3]
      local note = default == nil and "required"
        or default and type(default) ~= "table" and "default " .. tostring(default)
        or "optional"
      lines[#lines + 1] = ("%s%s (%s): %s"):format(indent, field[1], note, field.doc)
      if field.values then
        lines[#lines + 1] = ("%s  one of %s"):format(indent,
          table.concat(field.values, ", "))
      end
      if field.fields then describe(field.fields, indent .. "  ") end
    end
  end
  describe(schema.fields, "")
  return table.concat(lines, "\n")
end

return schema
