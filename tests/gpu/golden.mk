# Beside the checkers of golden cases that tests/golden/build.mk builds, `device`: the same
# with the CUDA text on a device. ARCHITECTURE as nvcc's -arch, TOOLKIT the toolkit's folder.

include tests/golden/build.mk

MEMORY := $(BUILD)/memory.device.o

$(MEMORY): tests/gpu/memory.c tests/gpu/memory.h
	$(CC) $(GOLDEN_CFLAGS) -isystem $(TOOLKIT)/include -c $< -o $@

%/device: %/generated $(SOURCES) $(HEADERS) $(COMMON_NATIVE) $(MEMORY)
	{ mkdir -p $@.objects && for text in $(@D)/golden/*.cu; do \
	  nvcc -std=c++17 -O3 -arch=$(ARCHITECTURE) -Werror all-warnings -c $$text \
	    -o $@.objects/$$(basename $$text).o || exit 1; \
	done; \
	$(one_unit) $(CC) $(GOLDEN_CFLAGS) -DWITH_CUDA -DON_DEVICE $(of_model) $@.objects/*.o \
	  $(COMMON_NATIVE) $(MEMORY) -L$(TOOLKIT)/lib64 -Wl,-rpath,$(TOOLKIT)/lib64 -lcudart \
	  -lstdc++ -lm -o $@; } > $@.log 2>&1
