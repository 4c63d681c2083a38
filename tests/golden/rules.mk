# The golden cases.
#   make golden GOLDEN=DIR CASES='glob ...'   cases of any folder, on every ISA here
#   make test-golden                          the committed ones, for make test; of
#                                             GOLDEN_EMULATE_ONE_IN one is run under qemu too

GOLDEN_EMULATE_ONE_IN ?= 1
GOLDEN ?= tests/golden/cases
CASES ?= *

.PHONY: golden test-golden

golden: deps-test
	@lua5.4 tests/golden/run.lua $(foreach glob,$(CASES),--case '$(glob)') '$(GOLDEN)'

test-golden:
	@lua5.4 tests/golden/run.lua --emulate-one-in $(GOLDEN_EMULATE_ONE_IN) \
	  --tap .build/tap/golden.tap tests/golden/cases
