# ropewalk: `make run` shows what it does, `make test` checks all of it.
# Both install what is missing from Debian's packages; DEPS=skip leaves the system alone.

MODELS := $(sort $(notdir $(patsubst %/,%,$(wildcard out/*/))))
PICTURES := $(sort $(wildcard out/*.svg))
ROPEWALK := gen/ropewalk
LUA := LUA_PATH='gen/?.lua;tests/?.lua;;' lua5.4

DEPS_RUN := gcc g++ libc6-dev lua5.4 lua-argparse lua-dkjson lua-filesystem lua-penlight
DEPS_TEST := $(DEPS_RUN) binutils libcriterion-dev lua-busted lua-check
# Without one of these, tests are skipped and counted.
DEPS_MORE := clang cmake g++-aarch64-linux-gnu gcc-aarch64-linux-gnu gnuplot-nox \
  libc6-dev-arm64-cross meson ninja-build parallel pkg-config qemu-user-static rustc
DEPS_FULL := $(DEPS_MORE) clang-tidy cppcheck liblua5.4-dev libmpfr-dev locales valgrind

# A tier: which stages run, and how much each does, where its rules.mk would do more or less.
TIER ?= full
include tests/tiers/$(TIER).mk

# Stages of one process, mostly: they run one after another beside the others.
BESIDE := spec readme tune verify consumers configs malformed entries tables angles text coverage

# Whatever is random follows from one number.
export ROPEWALK_SEED ?= 1

.PHONY: help run test test-full test-nightly test-stages check generate golden bench clean
.PHONY: deps-run deps-test deps-full $(STAGES:%=test-%)

help:
	@echo 'make run       generate the shipped models, compile and check them, time them'
	@echo 'make test      run the tests for every change, some minutes; ends with'
	@echo '               "N passed, N failed, N skipped"'
	@echo 'make test-full     every class of tests, under an hour;  make test-nightly  hours'
	@echo '               ROPEWALK_SEED=n draws other random cases'
	@echo 'make mutants   break the generator and what it wrote, and see that tests notice'
	@echo 'make install   install ropewalk under PREFIX (/usr/local);  make uninstall  removes it'
	@echo 'make consumers    build small projects that use an installed ropewalk'
	@echo 'make demo-torch   put kernels under transformers and diffusers, compare and time'
	@echo 'make test-torch   test what the demo is made of'
	@echo 'make test-bare    do the two commands of the README on a bare Debian'
	@echo 'make golden    run reference cases: GOLDEN=folder CASES="glob ..."'
	@echo 'make bench     time kernels and tables beside the memory limit'
	@echo 'make bench-peers  the same beside PyTorch, ONNX Runtime and naive C'
	@echo 'make bench-plot   draw the ratio to the limit over tokens'
	@echo 'make bench-tune   hold the tuner against timing every schedule'
	@echo 'make test-gpu  run reference cases and the checker on a CUDA device'
	@echo 'make bench-gpu time the CUDA kernels beside PyTorch and Triton'
	@echo 'make generate  write out/ again;  make check  compares it'

deps-run:
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_RUN)

deps-test:
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_TEST) -- $(DEPS_MORE)

deps-full:
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_TEST) -- $(DEPS_FULL)

generate:
	@$(ROPEWALK) generate $(MODELS)
	@for picture in $(basename $(notdir $(PICTURES))); do \
	  $(ROPEWALK) explain --svg $$picture >out/$$picture.svg || exit 1; \
	done

check:
	@status=0; for model in $(MODELS); do $(ROPEWALK) check $$model || status=1; done; exit $$status

test: deps-test
	@$(MAKE) --no-print-directory test-stages TIER=quick

test-full: deps-full
	@$(MAKE) --no-print-directory test-stages TIER=full

test-nightly: deps-full
	@$(MAKE) --no-print-directory test-stages TIER=nightly

# Each stage leaves TAP files; the summary reads them, so that one failure hides no other.
test-stages:
	@echo "ROPEWALK_SEED=$(ROPEWALK_SEED)"
	@rm -rf .build/tap && mkdir -p .build/tap
	@stages() { for stage; do \
	  echo "== $$stage"; \
	  $(MAKE) --no-print-directory test-$$stage; \
	  echo "$$stage=$$?" >>.build/tap/statuses; \
	done; }; \
	stages $(filter $(BESIDE),$(STAGES)) & \
	stages $(filter-out $(BESIDE),$(STAGES)); wait; \
	$(LUA) tests/summary.lua $$(for stage in $(STAGES); do \
	  grep "^$$stage=" .build/tap/statuses || echo "$$stage=none"; \
	done)

test-drift:
	@mkdir -p .build/tap
	@number=0; status=0; for model in $(MODELS); do \
	  number=$$((number + 1)); \
	  if $(ROPEWALK) check $$model >&2; then echo "ok $$number - out/$$model"; \
	  else echo "not ok $$number - out/$$model"; status=1; fi; \
	done >.build/tap/drift.tap; \
	for picture in $(PICTURES); do \
	  number=$$((number + 1)); \
	  if $(ROPEWALK) explain --svg $$(basename $$picture .svg) | cmp - $$picture >&2; \
	  then echo "ok $$number - $$picture"; \
	  else echo "not ok $$number - $$picture"; status=1; fi; \
	done >>.build/tap/drift.tap; exit $$status

NVCC ?= --shipped sm_80 sm_90 sm_100

test-nvcc:
	@mkdir -p .build/tap
	@$(LUA) tests/nvcc.lua $(NVCC) >.build/tap/nvcc.tap

test-readme:
	@mkdir -p .build/tap
	@LUA_PATH='gen/?.lua;tests/?.lua;tests/spec/?.lua;;' lua5.4 tests/readme.lua \
	  >.build/tap/readme.tap

include templates/build/install.mk $(wildcard tests/*/rules.mk)

clean:
	rm -rf .build
