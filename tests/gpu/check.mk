# The checker (tests/check) on memory of a device: MODEL, SOURCES, CONFIG, LUA as for its
# model.mk, TOOLKIT the CUDA toolkit's folder, ARCHITECTURE as nvcc's -arch.
#   BUILD/emulated/check  the device is this machine, whose other memory is its own, under
#                         the sanitizers: what a launch needs and is not copied, shows
#   BUILD/device/check    a CUDA device

include tests/check/model.mk

CC_emulated := gcc
CC_device := gcc
FLAGS_emulated := $(FLAGS_asan) -Itests/cuda_host
FLAGS_device := -O1 -isystem $(TOOLKIT)/include
CUDA_emulated := -DWITH_CUDA -DON_DEVICE
CUDA_device := $(CUDA_emulated)
HEADERS += $(wildcard tests/gpu/*.h)
TEXTS := $(patsubst $(SOURCES)/$(MODEL)_%.cu,%,$(wildcard $(SOURCES)/*.cu))

$(foreach way,emulated device,$(eval $(call core_rules,$(way))))
objects = $(patsubst %,$(BUILD)/$(1)/%.o,main $(CORE) memory) $(BUILD)/native/model.o

$(BUILD)/%/memory.o: tests/gpu/memory.c tests/gpu/memory.h
	$(compile_core)

$(BUILD)/device/%.cu.o: $(SOURCES)/$(MODEL)_%.cu $(GENERATED)
	@mkdir -p $(@D)
	@nvcc -std=c++17 -O3 -arch=$(ARCHITECTURE) -Werror all-warnings -c $< -o $@

$(BUILD)/emulated/check: $(call objects,emulated) $(TEXTS:%=$(BUILD)/asan/%.cu.o)
	@g++ $(FLAGS_emulated) $^ -lm -o $@

$(BUILD)/device/check: $(call objects,device) $(TEXTS:%=$(BUILD)/device/%.cu.o)
	@nvcc -arch=$(ARCHITECTURE) $^ -lm -o $@
