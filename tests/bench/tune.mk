# Builds what `ropewalk tune` times, in the current folder, which holds the sources.
# In: BENCH, this folder; MODEL and DTYPE; variants.mk, a line "NAME.so: OBJECT ..." for each
# shared object and one for the runner. Out: the goals; a line for each shared object when done.
# Always: the generated C is compiled as its users do, with -O2 and no other flag that changes it.

CFLAGS_generated := -std=c99 -O2 -fPIC
CFLAGS_bench := -std=c11 -O3 -DMODEL=$(MODEL) -DMODEL_UPPER=$(shell echo $(MODEL) | tr a-z A-Z) \
  -DDTYPE=$(DTYPE) -I. -I$(BENCH) -I$(BENCH)/..
RUNNER := tune.bench.o measure.bench.o limit.bench.o crew.bench.o job.bench.o options.bench.o
BENCH_HEADERS := $(wildcard $(BENCH)/*.h $(BENCH)/../*.h)

.DELETE_ON_ERROR:
.SECONDARY:

include variants.mk

%.so:
	@$(CC) -shared -Wl,-Bsymbolic $^ -o $@ && echo built $@

# A file of its own: the loader takes equal files for one.
%.again: %.so
	@cp $< $@

%.bench.o: $(BENCH)/%.c $(BENCH_HEADERS)
	@$(CC) $(CFLAGS_bench) -c $< -o $@

%.o: %.c
	@$(CC) $(CFLAGS_generated) -c $< -o $@

%.runner: $(RUNNER)
	@$(CC) $^ -lm -ldl -lpthread -o $@
