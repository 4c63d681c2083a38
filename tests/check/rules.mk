# The checker: model.mk for every shipped model and for the models of configs/, a matrix of
# compilers and flags, and the conversions of 16-bit types. Leaves .build/tap/check_*.tap.
#   CHECK_TIER  quick: the sanitizers and aarch64 for shipped models only, the matrix for
#               one; full: other compilers and flags too, the sanitizers for models of configs/

CHECK_TIER ?= full
CHECK_WAYS_quick := criterion asan neon
CHECK_WAYS_full := $(CHECK_WAYS_quick) gcc_O0 gcc_contract clang_O0 clang_contract
CHECK_OWN_WAYS_quick := native
CHECK_OWN_WAYS_full ?= native asan
CHECK_ROUNDED_WAYS_full := neon gcc_contract clang_contract
CHECK_MATRIX_quick := $(firstword $(MODELS))
CHECK_MATRIX_full := $(MODELS)

CHECK_OWN := $(basename $(notdir $(wildcard tests/check/configs/*.lua)))
CHECK_GENERATOR := $(wildcard gen/*.lua gen/*/*.lua templates/* templates/*/*)
CHECK_MODEL = $(MAKE) --no-print-directory -k -f tests/check/model.mk MODEL=$* \
  LUA="$(LUA)"

# The own model that is looked at in all types: the first that rounds products.
CHECK_ROUNDED := $(basename $(notdir $(firstword $(shell \
  grep -l 'rounding = "op_by_op"' tests/check/configs/*.lua))))

comma := ,

.PHONY: test-check check-matrix check-conversions
.PHONY: $(MODELS:%=check-shipped-%) $(CHECK_OWN:%=check-own-%)
test-check:
	@mkdir -p .build/tap
	@$(MAKE) --no-print-directory -k -j$$(nproc) \
	  check-matrix check-conversions $(MODELS:%=check-shipped-%) $(CHECK_OWN:%=check-own-%)

check-matrix:
	@$(LUA) tests/check/matrix.lua $(CHECK_MATRIX_$(CHECK_TIER)) >.build/tap/check_matrix.tap

check-conversions:
	@$(LUA) tests/check/conversions/convert.lua $(firstword $(MODELS)) \
	  >.build/tap/check_conversions.tap

$(MODELS:%=check-shipped-%): IN = SOURCES=out/$* CONFIG=gen/models/$*.lua \
  WAYS="$(CHECK_WAYS_$(CHECK_TIER))"
$(MODELS:%=check-shipped-%): check-shipped-%:
	+@$(CHECK_MODEL) $(IN) start
	+@$(CHECK_MODEL) $(IN) all

# What the other own models are there for is the same in both 16-bit types.
$(CHECK_OWN:%=check-own-%): IN = SOURCES=.build/check/out/$* \
  CONFIG=tests/check/configs/$*.lua \
  $(if $(filter $*,$(CHECK_ROUNDED)), \
    WAYS="$(CHECK_OWN_WAYS_$(CHECK_TIER)) $(CHECK_ROUNDED_WAYS_$(CHECK_TIER))", \
    WAYS="$(CHECK_OWN_WAYS_$(CHECK_TIER))" DTYPES="f32 bf16")
$(CHECK_OWN:%=check-own-%): check-own-%:
	+@$(CHECK_MODEL) $(IN) start
	+@$(MAKE) --no-print-directory .build/check/$*/generated
	+@$(CHECK_MODEL) $(IN) all

.build/check/%/generated: tests/check/configs/%.lua $(CHECK_GENERATOR)
	@mkdir -p $(@D) && rm -rf .build/check/out/$*
	@$(ROPEWALK) generate $< $(if $(filter $*,$(CHECK_ROUNDED)),,--dtype f32$(comma)bf16) \
	  --out .build/check/out >$@.log
	@touch $@
