# make test-nightly: the same classes with more of what is random or exhaustive, hours.

include tests/tiers/full.mk

SPECS_ONE_IN := 1
CHECK_OWN_WAYS_full := native asan neon
CONFIGS_COUNT := 5000
MALFORMED_COUNT := 25000
ENTRIES_RUNS := 100000
TABLES_WINDOW := 8192
TABLES_EVERY := 16
ANGLES_STEP := 1
HASHES_MODELS = $(basename $(notdir $(wildcard gen/models/*.lua)))
HASHES_FEW_WAYS := gcc_O0 gcc_O2 gcc_contract clang_O2 clang_Os aarch64_O0
TEXT_MODELS = $(sort $(MODELS) $(shell ls gen/models | sed -n 's/\.lua$$//; 1~3p'))
ANALYSIS_MODELS = $(sort $(MODELS) $(shell ls gen/models | sed -n 's/\.lua$$//; 5~20p'))
