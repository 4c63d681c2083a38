${banner}
/* Between the sources of this model, for its tests and its benchmarks; not for its users. */
#ifndef ${M}KERNELS_H
#define ${M}KERNELS_H

#include <string.h>

#include "${model}.h"

#if ${M}VERSION != ${version}
#error "${model}.h is of another generation than this file; generate and copy them together"
#endif
#if !defined(__GNUC__)
#error "${model} needs gcc or clang: it keeps products from being fused with their assembler syntax"
#endif
#if defined(__FAST_MATH__)
#error "${model} promises its bits; compile it without -ffast-math and -Ofast"
#endif
#if defined(__FLT_EVAL_METHOD__) && (__FLT_EVAL_METHOD__ == 1 || __FLT_EVAL_METHOD__ == 2)
#error "${model} needs floats of their own width; add -msse2 -mfpmath=sse"
#endif

${features}

/* The ISAs of this file set that this compiler's machine may have: X(name, NAME, available). */
${registry}

/* Where an axis's rows begin in the tables, and in the rows of one token. */
${row_offsets}

#ifdef __cplusplus
extern "C" {
#endif

/* The frequencies of the axes. */
${frequencies}

/* A kernel's three parts: cos and sin of one token as AXES rows in a row; all tables; and one
   token's heads turned by its rows, rows[axis]. `end` is the end of the range that is at work:
   what lies beyond is not prefetched. */
#define ${M}DECLARE(isa, ISA, available) \
  void ${m}rows__##isa(const int32_t *position, float *rows); \
  void ${m}tables__##isa(float *tables); \
${declare_rotate}
${M}ISAS(${M}DECLARE)
#undef ${M}DECLARE

typedef struct {
  ${m}isa isa;
  void (*rows)(const int32_t *position, float *rows);
  void (*tables)(float *tables);
${kernel_pointers}
} ${m}kernels;

/* The kernels of an ISA; NULL when this machine or this file set has none. */
const ${m}kernels *${m}kernels_of(${m}isa isa);

/* Whether every position of ids, (tokens, AXES), is within its axis's limits. */
int ${m}within_limits(const int32_t *ids, size_t tokens);

/* Whether views, range and direction are such that a rotation can run. */
${check}
${positions_declarations}
#ifdef __cplusplus
}
#endif
#endif
