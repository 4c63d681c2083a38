# test-tables: cos and sin of every shipped model, at every position of its limits, against MPFR;
# exact ones at the ends of int32 and around 2^20 as well.
#   TABLES_MODELS     names or patterns of models, also of the configs of far.lua (far_...)
#   TABLES_EMULATED   the same: those whose bits NEON under qemu must have too
#   TABLES_WINDOW     positions at each place of the configs of far.lua
#   TABLES_EVERY      each angle of that many is MPFR's, even where libm's double decides

TABLES_MODELS ?= *
TABLES_EMULATED ?= far_*
TABLES_WINDOW ?= 256
TABLES_EVERY ?= 1024

.PHONY: test-tables
test-tables:
	@mkdir -p .build/tap
	@TABLES_MODELS='$(TABLES_MODELS)' TABLES_EMULATED='$(TABLES_EMULATED)' \
	  TABLES_WINDOW='$(TABLES_WINDOW)' TABLES_EVERY='$(TABLES_EVERY)' \
	  $(LUA) tests/tables/run.lua >.build/tap/tables.tap; \
	  status=$$?; grep '^# in all' .build/tap/tables.tap >&2; exit $$status
