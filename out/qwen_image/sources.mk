# ropewalk generate qwen_image --isa scalar,avx2,neon,cuda
QWEN_IMAGE_C :=
    qwen_image.c qwen_image_positions.c qwen_image_rotate_f32.c qwen_image_tables__scalar.c qwen_image_rotate_f32__scalar.c qwen_image_tables__avx2.c qwen_image_rotate_f32__avx2.c qwen_image_tables__neon.c qwen_image_rotate_f32__neon.c
QWEN_IMAGE_OBJECTS := $(QWEN_IMAGE_C:.c=.o)
