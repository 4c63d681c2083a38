# Builds the checkers of golden cases.
# In: .build/golden/<hash>/config.lua, of a model named golden. Out: beside it `native` and
# `aarch64`, the checkers for this machine and for qemu, and a .log of each command. Always:
# a checker that is there belongs to the config and to the sources as they are now.

AARCH64_CC ?= aarch64-linux-gnu-gcc
GOLDEN_CFLAGS ?= -std=c11 -O1
GOLDEN_CXXFLAGS ?= -std=c++17 -O1

BUILD := .build/golden
GENERATOR := $(wildcard gen/ropewalk gen/*.lua gen/*/*.lua templates/* templates/*/*)
HEADERS := $(wildcard tests/golden/*.h tests/*.h tests/cuda_host/*.h)

# What knows no model is compiled once.
COMMON := rwg report
COMMON_SOURCES := $(COMMON:%=tests/golden/%.c)
SOURCES := $(filter-out $(COMMON_SOURCES),$(wildcard tests/golden/*.c))
COMMON_NATIVE := $(COMMON:%=$(BUILD)/%.native.o)
COMMON_AARCH64 := $(COMMON:%=$(BUILD)/%.aarch64.o)

of_model = -DMODEL=golden -DMODEL_UPPER=GOLDEN -I$(@D)/golden -Itests

.DELETE_ON_ERROR:
.SECONDARY:

$(COMMON_NATIVE): $(BUILD)/%.native.o: tests/golden/%.c $(HEADERS)
	$(CC) $(GOLDEN_CFLAGS) -c $< -o $@

$(COMMON_AARCH64): $(BUILD)/%.aarch64.o: tests/golden/%.c $(HEADERS)
	$(AARCH64_CC) $(GOLDEN_CFLAGS) -c $< -o $@

%/generated: %/config.lua $(GENERATOR)
	rm -rf $@ $(@D)/native $(@D)/aarch64 $(@D)/golden
	gen/ropewalk generate $< --out $(@D) > $@.log 2>&1
	touch $@

# The CUDA text runs on the host, one thread after the other.
%/native: %/generated $(SOURCES) $(HEADERS) $(COMMON_NATIVE)
	{ for text in $(@D)/golden/*.cu; do \
	  $(CXX) $(GOLDEN_CXXFLAGS) -Itests/cuda_host -I$(@D)/golden -x c++ -c $$text \
	    -o $${text%.cu}.o || exit 1; \
	done; \
	$(CC) $(GOLDEN_CFLAGS) $(of_model) -DWITH_CUDA $(SOURCES) $(@D)/golden/golden_all.c \
	  $(@D)/golden/*.o $(COMMON_NATIVE) -lm -o $@; } > $@.log 2>&1

%/aarch64: %/generated $(SOURCES) $(HEADERS) $(COMMON_AARCH64)
	$(AARCH64_CC) $(GOLDEN_CFLAGS) $(of_model) -static $(SOURCES) $(@D)/golden/golden_all.c \
	  $(COMMON_AARCH64) -lm -o $@ > $@.log 2>&1
