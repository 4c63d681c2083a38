# make bench-peers   ropewalk's rotations and tables beside transformers, diffusers, torch.compile,
#                    ONNX Runtime and naive C, whose packages it installs in .build/python/venv;
#                    PEERS='--help' says what can be chosen, THREADS=2 adds threads
# make bench-plot    the ratio to the limit over tokens, as tests/bench/results/peers_f32.{csv,svg}

.PHONY: bench-peers bench-plot peers-deps

PEERS_PLOT := tests/bench/results/peers_f32
THREADS ?= 1

# Each pool has what it is told to have. Memory that was freed stays with the process, so that new
# tensors cost no page faults.
PEERS_RUN = OMP_NUM_THREADS=$(THREADS) OMP_WAIT_POLICY=passive \
  GLIBC_TUNABLES=glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=0x400000000 \
  TORCHINDUCTOR_CACHE_DIR=.build/peers/inductor TORCHINDUCTOR_COMPILE_THREADS=1 $(PYTHON)

peers-deps: python-venv
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_RUN) clang

bench-peers: peers-deps
	@$(PEERS_RUN) tests/peers/bench.py --threads $(THREADS) $(PEERS)
	@$(if $(PEERS),,$(PEERS_RUN) tests/peers/tables.py)

bench-plot: peers-deps
	@DEPS=$(DEPS) tests/deps.sh gnuplot-nox
	@$(PEERS_RUN) tests/peers/bench.py --sweep --type f32 --csv $(PEERS_PLOT).csv
	@$(PEERS_RUN) tests/peers/plot.py $(PEERS_PLOT).csv >.build/peers/plot.svg
	@mv .build/peers/plot.svg $(PEERS_PLOT).svg
