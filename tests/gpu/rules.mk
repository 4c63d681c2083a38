# make test-device   the launchers on memory that is not the host's, on this machine's CPU:
#                    for make test
# make test-gpu      reference cases and random checks on a CUDA device, against the CPU;
#                    CASES='glob ...' chooses cases. Without one all is built by nvcc
# make bench-gpu     times the launchers on a device beside their peers; SMOKE=1 runs all but the
#                    timing, on the CPU

.PHONY: test-device test-gpu bench-gpu $(MODELS:%=device-%)

test-device:
	@$(MAKE) --no-print-directory -k -j$$(nproc) $(MODELS:%=device-%)

$(MODELS:%=device-%): device-%:
	@mkdir -p .build/tap
	@echo "not ok 1 - $*: was not built" >.build/tap/device_$*.tap
	@$(MAKE) --no-print-directory -s -f tests/gpu/check.mk MODEL=$* SOURCES=out/$* \
	  CONFIG=gen/models/$*.lua LUA="$(LUA)" .build/check/$*/emulated/check
	@.build/check/$*/emulated/check 'cuda.*' >.build/tap/device_$*.tap

test-gpu: deps-test
	@mkdir -p .build/tap && rm -f .build/tap/gpu*.tap
	@$(LUA) tests/gpu/run.lua $(CASES:%='%') >.build/tap/gpu.tap; \
	  $(LUA) tests/summary.lua gpu=$$?

bench-gpu:
	@$(LUA) tests/gpu/bench.lua $(if $(SMOKE),--smoke)
