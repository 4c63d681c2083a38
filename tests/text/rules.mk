# test-text: generated text is the same wherever and by whatever Lua 5.4 it is generated.
#   TEXT_MODELS  of which shipped models: those of out/ and one of twelve
#   TEXT_ONLY    a part of the names of ways

TEXT_MODELS ?= $(sort $(MODELS) $(shell ls gen/models | sed -n 's/\.lua$$//; 1~12p'))

.PHONY: test-text
test-text:
	@mkdir -p .build/tap
	@TEXT_ONLY='$(TEXT_ONLY)' $(LUA) tests/text/run.lua $(TEXT_MODELS) >.build/tap/text.tap
