# make demo-torch   generated kernels under models of transformers and diffusers: the same bits, the
#                   time before and after; THREADS=2 for more than one, DEMO='--help' says the rest
# make test-torch   tests of what makes that work (ropewalk/), which is there to be copied
# Both install PyTorch and its friends in .build/python/venv, so neither is part of `make test`.

.PHONY: demo-torch test-torch torch-deps

TORCH_RUN = ROPEWALK=gen/ropewalk ROPEWALK_FOLDER=.build/torch OMP_WAIT_POLICY=passive $(PYTHON)

torch-deps: python-venv
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_RUN)

demo-torch: torch-deps
	@$(TORCH_RUN) tests/torch/demo.py --threads $(THREADS) $(DEMO)

test-torch: torch-deps
	@mkdir -p .build/tap && rm -f .build/tap/torch*.tap
	@$(TORCH_RUN) -m pytest -q -p no:cacheprovider --tap-stream tests/torch $(TORCH_TESTS) \
	  >.build/tap/torch.tap; $(LUA) tests/summary.lua torch=$$?
