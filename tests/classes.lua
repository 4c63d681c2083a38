-- The classes of tests: what tests/SOUNDNESS.md speaks of, row for row.
-- In: nothing. Out: a list of { name, stage, checks }. Always: a class is the tests of
-- `make test-<stage>`, or those of the checker's named in `checks`; a stage's last row
-- has what no row before it names.

local function class(name, stage, checks)
  local set = checks and {}
  for check in (checks or ""):gmatch("%S+") do set[check] = true end
  return { name = name, stage = stage, checks = set }
end

return {
  class("specs of the generator", "spec"),
  class("committed files", "drift"),
  class("steps of the README", "readme"),
  class("reference cases", "golden"),
  class("shipped models", "catalogue"),
  class("variants, bit for bit", "check",
    "sources layouts batches sequences large specials"),
  class("ranges", "check", "ranges"),
  class("guard pages, canaries", "check", "guards"),
  class("alignments", "check", "alignments"),
  class("algebra", "check", "algebra inverses"),
  class("statuses", "check", "statuses ready_statuses id_statuses sequence_statuses "
    .. "table_statuses row_statuses position_statuses limits sentences"),
  class("floating-point environment", "check",
    "environment table_environment row_environment"),
  class("tables and rows", "check", "tables accuracy rows angles"),
  class("positions", "check", "positions image_grids"),
  class("compilers, conversions", "check"),
  class("memory of a device", "device"),
  class("sweeps of schedules", "tune"),
  class("projects that use it", "consumers"),
  class("dumps of a layout", "verify"),
  class("a ggml operator", "ggml"),
  class("CUDA compilers", "nvcc"),
  class("random configs", "configs"),
  class("malformed configs", "malformed"),
  class("hostile calls", "entries"),
  class("tables against MPFR", "tables"),
  class("all float32 angles", "angles"),
  class("hashes of all outputs", "hashes"),
  class("generated text", "text"),
  class("sanitizers", "sanitizers"),
  class("threads", "threads"),
  class("static analysis", "analysis"),
  class("mutants", "mutants"),
  class("coverage of the generator", "coverage"),
}
