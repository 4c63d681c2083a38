# make run     the main job of the shipped models: generated, compiled, compared, timed
# make bench   everything that is timed; BENCH_MODELS and BENCH_TYPES choose

.PHONY: run bench

run: deps-run
	@$(LUA) tests/bench/run.lua

bench: deps-run
	@$(LUA) tests/bench/bench.lua $(BENCH_MODELS) $(BENCH_TYPES:%=--type %)
