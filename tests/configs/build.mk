# Makes models of random configs and runs programs on each: the variables and the targets are
# those of tests/catalogue/build.mk, and
#   OUT/MODEL/sequences.said     what sequences.c says on this machine; a .log beside it

include tests/catalogue/build.mk

CHECK := tests/check
SEQUENCES := $(patsubst %,$(CHECK)/%.c,check regions reference positions windows grids runs \
  random_grids random_runs) tests/configs/sequences.c

$(OUT)/%/sequences.h/facts.h: $(CONFIGS)/%.lua $(CHECK)/facts.lua
	mkdir -p $(@D)
	$(LUA) $(CHECK)/facts.lua $< >$@ 2>$@.log

# One unit: what takes time is to parse the same headers for each source.
$(OUT)/%/sequences: $(SEQUENCES) $(OUT)/%/sequences.h/facts.h $(OUT)/%/native
	printf '#include "%s"\n' $(SEQUENCES) | $(CC) $(CHECK_FLAGS) -I. -I$(@D)/sequences.h \
	  $(of_model) $(WITH_CUDA) -DDTYPE=$(firstword $(DTYPES)) -x c - -x none $(@D)/native.model.o \
	  $$(ls $(@D)/*.cu.o 2>/dev/null) -lstdc++ -lm -o $@ >$@.log 2>&1

$(OUT)/%/sequences.said: $(OUT)/%/sequences
	timeout $(SECONDS) $< >$@ 2>&1 || true
