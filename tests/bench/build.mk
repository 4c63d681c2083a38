# Builds the programs of this folder.
# In: MODEL, whose files are in OUT/MODEL. Out: .build/bench/MODEL/TYPE/PROGRAM, for the types of
# q and k: run, bench, tables, and run.aarch64 for qemu. The generated C is compiled as its users
# do, with -O2; naive loops and calls of libraries as well as gcc can; the CUDA text, where there is
# any, for the host.

OUT ?= out
AARCH64_CC ?= aarch64-linux-gnu-gcc
BENCH_WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror

BUILD := .build/bench/$(MODEL)
FOLDER := $(OUT)/$(MODEL)
GENERATED := $(wildcard $(FOLDER)/*)
HEADERS := $(wildcard tests/bench/*.h tests/*.h tests/cuda_host/*.h) $(GENERATED)
CUDA := $(patsubst $(FOLDER)/%.cu,$(BUILD)/%.o,$(filter %.cu,$(GENERATED)))

dtype = $(notdir $(@D))
of_model = -DMODEL=$(MODEL) -DMODEL_UPPER=$(shell echo $(MODEL) | tr a-z A-Z) -DDTYPE=$(dtype) \
  -I$(FOLDER) -Itests
c11 = -std=c11 -O3 $(BENCH_WARNINGS) $(of_model)

SHARED := measure crew limit job options
objects = $(patsubst %,$(@D)/%.o,$(1) $(SHARED)) $(BUILD)/model.o

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

$(BUILD)/%/bench: $$(call objects,bench rotations call naive)
	$(CC) $^ -lm -o $@

$(BUILD)/%/tables: $$(call objects,tables making axes trig)
	$(CC) $^ $(SLEEF) -lm -o $@

$(BUILD)/%/run: $$(call objects,run) $(CUDA)
	$(CC) $^ -lm -o $@

$(BUILD)/%/run.aarch64: $(patsubst %,tests/bench/%.c,run $(SHARED)) $(BUILD)/model.aarch64.o \
    $(HEADERS)
	@mkdir -p $(@D)
	$(AARCH64_CC) $(c11) -static $(filter tests/bench/%.c %.o,$^) -lm -o $@

# Where SLEEF is installed it is timed too.
SLEEF := $(shell $(CC) -include sleef.h -E -x c /dev/null >/dev/null 2>&1 && echo -lsleef)
%/trig.o: c11 += -march=native $(if $(SLEEF),-DWITH_SLEEF)

# Of the conversions in naive.c a type takes its own.
%/naive.o: c11 += -march=native -ffp-contract=off -Wno-unused-function
%/run.o: c11 += $(if $(CUDA),-DWITH_CUDA)

$(BUILD)/%.o: tests/bench/$$(*F).c $(HEADERS)
	@mkdir -p $(@D)
	$(CC) $(c11) -c $< -o $@

$(CUDA): $(BUILD)/%.o: $(FOLDER)/%.cu $(HEADERS)
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -O2 -Itests/cuda_host -I$(FOLDER) -x c++ -c $< -o $@

CC_model := $(CC)
CC_model.aarch64 := $(AARCH64_CC)

$(BUILD)/model.o $(BUILD)/model.aarch64.o: $(GENERATED)
	@mkdir -p $(@D)
	$(CC_$(basename $(@F))) -std=c99 -O2 -c $(FOLDER)/$(MODEL)_all.c -o $@
