# Made by: ropewalk generate msrope_concept --isa scalar,avx2,avx512,neon,cuda --dtype f32,bf16,f16
# The sources of msrope_concept for a Makefile; include it and compile them, with this folder on the
# include path. msrope_concept_all.c is all of the C in one unit.
MSROPE_CONCEPT_C := msrope_concept.c \
  msrope_concept_positions.c \
  msrope_concept_tables__scalar.c \
  msrope_concept_tables__avx2.c \
  msrope_concept_tables__avx512.c \
  msrope_concept_tables__neon.c \
  msrope_concept_rotate_f32.c \
  msrope_concept_rotate_f32__scalar.c \
  msrope_concept_rotate_f32__avx2.c \
  msrope_concept_rotate_f32__avx512.c \
  msrope_concept_rotate_f32__neon.c \
  msrope_concept_rotate_bf16.c \
  msrope_concept_rotate_bf16__scalar.c \
  msrope_concept_rotate_bf16__avx2.c \
  msrope_concept_rotate_bf16__avx512.c \
  msrope_concept_rotate_bf16__neon.c \
  msrope_concept_rotate_f16.c \
  msrope_concept_rotate_f16__scalar.c \
  msrope_concept_rotate_f16__avx2.c \
  msrope_concept_rotate_f16__avx512.c \
  msrope_concept_rotate_f16__neon.c
MSROPE_CONCEPT_CUDA := msrope_concept_tables__cuda.cu \
  msrope_concept_rotate_f32__cuda.cu \
  msrope_concept_rotate_bf16__cuda.cu \
  msrope_concept_rotate_f16__cuda.cu
