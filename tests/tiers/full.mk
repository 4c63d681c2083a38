# make test-full: every class of tests, under an hour. Each does what its rules.mk says.

include tests/tiers/quick.mk
