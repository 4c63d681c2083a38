# test-configs: random configs of the whole schema, generated, compiled without a warning and held
# against the slow references. CONFIGS_COUNT of them, or CONFIGS_ONLY=n, whose files are kept in
# .build/configs/n.

CONFIGS_COUNT ?= 200
CONFIGS_ONLY ?=
CONFIGS_TAP := .build/tap/configs.tap

.PHONY: test-configs
test-configs:
	@mkdir -p .build/tap .build/configs
	@LUA_PATH='$(SPEC_PATH)' lua5.4 tests/configs/run.lua $(CONFIGS_COUNT) $(CONFIGS_ONLY) \
	  >$(CONFIGS_TAP)
