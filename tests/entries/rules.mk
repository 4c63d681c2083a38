# test-entries: libFuzzer calls the entries of models with hostile numbers (fuzz.c).
#   ENTRIES_RUNS     calls of each program, the same for the same ROPEWALK_SEED
#   ENTRIES_MODELS   which models, shipped or of configs/
#   ENTRIES_DTYPES   types of q and k

ENTRIES_RUNS ?= 40000
ENTRIES_MODELS ?= $(MODELS) llama cogvideox cosmos dinov3_vit flux qwen2_5_vl_text mochi \
  gemma4_vision long_runs
ENTRIES_DTYPES ?= f32 bf16

.PHONY: test-entries
test-entries:
	@mkdir -p .build/tap
	@ENTRIES_RUNS=$(ENTRIES_RUNS) $(LUA) tests/entries/run.lua "$(ENTRIES_MODELS)" \
	  "$(ENTRIES_DTYPES)" >.build/tap/entries.tap
