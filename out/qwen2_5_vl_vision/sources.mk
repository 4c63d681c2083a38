# Made by: ropewalk generate qwen2_5_vl_vision --isa scalar,avx2,avx512,neon,cuda --dtype f32,bf16,f16
# The sources of qwen2_5_vl_vision for a Makefile; include it and compile them, with this folder on the
# include path. qwen2_5_vl_vision_all.c is all of the C in one unit.
QWEN2_5_VL_VISION_C := qwen2_5_vl_vision.c \
  qwen2_5_vl_vision_positions.c \
  qwen2_5_vl_vision_tables__scalar.c \
  qwen2_5_vl_vision_tables__avx2.c \
  qwen2_5_vl_vision_tables__avx512.c \
  qwen2_5_vl_vision_tables__neon.c \
  qwen2_5_vl_vision_rotate_f32.c \
  qwen2_5_vl_vision_rotate_f32__scalar.c \
  qwen2_5_vl_vision_rotate_f32__avx2.c \
  qwen2_5_vl_vision_rotate_f32__avx512.c \
  qwen2_5_vl_vision_rotate_f32__neon.c \
  qwen2_5_vl_vision_rotate_bf16.c \
  qwen2_5_vl_vision_rotate_bf16__scalar.c \
  qwen2_5_vl_vision_rotate_bf16__avx2.c \
  qwen2_5_vl_vision_rotate_bf16__avx512.c \
  qwen2_5_vl_vision_rotate_bf16__neon.c \
  qwen2_5_vl_vision_rotate_f16.c \
  qwen2_5_vl_vision_rotate_f16__scalar.c \
  qwen2_5_vl_vision_rotate_f16__avx2.c \
  qwen2_5_vl_vision_rotate_f16__avx512.c \
  qwen2_5_vl_vision_rotate_f16__neon.c
QWEN2_5_VL_VISION_CUDA := qwen2_5_vl_vision_tables__cuda.cu \
  qwen2_5_vl_vision_rotate_f32__cuda.cu \
  qwen2_5_vl_vision_rotate_bf16__cuda.cu \
  qwen2_5_vl_vision_rotate_f16__cuda.cu
