# ropewalk generate msrope_concept --isa scalar,avx2,neon,cuda
MSROPE_CONCEPT_C :=
    msrope_concept.c msrope_concept_positions.c msrope_concept_rotate_f32.c msrope_concept_tables__scalar.c msrope_concept_rotate_f32__scalar.c msrope_concept_tables__avx2.c msrope_concept_rotate_f32__avx2.c msrope_concept_tables__neon.c msrope_concept_rotate_f32__neon.c
MSROPE_CONCEPT_OBJECTS := $(MSROPE_CONCEPT_C:.c=.o)
