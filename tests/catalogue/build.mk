# Generates the shipped models and runs check.c on each: MODELS their names, ISAS and OUT
# for the generator, LUA the interpreter.
#   generate-MODEL       OUT/MODEL, written where it changed; OUT/MODEL.log
#   OUT/MODEL/native.said, OUT/MODEL/aarch64.said
#                        what check.c says on this machine and under qemu; a .log of the
#                        compiler beside it
# Always: what a program said is of the text that was generated last.

# Make's own rules would link X from an X.o that stands beside it.
MAKEFLAGS += --no-builtin-rules

AARCH64_CC ?= aarch64-linux-gnu-gcc
QEMU_AARCH64 ?= qemu-aarch64-static
SECONDS := 120

WARNINGS := -Wall -Wextra -Werror
C_WARNINGS := $(WARNINGS) -Wpedantic -Wconversion -Wshadow
C_FLAGS := -std=c99 -O1 $(C_WARNINGS)
HERE := tests/catalogue
PARTS := $(wildcard $(HERE)/*.[ch]) tests/model.h $(wildcard tests/cuda_host/*)

upper = $(shell echo $(1) | tr a-z A-Z)
of_model = -DMODEL=$* -DMODEL_UPPER=$(call upper,$*) -I$(@D) -Itests
generated = $(wildcard $(OUT)/$(1)/*.[ch] $(OUT)/$(1)/*.cu)

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
.PHONY: $(MODELS:%=generate-%)

$(MODELS:%=generate-%): generate-%: gen/models/%.lua
	rm -f $(OUT)/$*/*.said
	gen/ropewalk generate $< --isa $(ISAS) --out $(OUT) >$(OUT)/$*.log 2>&1 \
	  || rm -rf $(OUT)/$*

$(OUT)/%/facts.h: gen/models/%.lua $(HERE)/facts.lua $(HERE)/reference.lua \
    $(wildcard gen/*.lua)
	$(LUA) $(HERE)/facts.lua $< >$@

# A compiler takes the one of intrinsics.h.gch/ that is its own.
$(OUT)/intrinsics.h: $(HERE)/intrinsics.h
	mkdir -p $@.gch && cp $< $@

$(OUT)/intrinsics.h.gch/native: $(OUT)/intrinsics.h
	$(CC) $(C_FLAGS) -x c-header $< -o $@

$(OUT)/intrinsics.h.gch/aarch64: $(OUT)/intrinsics.h
	$(AARCH64_CC) $(C_FLAGS) -x c-header $< -o $@

# $(1): compiler; the model as C99, the check as C11.
define compile
$(1) $(C_FLAGS) -include $(OUT)/intrinsics.h -c $(@D)/$*_all.c -o $@.model.o && \
$(1) -std=c11 -O1 $(C_WARNINGS) $(of_model) $(2) -c $(HERE)/check.c -o $@.check.o
endef

# The CUDA text runs on the host, one thread after the other. A rotation is templates that
# take long to optimise, a table is long to fill.
$(OUT)/%/native: $(PARTS) $(OUT)/%/facts.h $(OUT)/intrinsics.h.gch/native \
    $$(call generated,$$*)
	{ $(call compile,$(CC),-DWITH_CUDA) && for text in $(@D)/*.cu; do \
	  case $$text in *_tables_*) level=-O1;; *) level=-O0;; esac; \
	  $(CXX) -x c++ -std=c++17 $$level $(WARNINGS) -Itests/cuda_host -c $$text \
	    -o $$text.o || exit 1; \
	done && $(CXX) $@.model.o $@.check.o $(@D)/*.cu.o -o $@; } >$@.log 2>&1

$(OUT)/%/aarch64: $(PARTS) $(OUT)/%/facts.h $(OUT)/intrinsics.h.gch/aarch64 \
    $$(call generated,$$*)
	{ $(call compile,$(AARCH64_CC),-DEMULATED) && \
	$(AARCH64_CC) -static $@.model.o $@.check.o -lm -o $@; } >$@.log 2>&1

$(OUT)/%/native.said: $(OUT)/%/native
	timeout $(SECONDS) $< >$@ 2>&1 || true

$(OUT)/%/aarch64.said: $(OUT)/%/aarch64
	timeout $(SECONDS) $(QEMU_AARCH64) $< >$@ 2>&1 || true
