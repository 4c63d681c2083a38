# test-malformed: MALFORMED_COUNT mutants of every kind of file that a user gives, read in process,
# and hostile files by the command line; or one alone: MALFORMED_ONLY=json_text:37, a mutant that
# is kept in .build/malformed, or MALFORMED_ONLY='hostile:endless loop'.

MALFORMED_COUNT ?= 5000
MALFORMED_ONLY ?=
MALFORMED_TAP := .build/tap/malformed.tap

.PHONY: test-malformed
test-malformed:
	@mkdir -p .build/tap
	@LUA_PATH='$(SPEC_PATH)' lua5.4 tests/malformed/run.lua $(MALFORMED_COUNT) '$(MALFORMED_ONLY)' \
	  >$(MALFORMED_TAP)
