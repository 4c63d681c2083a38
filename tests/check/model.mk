# Checks one model in several ways: MODEL its name, SOURCES the folder of its generated
# files, CONFIG its config, LUA the interpreter, EXTRA `mutants` or nothing. A way is how
# the model's C is compiled and run; each leaves .build/tap/check_<way>_<model>.tap. A way
# whose tools are missing is a skip.

BUILD := .build/check/$(MODEL)
CORE := $(filter-out main criterion,$(basename $(notdir $(wildcard tests/check/*.c))))
HEADERS := $(wildcard tests/check/*.h) tests/model.h $(BUILD)/facts.h
GENERATED := $(wildcard $(SOURCES)/*)
UPPER := $(shell echo $(MODEL) | tr a-z A-Z)

# The core is compiled in the ways of WHOLE too; the others link that of native.
WHOLE := native asan neon
WAYS := $(WHOLE) gcc_O0 gcc_contract clang_O0 clang_contract

CC_native := gcc
CC_asan := gcc
CC_neon := aarch64-linux-gnu-gcc
CC_gcc_O0 := gcc
CC_gcc_contract := gcc
CC_clang_O0 := clang
CC_clang_contract := clang

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
CONTRACT := -O3 -march=native -ffp-contract=fast
FLAGS_native := -O2
FLAGS_asan := -O1 $(SANITIZE)
FLAGS_neon := -O2 -static
FLAGS_gcc_O0 := -O0
FLAGS_gcc_contract := $(CONTRACT)
FLAGS_clang_O0 := -O0
FLAGS_clang_contract := $(CONTRACT)

# What runs a way's program, and which checks: all, unless some are named.
RUN_neon := qemu-aarch64-static
BITS := tables sources layouts batches specials sequences
CHECKS_gcc_O0 := $(BITS)
CHECKS_gcc_contract := $(BITS)
CHECKS_clang_O0 := $(BITS)
CHECKS_clang_contract := $(BITS)

# What a way lacks on this machine; the way of a file that is being built.
lacks = $(firstword $(foreach tool,$(CC_$(1)) $(RUN_$(1)),\
  $(if $(shell command -v $(tool)),,$(tool))))
way = $(notdir $(@D))

.PHONY: start all mutants $(WAYS:%=run-%) $(WAYS:%=skip-%)

# Says of every way that it was not built; running it says better.
start:
	@for way in $(WAYS) $(EXTRA); do \
	  echo "not ok 1 - $$way $(MODEL): was not built" \
	    >.build/tap/check_$${way}_$(MODEL).tap; \
	done

all: $(EXTRA)
all: $(foreach way,$(WAYS),$(if $(call lacks,$(way)),skip,run)-$(way))

# A TAP file's lines get the way, and lose their times.
tap = sed -E -e 's/^((not )?ok( [0-9]+)?) - /\1 - $(1) /' -e 's/ +\([0-9.]+s\)$$//' \
  -e 's/^  /\# /' $(BUILD)/$(1)/tap >.build/tap/check_$(1)_$(MODEL).tap

run-native: $(BUILD)/native/criterion
	@$< --tap=$(<D)/tap --jobs 1 >&2; status=$$?; $(call tap,native); exit $$status

$(patsubst %,run-%,$(filter-out native,$(WAYS))): run-%: $(BUILD)/%/check
	@$(RUN_$*) $< $(CHECKS_$*) >$(<D)/tap; status=$$?; $(call tap,$*); exit $$status

$(WAYS:%=skip-%): skip-%:
	@echo "ok 1 - $* $(MODEL) # SKIP $(call lacks,$*) is not installed" \
	  >.build/tap/check_$*_$(MODEL).tap

mutants: $(BUILD)/native/check
	@$(LUA) tests/check/mutants.lua $(MODEL) $(SOURCES) \
	  >.build/tap/check_mutants_$(MODEL).tap

$(BUILD)/facts.h: tests/check/facts.lua tests/catalogue/reference.lua $(CONFIG) \
    $(wildcard gen/*.lua)
	@mkdir -p $(@D)
	@$(LUA) $< $(CONFIG) >$@

# The core: with CUDA's runner where the CUDA text runs.
CUDA_asan := -DWITH_CUDA
compile_core = @mkdir -p $(@D) && $(CC_$(way)) -std=c11 -g -O1 $(FLAGS_$(way)) \
  $(WARNINGS) $(CUDA_$(way)) -DMODEL=$(MODEL) -DMODEL_UPPER=$(UPPER) \
  -I$(SOURCES) -I$(BUILD) -Itests -c $< -o $@

$(BUILD)/native/%.o: tests/check/%.c $(HEADERS) $(GENERATED)
	$(compile_core)
$(BUILD)/asan/%.o: tests/check/%.c $(HEADERS) $(GENERATED)
	$(compile_core)
$(BUILD)/neon/%.o: tests/check/%.c $(HEADERS) $(GENERATED)
	$(compile_core)

$(WAYS:%=$(BUILD)/%/model.o): $(GENERATED)
	@mkdir -p $(@D)
	@$(CC_$(way)) -std=c99 -g $(FLAGS_$(way)) $(WARNINGS) -c $(SOURCES)/$(MODEL)_all.c -o $@

# The CUDA text, on the host.
$(BUILD)/asan/%.cu.o: $(SOURCES)/$(MODEL)_%.cu $(wildcard tests/cuda_host/*) $(GENERATED)
	@mkdir -p $(@D)
	@g++ -x c++ -std=c++17 -g -O1 $(SANITIZE) -Wall -Wextra -Werror -Itests/cuda_host \
	  -c $< -o $@

$(WAYS:%=$(BUILD)/%/check): $(BUILD)/%/check: $(BUILD)/%/model.o
	@$(if $(CUDA_$(way)),g++,$(CC_$(way))) $(FLAGS_$(way)) $^ -lm -o $@
$(foreach way,$(WAYS),$(eval $(BUILD)/$(way)/check: $(patsubst %,\
  $(BUILD)/$(if $(filter $(way),$(WHOLE)),$(way),native)/%.o,main $(CORE))))
$(BUILD)/asan/check: $(patsubst $(SOURCES)/$(MODEL)_%.cu,$(BUILD)/asan/%.cu.o,\
  $(wildcard $(SOURCES)/*.cu))

$(BUILD)/native/criterion: $(patsubst %,$(BUILD)/native/%.o,criterion $(CORE) model)
	@$(CC_native) $^ -lm -lcriterion -o $@
