# test-spec: specs of the generator's modules, and luacheck over everything in Lua.
#   SPECS_ONE_IN  of the random cases one in so many

SPEC_PATH := gen/?.lua;tests/?.lua;tests/spec/?.lua;tests/golden/?.lua;;
SPECS_ONE_IN ?= 1
SPEC_TAP := .build/tap/spec.tap
LUACHECK_TAP := .build/tap/spec_luacheck.tap

# busted's own script asks for plain `lua`, which may be an older one; luacheck numbers its
# lines without a dash.
test-spec:
	@mkdir -p .build/tap
	@status=0; \
	LUA_PATH='$(SPEC_PATH)' SPECS_ONE_IN=$(SPECS_ONE_IN) lua5.4 /usr/bin/busted --output=TAP \
	  tests/spec >$(SPEC_TAP) || status=1; \
	luacheck --formatter TAP gen gen/ropewalk tests >$(LUACHECK_TAP) || status=1; \
	sed -i 's/^\(not ok\|ok\) \([0-9]*\) /\1 \2 - luacheck /' $(LUACHECK_TAP); \
	exit $$status
