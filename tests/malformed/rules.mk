# test-malformed: MALFORMED_COUNT mutants of every kind of file that a user gives, read in process,
# and hostile files by the command line; or one mutant alone, MALFORMED_ONLY=json_text:37, which is
# kept in .build/malformed.

MALFORMED_COUNT ?= 5000
MALFORMED_ONLY ?=
MALFORMED_TAP := .build/tap/malformed.tap

.PHONY: test-malformed
test-malformed:
	@mkdir -p .build/tap
	@LUA_PATH='$(SPEC_PATH)' lua5.4 tests/malformed/run.lua $(MALFORMED_COUNT) $(MALFORMED_ONLY) \
	  >$(MALFORMED_TAP)
