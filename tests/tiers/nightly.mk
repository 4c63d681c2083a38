# make test-nightly: the same classes with more of what is random or exhaustive, hours.

include tests/tiers/full.mk
