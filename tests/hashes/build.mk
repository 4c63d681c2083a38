# Builds and runs hash.c for shipped models, in ways: how a model's C is compiled, and for which
# machine. In: DTYPES the types of q and k. Goals: OUT/MODEL/WAY.said, what the program said; what
# stood in the way is in OUT/MODEL/WAY.log and OUT/MODEL/generated.log. Always: what a program said
# is of the model as it is generated now.

# Make's own rules would link X from an X.o that stands beside it.
MAKEFLAGS += --no-builtin-rules

OUT := .build/hashes
AARCH64_CC ?= aarch64-linux-gnu-gcc
QEMU_AARCH64 ?= qemu-aarch64-static
SECONDS := 300

# What a model's C is compiled by, for each way.
CONTRACT := -O3 -ffp-contract=fast
$(foreach compiler,gcc clang,$(foreach level,O0 O2 O3 Os,\
  $(eval COMPILE_$(compiler)_$(level) := $(compiler) -std=c99 -$(level)))\
  $(eval COMPILE_$(compiler)_contract := $(compiler) -std=c99 $(CONTRACT) -march=native))
COMPILE_gxx_O2 := g++ -std=c++17 -O2
COMPILE_clangxx_O3 := clang++ -std=c++20 -O3
COMPILE_cuda := gcc -std=c99 -O0
COMPILE_aarch64_O0 := $(AARCH64_CC) -std=c99 -O0
COMPILE_aarch64_Os := $(AARCH64_CC) -std=c99 -Os
COMPILE_aarch64_contract := $(AARCH64_CC) -std=c99 $(CONTRACT)
COMPILE_aarch64_clang := clang --target=aarch64-linux-gnu -std=c99 $(CONTRACT)
WAYS := $(patsubst COMPILE_%,%,$(sort $(filter COMPILE_%,$(.VARIABLES))))

# The machines: what compiles hash.c and links, and what runs it. With the CUDA text, this machine
# has one runner more.
machine = $(or $(firstword $(filter aarch64 cuda,$(subst _, ,$(1)))),native)
CC_native := gcc
CC_cuda := gcc -DWITH_CUDA
CC_aarch64 := $(AARCH64_CC) -static
RUN_aarch64 := $(QEMU_AARCH64)

WARNINGS := -Wall -Wextra -Wpedantic -Werror
CUDA := g++ -std=c++17 -O1 -Itests/cuda_host
HASH_FLAGS := -std=c11 -O1 $(WARNINGS) -Wconversion -Wshadow -Itests \
  '-DEACH_DTYPE(X)=$(foreach dtype,$(DTYPES),X($(dtype)))'
HASH_PARTS := $(wildcard tests/hashes/*.[ch] tests/*.h)
GENERATOR := $(wildcard gen/ropewalk gen/*.lua gen/*/*.lua templates/* templates/*/*)

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: ways
ways:
	@echo $(WAYS)

# What a way's programs need on this machine.
tools-%:
	@echo $(firstword $(COMPILE_$*)) $(firstword $(CC_$(call machine,$*))) \
	  $(RUN_$(call machine,$*)) $(if $(filter cuda,$*),g++)

$(OUT)/%/generated: gen/models/%.lua $(GENERATOR)
	mkdir -p $(@D)
	gen/ropewalk generate $< --force --out $(OUT) >$@.log 2>&1
	touch $@

# A compiler of C++ heeds the first -x of several.
language = -x $(if $(findstring ++,$(COMPILE_$(1))),c++,c)

PRECOMPILED_IN := $(OUT)
include tests/precompiled.mk
$(foreach way,$(WAYS),$(eval $(call precompile,$(way),\
  $(COMPILE_$(way)) $(call language,$(way))-header,tests/headers.h)))
$(eval $(call precompile,cuda_text,$(CUDA) -x c++-header,tests/cuda_host/headers.h))

# hash.c and, for each type, turns.c for a machine.
define machine_rules
$(OUT)/%/$(1).o: $(OUT)/%/generated $(HASH_PARTS)
	{ upper=$$$$(echo $$* | tr a-z A-Z); \
	of_model="-DMODEL=$$* -DMODEL_UPPER=$$$$upper -I$$(@D)"; \
	$(CC_$(1)) $$(HASH_FLAGS) $$$$of_model -c tests/hashes/hash.c -o $$(@D)/$(1).hash.o && \
	for dtype in $(DTYPES); do \
	  $(CC_$(1)) $$(HASH_FLAGS) $$$$of_model -DDTYPE=$$$$dtype -c tests/hashes/turns.c \
	    -o $$(@D)/$(1).$$$$dtype.o || exit 1; \
	done && \
	$(CC_$(1)) -nostdlib -r $$(@D)/$(1).hash.o $(DTYPES:%=$$(@D)/$(1).%.o) -o $$@; \
	} >$$@.log 2>&1
endef
$(foreach machine,native cuda aarch64,$(eval $(call machine_rules,$(machine))))

# The CUDA text, on this machine.
$(OUT)/%/cuda_text.o: $(OUT)/%/generated $(call precompiled,cuda_text)
	{ for text in $(@D)/*.cu; do \
	  $(CUDA) $(WARNINGS) $(call headers_of,cuda_text) -x c++ -c $$text -o $$text.o || exit 1; \
	done; \
	g++ -nostdlib -r $(@D)/*.cu.o -o $@; } >$@.log 2>&1

define way_rules
$(OUT)/%/$(1).program: $(OUT)/%/$(call machine,$(1)).o $(call precompiled,$(1)) \
    $(if $(filter cuda,$(1)),$(OUT)/%/cuda_text.o)
	{ $(COMPILE_$(1)) $(WARNINGS) $(call headers_of,$(1)) $(call language,$(1)) \
	  -c $$(@D)/$$*_all.c -o $$(@D)/$(1).model.o && \
	$(firstword $(CC_$(call machine,$(1)))) $(if $(RUN_$(call machine,$(1))),-static) \
	  $$(filter %.o,$$^) $$(@D)/$(1).model.o $(if $(filter cuda,$(1)),-lstdc++) -lm -o $$@; \
	} >$$(@:.program=.log) 2>&1

$(OUT)/%/$(1).said: $(OUT)/%/$(1).program
	timeout $(SECONDS) $(RUN_$(call machine,$(1))) $$< >$$@ 2>&1 || true
endef
$(foreach way,$(WAYS),$(eval $(call way_rules,$(way))))
