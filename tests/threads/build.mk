# Runs threads.c under ThreadSanitizer.
#   .build/threads/MODEL/DTYPE.said    what it said
#   .build/threads/MODEL/DTYPE.raced   the same, where the ranges of threads overlap

MAKEFLAGS += --no-builtin-rules
CC := clang
FLAGS := -g1 -O1 -fsanitize=thread
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
BUILD := .build/threads

include tests/models.mk

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

$(BUILD)/%/model.o: $$(call generated_of,$$*)
	@mkdir -p $(@D)
	$(CC) -std=c99 $(FLAGS) $(WARNINGS) -c $(call sources_of,$*)/$*_all.c -o $@ 2>$@.log

# $(1): suffix, $(2): flag.
define compile
$(BUILD)/%.$(1): tests/threads/threads.c $(wildcard tests/*.h) \
    $$$$(dir $(BUILD)/$$$$*)model.o
	$$(CC) -std=c11 $$(FLAGS) $$(WARNINGS) $(2) $$(call of_model,$$(notdir $$(@D))) \
	  -DDTYPE=$$(basename $$(@F)) $$< $$(@D)/model.o -lm -lpthread -o $$@ 2>$$@.log
endef
$(eval $(call compile,alone,))
$(eval $(call compile,overlapping,-DOVERLAP=1))

$(BUILD)/%.said: $(BUILD)/%.alone
	TSAN_OPTIONS=halt_on_error=1 timeout 300 $< >$@ 2>&1 || true

$(BUILD)/%.raced: $(BUILD)/%.overlapping
	TSAN_OPTIONS=halt_on_error=1 timeout 300 $< >$@ 2>&1 || true
