# Made by: ropewalk generate qwen_image --isa scalar,avx2,avx512,neon,cuda --dtype f32,bf16,f16
# The sources of qwen_image for a Makefile; include it and compile them, with this folder on the
# include path. qwen_image_all.c is all of the C in one unit.
QWEN_IMAGE_C := qwen_image.c \
  qwen_image_positions.c \
  qwen_image_tables__scalar.c \
  qwen_image_tables__avx2.c \
  qwen_image_tables__avx512.c \
  qwen_image_tables__neon.c \
  qwen_image_rotate_f32.c \
  qwen_image_rotate_f32__scalar.c \
  qwen_image_rotate_f32__avx2.c \
  qwen_image_rotate_f32__avx512.c \
  qwen_image_rotate_f32__neon.c \
  qwen_image_rotate_bf16.c \
  qwen_image_rotate_bf16__scalar.c \
  qwen_image_rotate_bf16__avx2.c \
  qwen_image_rotate_bf16__avx512.c \
  qwen_image_rotate_bf16__neon.c \
  qwen_image_rotate_f16.c \
  qwen_image_rotate_f16__scalar.c \
  qwen_image_rotate_f16__avx2.c \
  qwen_image_rotate_f16__avx512.c \
  qwen_image_rotate_f16__neon.c
QWEN_IMAGE_CUDA := qwen_image_tables__cuda.cu \
  qwen_image_rotate_f32__cuda.cu \
  qwen_image_rotate_bf16__cuda.cu \
  qwen_image_rotate_f16__cuda.cu
