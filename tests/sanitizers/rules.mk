# test-sanitizers: the checker (tests/check) under clang's MemorySanitizer and under valgrind, where
# a leak fails, too; and faults that each must see (planted.c).
#   SANITIZERS_MODELS    which models
#   SANITIZERS_CHECKS    which checks, patterns of their titles

SANITIZERS_MODELS ?= $(MODELS)
SANITIZERS_CHECKS ?= *.sources *.layouts *.sequences *.positions *.rows *.specials *statuses

.PHONY: test-sanitizers
test-sanitizers:
	@mkdir -p .build/tap
	@SANITIZERS_CHECKS='$(SANITIZERS_CHECKS)' $(LUA) tests/sanitizers/run.lua \
	  "$(SANITIZERS_MODELS)" >.build/tap/sanitizers.tap
