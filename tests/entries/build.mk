# Runs fuzz.c: RUNS calls by SEED.
#   .build/entries/MODEL/DTYPE.said   what libFuzzer said; a call that failed stands beside it
# Always: only the model is instrumented for coverage, so that its figures are the model's.

MAKEFLAGS += --no-builtin-rules
CC := clang
SANITIZE := -g1 -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
BUILD := .build/entries

include tests/models.mk

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

$(BUILD)/%/model.o: $$(call generated_of,$$*)
	@mkdir -p $(@D)
	$(CC) -std=c99 $(SANITIZE) -fsanitize=fuzzer-no-link $(WARNINGS) \
	  -c $(call sources_of,$*)/$*_all.c -o $@ 2>$@.log

# A model's config: a shipped one, or one that is made for this.
config_of = $(firstword $(wildcard gen/models/$(1).lua tests/entries/configs/$(1).lua))

.build/models/%.stamp: tests/entries/configs/%.lua $(GENERATOR_SOURCES)
	@mkdir -p $(@D)
	gen/ropewalk generate $< --force --out $(@D) --stamp $@

$(BUILD)/%/facts.h: tests/check/facts.lua $$(call config_of,$$*) tests/catalogue/reference.lua
	@mkdir -p $(@D)
	$(LUA) $< $(call config_of,$*) >$@

$(BUILD)/%.fuzz: tests/entries/fuzz.c $(wildcard tests/entries/*.h tests/*.h) \
    $$(dir $(BUILD)/$$*)model.o $$(dir $(BUILD)/$$*)facts.h
	$(CC) -std=gnu11 $(SANITIZE) $(WARNINGS) $(call of_model,$(notdir $(@D))) -I$(@D) \
	  -DDTYPE=$(basename $(@F)) $< $(@D)/model.o -fsanitize=fuzzer -o $@ 2>$@.log

$(BUILD)/%.said: $(BUILD)/%.fuzz
	timeout 3000 $< -seed=$(SEED) -runs=$(RUNS) -max_len=512 -len_control=0 -timeout=60 \
	  -artifact_prefix=$(basename $@). >$@ 2>&1 || true
