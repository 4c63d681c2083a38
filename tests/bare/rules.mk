# make test-bare   the README's commands on a minimal Debian 12, made by debootstrap from this
#                  machine's mirror with what is committed: BARE=run, or "run test", which takes
#                  long. Wants root; 2 GB for run, 4 for test

BARE ?= run

.PHONY: test-bare

test-bare:
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_RUN) -- debootstrap
	@mkdir -p .build/tap
	@tests/bare/run.sh $(BARE) >.build/tap/bare.tap; $(LUA) tests/summary.lua bare=$$?
