# test-catalogue: every shipped model against the slow reference, on every ISA here.

CATALOGUE_TAP := .build/tap/catalogue.tap

.PHONY: test-catalogue
test-catalogue:
	@mkdir -p .build/tap
	@$(LUA) tests/catalogue/run.lua >$(CATALOGUE_TAP); status=$$?; \
	  grep '^# [0-9]* models' $(CATALOGUE_TAP) >&2; exit $$status
