# Analyses generated C: OUT/MODEL/TOOL.said is what a tool said of a model's files, and `status N`;
# planted_TOOL.said of the files with a fault.

MAKEFLAGS += --no-builtin-rules

OUT := .build/analysis

# What the tools look for. Left out of clang-tidy's: parameters that could be exchanged, since
# begin and end, q's and k's strides are what the interface is about; second names of other checks.
# cppcheck counts the elements of a pointer's offset as bytes when it compares it with a copied size.
TIDY_CHECKS := -*,clang-analyzer-*,bugprone-*,cert-*,misc-*,performance-*,portability-*
TIDY_LEFT_OUT := -bugprone-easily-swappable-parameters,-cert-dcl37-c,-cert-dcl51-cpp
CPPCHECK_CHECKS := warning,portability,performance
CPPCHECK_LEFT_OUT := overlappingWriteFunction

comma := ,
TOOLS := gcc clang_tidy cppcheck
run_gcc = gcc -std=c99 -O1 -fanalyzer -Wall -Wextra -Werror -I$(<D) -c $(1) -o $@.o
run_clang_tidy = clang-tidy --quiet --warnings-as-errors='*' --header-filter='.*' \
  --checks='$(TIDY_CHECKS)$(comma)$(TIDY_LEFT_OUT)' $(1) -- -std=c99 -I$(<D)
run_cppcheck = cppcheck --quiet --std=c99 --error-exitcode=1 --enable=$(CPPCHECK_CHECKS) \
  --suppress=$(CPPCHECK_LEFT_OUT) -I $(<D) $(1)

.DELETE_ON_ERROR:
.SECONDARY:

$(OUT)/%/generated: gen/models/%.lua $(wildcard gen/*.lua gen/*/*.lua templates/* templates/*/*)
	mkdir -p $(@D)
	gen/ropewalk generate $< --force --out $(OUT) >$@.log 2>&1
	touch $@

# Reads a pointer where it is null, and a number that was never set.
PLANTED := int planted(const int *list); int planted(const int *list) \
  { int sum; if (!list) sum += *list; return sum; }

$(OUT)/%/planted.c: $(OUT)/%/generated
	printf '#include "%s_all.c"\n%s\n' $* '$(PLANTED)' >$@

sources = $(@D)/$*.c $$(ls $(@D)/$*_*.c | grep -v _all)
said = { $(call run_$(1),$(2)); echo "status $$?"; } >$@ 2>&1

define tool_rules
$(OUT)/%/$(1).said: $(OUT)/%/generated
	$$(call said,$(1),$(if $(filter gcc,$(1)),$$(@D)/$$*_all.c,$$(sources)))
$(OUT)/%/planted_$(1).said: $(OUT)/%/planted.c
	$$(call said,$(1),$$<)
endef
$(foreach tool,$(TOOLS),$(eval $(call tool_rules,$(tool))))
