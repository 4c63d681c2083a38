# make run     the main job of the shipped models: generated, compiled, compared, timed
# make bench   everything that is timed, beside the limits. BENCH_MODELS, BENCH_TYPES and
#              BENCH_THREADS choose among models of tests/bench/jobs.lua, types and numbers of
#              threads, BENCH_JOB a text of their options; BENCH_SECONDS for each table; BENCH_JSON
#              and BENCH_CSV name files for all figures

.PHONY: run bench

run: deps-run
	@$(LUA) tests/bench/run.lua

bench: deps-run
	@DEPS=$(DEPS) tests/deps.sh -- libsleef-dev
	@$(LUA) tests/bench/bench.lua $(BENCH_MODELS) $(BENCH_TYPES:%=--type %) \
	  $(BENCH_THREADS:%=--threads %) $(if $(BENCH_JOB),--job='$(BENCH_JOB)') \
	  $(BENCH_SECONDS:%=--seconds %) $(BENCH_JSON:%=--json %) $(BENCH_CSV:%=--csv %)
