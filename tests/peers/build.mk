# Builds what the benchmark beside peers loads.
# In: MODEL, whose files are in OUT/MODEL; COMPILERS of the naive loop, gcc among them. Out:
# .build/peers/MODEL/TYPE/timed.so, for the types of q and k, with gcc's naive loop in it, and
# beside it naive.COMPILER.so with another's.
# The generated C is compiled as its users do, with -O2; the naive loop as well as its compiler can
# for this machine.

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror

FOLDER := $(OUT)/$(MODEL)
BUILD := .build/peers/$(MODEL)
GENERATED := $(wildcard $(FOLDER)/*)
HEADERS := $(wildcard tests/*.h tests/bench/*.h tests/peers/*.h) $(GENERATED)
SOURCES := tests/peers/timed.c tests/peers/building.c \
  $(patsubst %,tests/bench/%.c,rotations making job options limit measure crew)

dtype = $(notdir $(@D))
c11 = -std=c11 -O3 -fPIC $(WARNINGS) -DMODEL=$(MODEL) \
  -DMODEL_UPPER=$(shell echo $(MODEL) | tr a-z A-Z) -DDTYPE=$(dtype) -I$(FOLDER) -Itests

.DELETE_ON_ERROR:
.SECONDARY:

# Its own names come first, whatever else Python has loaded.
$(BUILD)/%/timed.so: $(SOURCES) $(BUILD)/model.o $(BUILD)/%/naive.gcc.o $(HEADERS) \
    $(patsubst %,$(BUILD)/\%/naive.%.so,$(filter-out gcc,$(COMPILERS)))
	gcc $(c11) -shared -Wl,-Bsymbolic -pthread $(SOURCES) $(BUILD)/model.o $(@D)/naive.gcc.o -lm -o $@

%.so: %.o
	gcc -shared $< -o $@

# Of the conversions in naive.c a type takes its own.
define naive_rule
$(BUILD)/%/naive.$(1).o: tests/bench/naive.c $(HEADERS)
	@mkdir -p $$(@D)
	$(1) $$(c11) -march=native -ffp-contract=off -Wno-unused-function -c $$< -o $$@
endef
$(foreach compiler,$(COMPILERS),$(eval $(call naive_rule,$(compiler))))

$(BUILD)/model.o: $(GENERATED)
	@mkdir -p $(@D)
	gcc -std=c99 -O2 -fPIC -c $(FOLDER)/$(MODEL)_all.c -o $@
