# test-analysis: static analysis of generated C by gcc -fanalyzer, clang-tidy and cppcheck.
#   ANALYSIS_MODELS  of which shipped models: those of out/ and one of forty

ANALYSIS_MODELS ?= $(sort $(MODELS) $(shell ls gen/models | sed -n 's/\.lua$$//; 5~40p'))

.PHONY: test-analysis
test-analysis:
	@mkdir -p .build/tap
	@$(LUA) tests/analysis/run.lua $(ANALYSIS_MODELS) >.build/tap/analysis.tap
