# Runs the checker of tests/check under sanitizers: CHECKS patterns of its checks.
#   .build/sanitizers/MODEL.memory     under clang's MemorySanitizer and UBSan: what it said
#   .build/sanitizers/MODEL.valgrind   under valgrind, which knows no AVX-512
#   .build/sanitizers/planted.FAULT.{memory,valgrind}   exit status of planted.c

MAKEFLAGS += --no-builtin-rules
BUILD := .build/sanitizers
MEMORY := -O1 -g1 -fsanitize=memory,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite

include tests/models.mk

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

# The checker's own rules, whose way `native` gets another compiler and other flags.
# $(1): model, $(2): folder, $(3): compiler, $(4): flags
checker = $(MAKE) --no-print-directory -f tests/check/model.mk MODEL=$(1) \
  SOURCES=$(call sources_of,$(1)) CONFIG=gen/models/$(1).lua LUA="$(LUA)" BUILD=$(2) \
  CC_native=$(3) FLAGS_native="$(4)" $(2)/native/check

$(BUILD)/%.memory: $$(call generated_of,$$*) $(wildcard tests/check/*.[ch] tests/check/typed/*)
	@mkdir -p $(@D)
	+$(call checker,$*,$(BUILD)/memory/$*,clang,$(MEMORY)) >$@ 2>&1 && \
	$(BUILD)/memory/$*/native/check $(CHECKS) >$@ 2>&1 || true

$(BUILD)/%.valgrind: $$(call generated_of,$$*) $(wildcard tests/check/*.[ch] tests/check/typed/*)
	@mkdir -p $(@D)
	+$(call checker,$*,$(BUILD)/valgrind/$*,gcc,-O1) >$@ 2>&1 && \
	$(VALGRIND) $(BUILD)/valgrind/$*/native/check $(CHECKS) >$@ 2>&1 || true

PLANTED := tests/sanitizers/planted.c
$(BUILD)/planted.%.memory: $(PLANTED)
	@mkdir -p $(@D)
	clang $(MEMORY) $< -o $(BUILD)/planted_memory.$*
	$(BUILD)/planted_memory.$* $* 2>/dev/null; echo $$? >$@

$(BUILD)/planted.%.valgrind: $(PLANTED)
	@mkdir -p $(@D)
	gcc -O0 $< -o $(BUILD)/planted_valgrind.$*
	$(VALGRIND) $(BUILD)/planted_valgrind.$* $* 2>/dev/null; echo $$? >$@
