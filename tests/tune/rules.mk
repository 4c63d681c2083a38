# test-tune   real sweeps of a small model: shards under GNU parallel, their merge, an interrupt,
#             kernels that are wrong; no time is held to anything
# bench-tune  how far a sweep's choice is from the best of all: TUNE_MODEL, TUNE_ISA, TUNE_DTYPE

TUNE_MODEL ?= qwen2_5_vl_vision
TUNE_ISA ?= avx2
TUNE_DTYPE ?= f32

.PHONY: test-tune bench-tune

test-tune:
	@mkdir -p .build/tap
	@$(LUA) tests/tune/run.lua >.build/tap/tune.tap

bench-tune: deps-run
	@$(LUA) tests/tune/exhaustive.lua $(TUNE_MODEL) $(TUNE_ISA) $(TUNE_DTYPE)
