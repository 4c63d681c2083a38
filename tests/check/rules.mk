# The checker: model.mk for every shipped model and for the models of configs/, and a
# matrix of compilers and flags. Leaves .build/tap/check_*.tap.

CHECK_OWN := $(basename $(notdir $(wildcard tests/check/configs/*.lua)))
CHECK_GENERATOR := $(wildcard gen/*.lua gen/*/*.lua templates/* templates/*/*)
CHECK_MODEL = $(MAKE) --no-print-directory -k -f tests/check/model.mk MODEL=$* \
  LUA="$(LUA)"

.PHONY: test-check check-matrix $(MODELS:%=check-shipped-%) $(CHECK_OWN:%=check-own-%)
test-check:
	@mkdir -p .build/tap
	@$(MAKE) --no-print-directory -k -j$$(nproc) \
	  check-matrix $(MODELS:%=check-shipped-%) $(CHECK_OWN:%=check-own-%)

check-matrix:
	@$(LUA) tests/check/matrix.lua $(MODELS) >.build/tap/check_matrix.tap

$(MODELS:%=check-shipped-%): IN = SOURCES=out/$* CONFIG=gen/models/$*.lua EXTRA=mutants
$(MODELS:%=check-shipped-%): check-shipped-%:
	+@$(CHECK_MODEL) $(IN) start
	+@$(CHECK_MODEL) $(IN) all

$(CHECK_OWN:%=check-own-%): IN = SOURCES=.build/check/out/$* \
  CONFIG=tests/check/configs/$*.lua
$(CHECK_OWN:%=check-own-%): check-own-%:
	+@$(CHECK_MODEL) $(IN) start
	+@$(MAKE) --no-print-directory .build/check/$*/generated
	+@$(CHECK_MODEL) $(IN) all

.build/check/%/generated: tests/check/configs/%.lua $(CHECK_GENERATOR)
	@mkdir -p $(@D)
	@$(ROPEWALK) generate $< --out .build/check/out >$@.log
	@touch $@
