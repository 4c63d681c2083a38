# make test-nightly: the same classes with more of what is random or exhaustive, hours.

include tests/tiers/full.mk

CONFIGS_COUNT := 5000
MALFORMED_COUNT := 100000
ENTRIES_RUNS := 500000
TABLES_MODELS := *
TABLES_EMULATED := *
TABLES_WINDOW := 8192
TABLES_EVERY := 1
ANGLES_STEP := 1
HASHES_FEW_WAYS = $(HASHES_ALL_WAYS)
TEXT_MODELS = $(basename $(notdir $(wildcard gen/models/*.lua)))
