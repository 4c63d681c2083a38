# test-ggml   the README's sketch of an operator for ggml, compiled with the declarations of ggml.h
#             that it needs, and run

.PHONY: test-ggml

README ?= README.md

# The block of C that includes ggml.h.
test-ggml:
	@mkdir -p .build/tap .build/ggml
	@awk '/^```c$$/ { on = 1; text = ""; next } /^```$$/ { if (text ~ /ggml\.h/) printf "%s", text; \
	  text = ""; on = 0 } on { text = text $$0 "\n" }' $(README) >.build/ggml/rope.c
	@gcc -std=c11 -O2 -Wall -Wextra -Wpedantic -Wconversion -Werror -Itests/ggml \
	  -Iout/qwen2_5_vl_vision .build/ggml/rope.c tests/ggml/run.c \
	  out/qwen2_5_vl_vision/qwen2_5_vl_vision_all.c -o .build/ggml/run
	@.build/ggml/run >.build/tap/ggml.tap
