# test-hashes: all outputs of shipped models have one hash, whatever compiles and runs them.
#   HASHES_MODELS    which models: those of out/ and one of six
#   HASHES_WAYS      ways of build.mk, for models of out/: all
#   HASHES_FEW_WAYS  for the other models

HASHES_ALL_WAYS = $(shell $(MAKE) --no-print-directory -s -f tests/hashes/build.mk ways)
HASHES_MODELS ?= $(sort $(MODELS) $(shell ls gen/models | sed -n 's/\.lua$$//; 2~6p'))
HASHES_WAYS ?= $(HASHES_ALL_WAYS)
HASHES_FEW_WAYS ?= gcc_contract clang_O2

.PHONY: test-hashes
test-hashes:
	@mkdir -p .build/tap
	@HASHES_WAYS="$(HASHES_WAYS)" HASHES_FEW_WAYS="$(HASHES_FEW_WAYS)" \
	  $(LUA) tests/hashes/run.lua "$(HASHES_MODELS)" "$(MODELS)" >.build/tap/hashes.tap
