# test-coverage: which lines of the generator's modules run in specs and in sweeps of the tuner, in
# their own process and in those of the commands that they start.
#   COVERAGE_ONE_IN  of the random cases of specs one in so many: a line needs one
#   COVERAGE_BY      which specs; all, or those of COVERAGE_OF
#   COVERAGE_OF      which module, alone; no sweeps run for it

COVERAGE_ONE_IN ?= 8
COVERAGE_BY ?= tests/spec
COVERAGE_OF ?=
COVERAGE := .build/coverage
COVERED = COVERAGE_TO=$(CURDIR)/$(COVERAGE)/ran LUA_CPATH='$(CURDIR)/$(COVERAGE)/?.so;;' \
  LUA_INIT='require("lines")' LUA_PATH='$(SPEC_PATH)'

.PHONY: test-coverage
test-coverage:
	@mkdir -p .build/tap && rm -rf $(COVERAGE) && mkdir -p $(COVERAGE)/ran
	@if $(CC) -shared -fPIC -O2 -I/usr/include/lua5.4 tests/coverage/lines.c \
	  -o $(COVERAGE)/lines.so 2>$(COVERAGE)/log; then \
	  $(COVERED) SPECS_ONE_IN=$(COVERAGE_ONE_IN) lua5.4 /usr/bin/busted --output=TAP \
	    $(COVERAGE_BY) >$(COVERAGE)/specs.tap; \
	  $(if $(COVERAGE_OF),,$(COVERED) lua5.4 tests/tune/run.lua >$(COVERAGE)/tune.tap;) \
	fi; \
	$(LUA) tests/coverage/report.lua $(COVERAGE)/ran $(COVERAGE_OF) >.build/tap/coverage.tap; \
	status=$$?; \
	grep '^# of all' .build/tap/coverage.tap >&2; exit $$status
