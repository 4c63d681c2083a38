# test-angles: cos and sin of float32 angles below 2^20, and of their negatives, against MPFR.
#   ANGLES_STEP     1: all 1,233,125,376 of them; n: every n-th of a binade, from one that
#                   ROPEWALK_SEED chooses
#   ANGLES_GROUPS   0 to 10: the angles from 2^4 on, those below it from 2^-12 on, and so forth
#   ANGLES_EVERY    each angle of that many is MPFR's, even where libm's double decides

ANGLES_STEP ?= 61
ANGLES_GROUPS ?= 0 1 2 3 4 5 6 7 8 9 10
ANGLES_EVERY ?= 1024

.PHONY: test-angles
test-angles:
	@mkdir -p .build/tap
	@ANGLES_STEP='$(ANGLES_STEP)' ANGLES_GROUPS='$(ANGLES_GROUPS)' \
	  ANGLES_EVERY='$(ANGLES_EVERY)' $(LUA) tests/angles/run.lua >.build/tap/angles.tap; \
	  status=$$?; grep '^# in all' .build/tap/angles.tap >&2; exit $$status
