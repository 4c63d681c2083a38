# Generates models and runs check.c on each: MODELS their names, CONFIGS the folder of their
# configs, DTYPES the types of q and k, ISAS what is generated, OUT the generator's folder,
# PRECOMPILED_IN one that may outlive it, LUA the interpreter.
#   generate             OUT/MODEL, written where it changed, and OUT/generated.ms: how long
#                        it took; where a model is refused, OUT/MODEL.log
#   OUT/MODEL/facts.h    what facts.lua says of its config; a .log beside it
#   OUT/MODEL/native.said, OUT/MODEL/aarch64.said
#                        what check.c says on this machine and under qemu; a .log of the
#                        compiler beside it
# Always: what a program said is of the text that was generated last.

# Make's own rules would link X from an X.o that stands beside it.
MAKEFLAGS += --no-builtin-rules

CONFIGS ?= gen/models
ISAS ?= scalar avx2 avx512 neon cuda
AARCH64_CC ?= aarch64-linux-gnu-gcc
QEMU_AARCH64 ?= qemu-aarch64-static
SECONDS := 300

WARNINGS := -Wall -Wextra -Werror
C_WARNINGS := $(WARNINGS) -Wpedantic -Wconversion -Wshadow
MODEL_FLAGS := -std=c99 $(C_WARNINGS)
comma := ,
commas = $(subst $() ,$(comma),$(strip $(1)))
GENERATE := gen/ropewalk generate --force --isa $(call commas,$(ISAS)) --dtype $(call commas,$(DTYPES)) \
  --out $(OUT)
WITH_CUDA := $(if $(filter cuda,$(ISAS)),-DWITH_CUDA)
EACH_DTYPE := $(foreach dtype,$(DTYPES),X($(dtype)))
CHECK_FLAGS := -std=c11 -O0 $(C_WARNINGS) '-DEACH_DTYPE(X)=$(EACH_DTYPE)'
CUDA_FLAGS := -std=c++17 $(WARNINGS) -Itests/cuda_host
HERE := tests/catalogue
PARTS := $(wildcard $(HERE)/*.[ch] tests/*.h tests/cuda_host/*)

upper = $(shell echo $(1) | tr a-z A-Z)
of_model = -DMODEL=$* -DMODEL_UPPER=$(call upper,$*) -I$(@D) -Itests
generated = $(wildcard $(OUT)/$(1)/*.[ch] $(OUT)/$(1)/*.cu)
# Optimising takes longer than it saves, unless there are tables of a million floats to fill.
level = $(shell grep -q 'TABLE_FLOATS ((size_t)[0-9]\{7,\})' $(@D)/$*.h && echo -O1 || echo -O0)

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
.PHONY: generate

# One process for all, which writes all or nothing: where it refuses, one for each.
generate:
	rm -f $(OUT)/*/*.said
	began=$$(date +%s%N); \
	if $(GENERATE) $(MODELS:%=$(CONFIGS)/%.lua); then :; \
	else for model in $(MODELS); do \
	  $(GENERATE) $(CONFIGS)/$$model.lua >$(OUT)/$$model.log 2>&1 \
	    || rm -f $(OUT)/$$model/$$model*; \
	done; fi; \
	echo $$((($$(date +%s%N) - began) / 1000000)) >$(OUT)/generated.ms

$(OUT)/%/facts.h: $(CONFIGS)/%.lua $(HERE)/facts.lua $(HERE)/reference.lua \
    $(wildcard gen/*.lua)
	mkdir -p $(@D)
	$(LUA) $(HERE)/facts.lua $< >$@ 2>$@.log

PRECOMPILED_IN ?= $(OUT)
include tests/precompiled.mk
define precompile_level
$(call precompile,native$(1),$(CC) $(MODEL_FLAGS) $(1) -x c-header,tests/headers.h)
$(call precompile,aarch64$(1),$(AARCH64_CC) $(MODEL_FLAGS) $(1) -x c-header,tests/headers.h)
endef
$(eval $(call precompile_level,-O0))
$(eval $(call precompile_level,-O1))
$(eval $(call precompile,cuda,$(CXX) $(CUDA_FLAGS) -O0 -x c++-header,tests/cuda_host/headers.h))

# $(1): compiler, $(2): flags of the checks.
define compile
$(1) $(MODEL_FLAGS) $(level) $(call headers_of,$(@F)$(level)) -c $(@D)/$*_all.c -o $@.model.o && \
$(1) $(CHECK_FLAGS) $(of_model) $(2) -DDTYPE=$(firstword $(DTYPES)) -c $(HERE)/check.c \
  -o $@.check.o && \
for dtype in $(DTYPES); do \
  $(1) $(CHECK_FLAGS) $(of_model) $(2) -DDTYPE=$$dtype -c $(HERE)/turns.c \
    -o $@.$$dtype.o || exit 1; \
done
endef
objects = $@.model.o $@.check.o $(DTYPES:%=$@.%.o)

# The CUDA text runs on the host, one thread after the other. A rotation is templates that
# take long to optimise, a table is long to fill.
define compile_cuda
for text in $$(grep -o '[^ ]*\.cu' $(@D)/$*.mk); do \
  case $$text in *_tables_*) level=-O1;; *) level=-O0;; esac; \
  $(CXX) $(CUDA_FLAGS) $$level $(call headers_of,cuda) -x c++ -c $(@D)/$$text \
    -o $(@D)/$$text.o || exit 1; \
  cuda_objects="$$cuda_objects $(@D)/$$text.o"; \
done
endef

$(OUT)/%/native: $(PARTS) $(OUT)/%/facts.h $(call precompiled,native-O0 native-O1 cuda) \
    $$(call generated,$$*)
	{ $(call compile,$(CC),$(WITH_CUDA)) && $(compile_cuda) && \
	$(CXX) $(objects) $$cuda_objects -o $@; } >$@.log 2>&1

$(OUT)/%/aarch64: $(PARTS) $(OUT)/%/facts.h $(call precompiled,aarch64-O0 aarch64-O1) \
    $$(call generated,$$*)
	{ $(call compile,$(AARCH64_CC),-DEMULATED) && \
	$(AARCH64_CC) -static $(objects) -lm -o $@; } >$@.log 2>&1

$(OUT)/%/native.said: $(OUT)/%/native
	timeout $(SECONDS) $< >$@ 2>&1 || true

$(OUT)/%/aarch64.said: $(OUT)/%/aarch64
	timeout $(SECONDS) $(QEMU_AARCH64) $< >$@ 2>&1 || true
