# Generates models and runs the programs of this folder on each: CONFIGS the paths of their configs,
# MODELS their names, OUT the generator's folder, WINDOW, SEED and EVERY as facts.lua and check.c
# say, LUA the interpreter.
#   generate                OUT/MODEL, written where it changed; none if one is refused, as
#                           OUT/generate.log says
#   OUT/MODEL/native.said   what check.c says on this machine; native.log is of what is before it
#   OUT/MODEL/aarch64.said  what digest.c says under qemu; aarch64.log likewise
# Always: what a program said is of the text that was generated last.

# Make's own rules would link X from an X.o that stands beside it.
MAKEFLAGS += --no-builtin-rules

AARCH64_CC ?= aarch64-linux-gnu-gcc
QEMU_AARCH64 ?= qemu-aarch64-static

HERE := tests/tables
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
# Below -O2 gcc leaves the upper halves of registers dirty, which slows all that comes after.
MODEL_FLAGS := -std=c99 -O2 $(WARNINGS)
CHECK_FLAGS := -std=c11 -O2 $(WARNINGS)
CUDA_FLAGS := -std=c++17 -O2 -Wall -Wextra -Werror -Itests/cuda_host
PARTS := $(wildcard $(HERE)/*.[ch]) tests/model.h

upper = $(shell echo $(1) | tr a-z A-Z)
generated = $(wildcard $(OUT)/$(1)/*.[ch] $(OUT)/$(1)/*.cu)
config_of = $(filter %/$(1).lua,$(CONFIGS))
# All sources but those of rotations, which nothing here calls.
sources = $(filter-out %_all.c $(wildcard $(@D)/*_rotate_*.c),$(wildcard $(@D)/*.c))
one_unit = printf '\#include "%s"\n' $(notdir $(sources)) |
of_model = -DMODEL=$* -DMODEL_UPPER=$(call upper,$*) -I$(@D) -Itests
LINK := -Wl,--unresolved-symbols=ignore-all

PRECOMPILED_IN := $(OUT)
include tests/precompiled.mk
$(eval $(call precompile,native,$(CC) $(MODEL_FLAGS) -x c-header,tests/headers.h))
$(eval $(call precompile,aarch64,$(AARCH64_CC) $(MODEL_FLAGS) -x c-header,tests/headers.h))

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
.PHONY: generate FORCE

# Of rotations one type of q and k is the least there can be.
generate:
	rm -f $(MODELS:%=$(OUT)/%/native.said) $(MODELS:%=$(OUT)/%/aarch64.said)
	gen/ropewalk generate $(CONFIGS) --force --dtype f32 --out $(OUT) >$(OUT)/generate.log 2>&1 || \
	  rm -rf $(MODELS:%=$(OUT)/%)

$(OUT)/%/facts.h: FORCE
	$(LUA) $(HERE)/facts.lua $(call config_of,$*) $(WINDOW) $(SEED) >$@ 2>$@.log

$(OUT)/%/native.o: $(call precompiled,native) $$(call generated,$$*)
	$(one_unit) $(CC) $(MODEL_FLAGS) $(call headers_of,native) -I$(@D) -x c -c - -o $@ \
	  >$(@D)/native.log 2>&1

$(OUT)/%/aarch64.o: $(call precompiled,aarch64) $$(call generated,$$*)
	$(one_unit) $(AARCH64_CC) $(MODEL_FLAGS) $(call headers_of,aarch64) -I$(@D) -x c -c - -o $@ \
	  >$(@D)/aarch64.log 2>&1

# The CUDA text of tables runs on the host.
$(OUT)/%/cuda.o: $$(call generated,$$*)
	$(CXX) $(CUDA_FLAGS) -x c++ -c $(firstword $(wildcard $(@D)/*_tables__cuda.cu) /dev/null) \
	  -o $@ >$(@D)/cuda.log 2>&1

$(OUT)/%/native: $(OUT)/%/facts.h $(OUT)/%/native.o $(OUT)/%/cuda.o $(PARTS)
	{ $(CC) $(CHECK_FLAGS) $(of_model) -DWITH_CUDA -c $(HERE)/check.c -o $@.check.o && \
	$(CXX) $(LINK) $@.check.o $(@D)/native.o $(@D)/cuda.o -lmpfr -lm -o $@; } >$@.log 2>&1

$(OUT)/%/aarch64: $(OUT)/%/facts.h $(OUT)/%/aarch64.o $(PARTS)
	$(AARCH64_CC) $(CHECK_FLAGS) $(of_model) -static $(LINK) $(HERE)/digest.c $(@D)/aarch64.o \
	  -lm -o $@ >$@.log 2>&1

$(OUT)/%/native.said: $(OUT)/%/native
	$< $(EVERY) >$@ 2>&1 || true

$(OUT)/%/aarch64.said: $(OUT)/%/aarch64
	$(QEMU_AARCH64) $< >$@ 2>&1 || true
