${banner}
/* Between the sources of this model, for its tests and its benchmarks; not for its users. */
#ifndef ${M}KERNELS_H
#define ${M}KERNELS_H

#include <string.h>

#include "${model}.h"

${same_generation}
#if !defined(__GNUC__)
#error "${model} needs gcc or clang: their asm keeps products from being fused"
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

/* An ISA's kernels: cos and sin of one position, the axes' rows joined; all tables; */
typedef void ${m}rows_kernel(const int32_t *position, float *rows);
typedef void ${m}tables_kernel(float *tables);
/* and one token's heads turned by its rows, rows[axis]. `end` is the end of the range at work, and
   nothing beyond it is fetched ahead; 0: the range lies in the cache, nothing is. */
${rotate_types}

#define ${M}DECLARE(isa, ISA, available) \
  ${m}rows_kernel ${m}rows__##isa; \
  ${m}tables_kernel ${m}tables__##isa; \
  ${rotate_declarations}
${M}ISAS(${M}DECLARE)
#undef ${M}DECLARE

typedef struct {
  ${m}isa isa;
  ${m}rows_kernel *rows;
  ${m}tables_kernel *tables;
  ${rotate_pointers}
} ${m}kernels;

/* The kernels of an ISA; NULL when this machine or this file set has none. */
const ${m}kernels *${m}kernels_of(${m}isa isa);

/* Whether every position of ids, (tokens, AXES), is within its axis's limits. */
int ${m}within_limits(const int32_t *ids, size_t tokens);

${rotate_check}
${positions_declarations}
#ifdef __cplusplus
}
#endif
#endif
