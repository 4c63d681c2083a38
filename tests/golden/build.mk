# Builds the checkers of golden cases.
# In: .build/golden/<hash>/<dtype>/config.lua, of a model named golden. Out: beside it `native`
# and `aarch64`, the checkers of that type of q and k for this machine and for qemu, and a .log
# of each command. Always: a checker that is there belongs to the config and to the sources as
# they are now.

AARCH64_CC ?= aarch64-linux-gnu-gcc
# Bits are the same at every level; compiling takes longest here.
GOLDEN_CFLAGS ?= -std=c11 -O0
GOLDEN_CXXFLAGS ?= -std=c++17 -O0
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all

BUILD := .build/golden
GENERATOR := $(wildcard gen/ropewalk gen/*.lua gen/*/*.lua templates/* templates/*/*)
HEADERS := $(wildcard tests/golden/*.h tests/*.h tests/cuda_host/*.h)

# What knows no model is compiled once.
COMMON := rwg report
COMMON_SOURCES := $(COMMON:%=tests/golden/%.c)
SOURCES := $(filter-out $(COMMON_SOURCES),$(wildcard tests/golden/*.c))
FLOAT_SOURCES := $(filter %attention.c %_f64.c,$(SOURCES))

COMMON_NATIVE := $(COMMON:%=$(BUILD)/%.native.o)
COMMON_AARCH64 := $(COMMON:%=$(BUILD)/%.aarch64.o)

NATIVE := $(CC) $(GOLDEN_CFLAGS) -fsanitize=address
AARCH64 := $(AARCH64_CC) $(GOLDEN_CFLAGS)
PRECOMPILED_IN := $(BUILD)
include tests/precompiled.mk
$(eval $(call precompile,native,$(NATIVE) -x c-header,tests/headers.h))
$(eval $(call precompile,aarch64,$(AARCH64) -x c-header,tests/headers.h))

dtype = $(notdir $(@D))
sources_of_dtype = $(filter-out $(if $(filter f32,$(dtype)),,$(FLOAT_SOURCES)),$(SOURCES))
# All of these as one unit from standard input, and the model's own.
one_unit = printf '\#include "%s"\n' $(sources_of_dtype:tests/%=%) |
of_model = -DMODEL=golden -DMODEL_UPPER=GOLDEN -DDTYPE=$(dtype) -I$(@D)/golden -Itests \
  -x c - $(@D)/golden/golden_all.c -x none

.DELETE_ON_ERROR:
.SECONDARY:

$(COMMON_NATIVE): $(BUILD)/%.native.o: tests/golden/%.c $(HEADERS)
	$(CC) $(GOLDEN_CFLAGS) -c $< -o $@

$(COMMON_AARCH64): $(BUILD)/%.aarch64.o: tests/golden/%.c $(HEADERS)
	$(AARCH64_CC) $(GOLDEN_CFLAGS) -c $< -o $@

%/generated: %/config.lua $(GENERATOR)
	rm -rf $@ $(@D)/native $(@D)/aarch64 $(@D)/golden
	gen/ropewalk generate $< --dtype $(dtype) --out $(@D) > $@.log 2>&1
	touch $@

# The CUDA text runs on the host, one thread after the other, under the sanitizers.
%/native: %/generated $(SOURCES) $(HEADERS) $(COMMON_NATIVE) $(call precompiled,native)
	{ for text in $(@D)/golden/*.cu; do \
	  $(CXX) $(GOLDEN_CXXFLAGS) $(SANITIZE) -Itests/cuda_host -I$(@D)/golden -x c++ -c $$text \
	    -o $${text%.cu}.o || exit 1; \
	done; \
	$(one_unit) $(NATIVE) $(call headers_of,native) -DWITH_CUDA $(of_model) $(@D)/golden/*.o \
	  $(COMMON_NATIVE) -lubsan -lm -o $@; } > $@.log 2>&1

%/aarch64: %/generated $(SOURCES) $(HEADERS) $(COMMON_AARCH64) $(call precompiled,aarch64)
	{ $(one_unit) $(AARCH64) $(call headers_of,aarch64) -static $(of_model) $(COMMON_AARCH64) \
	  -lm -o $@; } > $@.log 2>&1
