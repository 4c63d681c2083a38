# test-threads: threads that share a model, under ThreadSanitizer; and ranges that overlap, which
# it must see.
#   THREADS_MODELS   which models
#   THREADS_DTYPES   types of q and k

THREADS_MODELS ?= $(MODELS) llama dinov3_vit qwen2_5_vl_text mochi
THREADS_DTYPES ?= f32 bf16

.PHONY: test-threads
test-threads:
	@mkdir -p .build/tap
	@$(LUA) tests/threads/run.lua "$(THREADS_MODELS)" "$(THREADS_DTYPES)" >.build/tap/threads.tap
