# test-mutants, make mutants: what the generator wrote, and the generator, are broken on purpose,
# and tests must notice. Ends with the classes that did, and `N caught, N survived`.
#   MUTANTS       which lists: models whose generated kernels are broken, and lists/*.lua
#   MUTANTS_ONLY  a Lua pattern of mutants' names

# Kernels of the shipped models, and of the first own one that rounds products.
MUTANTS_TREES := $(filter-out kernels,$(basename $(notdir $(wildcard tests/mutants/lists/*.lua))))
MUTANTS ?= $(MUTANTS_TREES) $(MODELS) $(CHECK_ROUNDED)
MUTANTS_ONLY ?=

.PHONY: mutants test-mutants $(MUTANTS:%=mutants-of-%)

mutants: deps-test test-mutants

test-mutants:
	@mkdir -p .build/tap .build/mutants
	@rm -f .build/tap/mutants_*.tap
	@$(MAKE) --no-print-directory -k -j$$(nproc) $(MUTANTS:%=mutants-of-%); status=$$?; \
	$(LUA) tests/mutants/count.lua && exit $$status

$(MUTANTS_TREES:%=mutants-of-%): mutants-of-%:
	@MAKEFLAGS= $(LUA) tests/mutants/tree.lua $* '$(MUTANTS_ONLY)' >.build/tap/mutants_$*.tap

$(MODELS:%=mutants-of-%): mutants-of-%:
	+@$(call mutants_of,out/$*,gen/models/$*.lua)

mutants-of-$(CHECK_ROUNDED): mutants-of-%: .build/check/%/generated
	+@$(call mutants_of,.build/check/out/$*,tests/check/configs/$*.lua)

# $(1): the folder of a model's sources, $(2): its config
mutants_of = core=$$($(CHECK_MODEL) -s SOURCES=$(1) CONFIG=$(2) core) && \
  $(LUA) tests/mutants/kernels.lua $* $(1) $(2) '$(MUTANTS_ONLY)' $$core \
  >.build/tap/mutants_$*.tap
