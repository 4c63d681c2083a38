# make test: what every change is held to, in minutes. What is left out here runs in full.mk.

STAGES := spec drift readme check golden catalogue device tune consumers verify ggml nvcc \
  configs malformed

CHECK_TIER := quick
SPECS_ONE_IN := 4
GOLDEN_EMULATE_ONE_IN := 3
CATALOGUE := --native
CONSUMERS := projects installed calls quoted
NVCC := sm_90
CONFIGS_COUNT := 20
MALFORMED_COUNT := 200
