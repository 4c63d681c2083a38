# Generates angles.lua's model and runs check.c on it: OUT a folder; STEP, FIRST and EVERY as
# check.c says.
#   OUT/check          the program; OUT/log what was said until it was there
#   OUT/GROUP.said     what it says of a group

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
HERE := tests/angles
PARTS := $(wildcard $(HERE)/* tests/tables/nearest.h tests/model.h gen/*.lua gen/*/*.lua \
  templates/* templates/*/*)

.DELETE_ON_ERROR:
.PHONY: FORCE

$(OUT)/check: $(PARTS)
	mkdir -p $(@D)
	{ gen/ropewalk generate $(HERE)/angles.lua --force --dtype f32 --out $(OUT) && \
	$(CC) -std=c11 -O2 $(WARNINGS) -DMODEL=angles -DMODEL_UPPER=ANGLES -I$(OUT)/angles -Itests \
	  $(HERE)/check.c $(OUT)/angles/angles_all.c -lmpfr -lm -o $@; } >$(OUT)/log 2>&1

$(OUT)/%.said: $(OUT)/check FORCE
	$< $* $(STEP) $(FIRST) $(EVERY) >$@ 2>&1 || true
