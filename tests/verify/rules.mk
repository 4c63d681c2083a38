# test-verify  every reference case by its own config, which is equal, and by configs made wrong,
#              where the field that is wrong must be named

.PHONY: test-verify

test-verify:
	@mkdir -p .build/tap
	@$(LUA) tests/verify/run.lua own >.build/tap/verify_own.tap & own=$$!; \
	$(LUA) tests/verify/run.lua mistakes >.build/tap/verify_mistakes.tap; status=$$?; \
	wait $$own && exit $$status
