# Checks one model in several ways: MODEL its name, SOURCES the folder of its generated
# files, CONFIG its config, DTYPES its types if not all, LUA the interpreter, EXTRA nothing,
# or `mutants`: then in more ways too. A way is how the model's C is compiled and run; each
# leaves .build/tap/check_<way>_<model>.tap. A way whose tools are missing is a skip.

BUILD := .build/check/$(MODEL)
ifndef DTYPES
DTYPES := $(shell $(LUA) -e 'print(table.concat(require("dtypes").names, " "))')
endif
HEADERS := $(wildcard tests/check/*.h) tests/model.h tests/element.h $(BUILD)/facts.h
GENERATED := $(wildcard $(SOURCES)/*)
UPPER := $(shell echo $(MODEL) | tr a-z A-Z)

# What the fronts share: what is in typed/ is an object per type.
names = $(basename $(notdir $(wildcard $(1)/*.c)))
TYPED := $(call names,tests/check/typed)
CORE := $(filter-out main criterion,$(call names,tests/check)) \
  $(foreach dtype,$(DTYPES),$(TYPED:%=%_$(dtype)))

# The core is compiled in the ways of WHOLE too; the others, other compilers and flags, link
# that of native.
WHOLE := native asan neon
MORE := neon gcc_O0 gcc_contract clang_O0 clang_contract
WAYS := native asan $(if $(filter mutants,$(EXTRA)),$(MORE))

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

# What runs a way's program, and which checks: all, or those whose titles fit patterns.
# What is not optimised is looked at in one type.
RUN_neon := qemu-aarch64-static
BITS := sources layouts batches specials sequences
CHECKS_gcc_O0 := '*.tables' $(BITS:%='*.$(firstword $(DTYPES)).%')
CHECKS_gcc_contract := '*.tables' $(BITS:%='*.%')
CHECKS_clang_O0 := $(CHECKS_gcc_O0)
CHECKS_clang_contract := $(CHECKS_gcc_contract)

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

NATIVE_CORE := $(patsubst %,$(BUILD)/native/%.o,main $(CORE))
mutants: $(NATIVE_CORE)
	@$(LUA) tests/check/mutants.lua $(MODEL) $(SOURCES) $(CONFIG) $(NATIVE_CORE) \
	  >.build/tap/check_mutants_$(MODEL).tap

$(BUILD)/facts.h: tests/check/facts.lua tests/catalogue/reference.lua $(CONFIG) \
    $(wildcard gen/*.lua)
	@mkdir -p $(@D)
	@$(LUA) $< $(CONFIG) $(DTYPES) >$@

# The core: with CUDA's runner where the CUDA text runs, and looked at for what the model's
# code does to its memory. $(1): its type, if it has one.
CUDA_asan := -DWITH_CUDA
CORE_asan := -fno-sanitize=undefined
compile_core = @mkdir -p $(@D) && $(CC_$(way)) -std=c11 -g1 -O1 $(FLAGS_$(way)) \
  $(CORE_$(way)) $(WARNINGS) $(CUDA_$(way)) -DMODEL=$(MODEL) -DMODEL_UPPER=$(UPPER) \
  $(1:%=-DDTYPE=%) -I$(SOURCES) -I$(BUILD) -Itests -c $< -o $@

define core_rules
$(BUILD)/$(1)/%.o: tests/check/%.c $(HEADERS) $(GENERATED)
	$$(compile_core)
$(foreach dtype,$(DTYPES),
$(BUILD)/$(1)/%_$(dtype).o: tests/check/typed/%.c $(HEADERS) $(GENERATED)
	$$(call compile_core,$(dtype)))
endef
$(foreach way,$(WHOLE),$(eval $(call core_rules,$(way))))

$(WAYS:%=$(BUILD)/%/model.o): $(GENERATED)
	@mkdir -p $(@D)
	@$(CC_$(way)) -std=c99 -g1 $(FLAGS_$(way)) $(WARNINGS) -c $(SOURCES)/$(MODEL)_all.c -o $@

# The CUDA text, on the host; optimised, its templates take four times as long.
$(BUILD)/asan/%.cu.o: $(SOURCES)/$(MODEL)_%.cu $(wildcard tests/cuda_host/*) $(GENERATED)
	@mkdir -p $(@D)
	@g++ -x c++ -std=c++17 -g1 -Og $(SANITIZE) -Wall -Wextra -Werror -Itests/cuda_host \
	  -c $< -o $@

$(WAYS:%=$(BUILD)/%/check): $(BUILD)/%/check: $(BUILD)/%/model.o
	@$(if $(CUDA_$(way)),g++,$(CC_$(way))) $(FLAGS_$(way)) $^ -lm -o $@
$(foreach way,$(WAYS),$(eval $(BUILD)/$(way)/check: $(patsubst %,\
  $(BUILD)/$(if $(filter $(way),$(WHOLE)),$(way),native)/%.o,main $(CORE))))
$(BUILD)/asan/check: $(patsubst $(SOURCES)/$(MODEL)_%.cu,$(BUILD)/asan/%.cu.o,\
  $(wildcard $(SOURCES)/*.cu))

$(BUILD)/native/criterion: $(patsubst %,$(BUILD)/native/%.o,criterion $(CORE) model)
	@$(CC_native) $^ -lm -lcriterion -o $@
