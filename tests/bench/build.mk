# Builds the programs of this folder.
# In: MODEL, whose files are in out/MODEL. Out: .build/bench/MODEL/{run,bench}, and run.aarch64
# for qemu. The generated C is compiled as its users do, with -O2; the naive loop as well as gcc
# can; the CUDA text, where there is one, for the host.

AARCH64_CC ?= aarch64-linux-gnu-gcc
BENCH_WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror

BUILD := .build/bench/$(MODEL)
GENERATED := $(wildcard out/$(MODEL)/*)
HEADERS := $(wildcard tests/bench/*.h) tests/model.h $(GENERATED)
CUDA := $(patsubst out/$(MODEL)/%.cu,%,$(filter %.cu,$(GENERATED)))

of_model = -DMODEL=$(MODEL) -DMODEL_UPPER=$(shell echo $(MODEL) | tr a-z A-Z) -Iout/$(MODEL) -Itests
c11 = -std=c11 -O3 $(BENCH_WARNINGS) $(of_model)

SHARED := measure limit job
COMMON := $(SHARED:%=$(BUILD)/%.o) $(BUILD)/model.o $(CUDA:%=$(BUILD)/%.o)

.DELETE_ON_ERROR:

$(BUILD)/bench: $(BUILD)/bench.o $(BUILD)/naive.o $(COMMON)
	$(CC) $^ -lm -o $@

$(BUILD)/run: $(BUILD)/run.o $(COMMON)
	$(CC) $^ -o $@

$(BUILD)/naive.o: c11 += -march=native

$(BUILD)/%.o: tests/bench/%.c $(HEADERS) | $(BUILD)
	$(CC) $(c11) $(if $(CUDA),-DWITH_CUDA) -c $< -o $@

$(BUILD)/model.o: $(GENERATED) | $(BUILD)
	$(CC) -std=c99 -O2 -c out/$(MODEL)/$(MODEL)_all.c -o $@

$(BUILD)/%.o: out/$(MODEL)/%.cu $(HEADERS) | $(BUILD)
	$(CXX) -std=c++17 -O2 -Itests/cuda_host -Iout/$(MODEL) -x c++ -c $< -o $@

$(BUILD)/run.aarch64: $(patsubst %,tests/bench/%.c,run $(SHARED)) $(HEADERS) | $(BUILD)
	$(AARCH64_CC) $(c11) -static $(filter %.c,$(filter-out out/%,$^)) \
	  out/$(MODEL)/$(MODEL)_all.c -o $@

$(BUILD):
	mkdir -p $@
