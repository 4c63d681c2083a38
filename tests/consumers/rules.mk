# make consumers   installs ropewalk in .build/consumers, builds and runs a project of each kind with
#                  it, changes what they are made from, compiles what is vendored in many ways, and
#                  holds the README's snippets against the projects

CONSUMERS ?= projects rebuild portable installed calls quoted

.PHONY: consumers test-consumers $(CONSUMERS:%=consumers-%)

consumers: deps-test
	@mkdir -p .build/tap && rm -f .build/tap/consumers*.tap
	@$(MAKE) --no-print-directory test-consumers; $(LUA) tests/summary.lua consumers=$$?

test-consumers:
	@mkdir -p .build/tap
	@$(LUA) tests/consumers/run.lua install >.build/tap/consumers_install.tap
	@$(MAKE) --no-print-directory -k -j$$(nproc) $(CONSUMERS:%=consumers-%)

$(CONSUMERS:%=consumers-%): consumers-%:
	@$(LUA) tests/consumers/run.lua $* >.build/tap/consumers_$*.tap
