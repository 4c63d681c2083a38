# test-catalogue: every shipped model against the slow reference, on every ISA here; with
#                 CATALOGUE=--native without an emulator and without the CUDA text;
#                 CATALOGUE_MODELS: a shell pattern of models.

CATALOGUE_MODELS ?= *
CATALOGUE_TAP := .build/tap/catalogue.tap

.PHONY: test-catalogue
test-catalogue:
	@mkdir -p .build/tap
	@$(LUA) tests/catalogue/run.lua '$(CATALOGUE_MODELS)' $(CATALOGUE) >$(CATALOGUE_TAP); \
	  status=$$?; \
	  grep '^# [0-9]* models' $(CATALOGUE_TAP) >&2; exit $$status
