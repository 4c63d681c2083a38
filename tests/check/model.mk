# Checks one model in several ways: MODEL its name, SOURCES the folder of its generated
# files, CONFIG its config, DTYPES its types if not all, WAYS which ways if not native, LUA
# the interpreter. A way is how the model's C is compiled and run; each leaves
# .build/tap/check_<way>_<model>.tap. A way whose tools are missing is a skip.

BUILD := .build/check/$(MODEL)
ifndef DTYPES
DTYPES := $(shell $(LUA) -e 'print(table.concat(require("dtypes").names, " "))')
endif
HEADERS := $(wildcard tests/check/*.h tests/*.h) $(BUILD)/facts.h
GENERATED := $(wildcard $(SOURCES)/*)
UPPER := $(shell echo $(MODEL) | tr a-z A-Z)

# What the fronts share: what is in typed/ is an object per type.
names = $(basename $(notdir $(wildcard $(1)/*.c)))
TYPED := $(call names,tests/check/typed)
CORE := $(filter-out main criterion,$(call names,tests/check)) \
  $(foreach dtype,$(DTYPES),$(TYPED:%=%_$(dtype)))

# The core is compiled in the ways of WHOLE too; the others, other compilers and flags, link
# that of native. One more way, `criterion`, is native under that front.
WHOLE := native asan neon
KNOWN := $(WHOLE) gcc_O0 gcc_contract clang_O0 clang_contract
WAYS ?= native

CC_native := gcc
CC_criterion := gcc
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

.PHONY: start all core $(foreach way,criterion $(KNOWN),run-$(way) skip-$(way))

# Says of every way that it was not built; running it says better.
start:
	@for way in $(WAYS); do \
	  echo "not ok 1 - $$way $(MODEL): was not built" \
	    >.build/tap/check_$${way}_$(MODEL).tap; \
	done

all: $(foreach way,$(WAYS),$(if $(call lacks,$(way)),skip,run)-$(way))

# A TAP file's lines get the way, and lose their times; a failure gets the command that shows
# it alone.
alone = alone: ROPEWALK_SEED=$${ROPEWALK_SEED:-1} $(strip $(RUN_$(1)) $<)
tap = sed -E -e 's/^((not )?ok( [0-9]+)?) - /\1 - $(1) /' -e 's/ +\([0-9.]+s\)$$//' \
  -e 's/^  /\# /' -e "s|^not ok.* ([^ ]+)::([^ ]+).*|&\n\# $(alone) --filter '\1/\2'|" \
  -e "s|^not ok.* (\w+\.[[:alnum:]_.]+)$$|&\n\# $(alone) '\1'|" $(BUILD)/$(1)/tap \
  >.build/tap/check_$(1)_$(MODEL).tap

run-criterion: $(BUILD)/native/criterion
	@mkdir -p $(BUILD)/criterion && $< --tap=$(BUILD)/criterion/tap --jobs 1 >&2; status=$$?; \
	$(call tap,criterion); exit $$status

$(KNOWN:%=run-%): run-%: $(BUILD)/%/check
	@$(RUN_$*) $< $(CHECKS_$*) >$(<D)/tap; status=$$?; $(call tap,$*); exit $$status

skip-criterion $(KNOWN:%=skip-%): skip-%:
	@echo "ok 1 - $* $(MODEL) # SKIP $(call lacks,$*) is not installed" \
	  >.build/tap/check_$*_$(MODEL).tap

# The objects of a checker that lacks its model; says which these are.
core: $(patsubst %,$(BUILD)/native/%.o,main $(CORE))
	@echo $^

$(BUILD)/facts.h: tests/check/facts.lua tests/catalogue/reference.lua $(CONFIG) \
    $(wildcard gen/*.lua)
	@mkdir -p $(@D)
	@$(LUA) $< $(CONFIG) $(DTYPES) >$@

# The core: with CUDA's runner where the CUDA text runs, and looked at for what the model's
# code does to its memory. $(1): its type, if it has one.
CUDA_asan := -DWITH_CUDA
CORE_asan := -fno-sanitize=undefined
compile_core = @mkdir -p $(@D) && $(CC_$(way)) -std=c11 -g1 $(FLAGS_$(way)) -O1 \
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

$(KNOWN:%=$(BUILD)/%/model.o): $(GENERATED)
	@mkdir -p $(@D)
	@$(CC_$(way)) -std=c99 -g1 $(FLAGS_$(way)) $(WARNINGS) -c $(SOURCES)/$(MODEL)_all.c -o $@

# The CUDA text, on the host; optimised, its templates take four times as long.
$(BUILD)/asan/%.cu.o: $(SOURCES)/$(MODEL)_%.cu $(wildcard tests/cuda_host/*) $(GENERATED)
	@mkdir -p $(@D)
	@g++ -x c++ -std=c++17 -g1 -Og $(SANITIZE) -Wall -Wextra -Werror -Itests/cuda_host \
	  -c $< -o $@

$(KNOWN:%=$(BUILD)/%/check): $(BUILD)/%/check: $(BUILD)/%/model.o
	@$(if $(CUDA_$(way)),g++,$(CC_$(way))) $(FLAGS_$(way)) $^ -lm -o $@
$(foreach way,$(KNOWN),$(eval $(BUILD)/$(way)/check: $(patsubst %,\
  $(BUILD)/$(if $(filter $(way),$(WHOLE)),$(way),native)/%.o,main $(CORE))))
$(BUILD)/asan/check: $(patsubst $(SOURCES)/$(MODEL)_%.cu,$(BUILD)/asan/%.cu.o,\
  $(wildcard $(SOURCES)/*.cu))

$(BUILD)/native/criterion: $(patsubst %,$(BUILD)/native/%.o,criterion $(CORE) model)
	@$(CC_native) $^ -lm -lcriterion -o $@
