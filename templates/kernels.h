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

#define ${M}ROW_FLOATS ${row_floats} /* cos and sin of a token, the axes' rows joined */

#ifdef __cplusplus
extern "C" {
#endif

${frequencies}

${row_types}
/* What a call works on: its views; `end` of its range, beyond which nothing is fetched ahead, 0
   where the range lies in the L1 cache and nothing is; whether results go elsewhere than what they
   are of; whether these are stored past the caches. And the kernel: one token's heads turned by its
   rows, rows[axis]. */
${rotate_types}

#define ${M}DECLARE(isa, ISA, available) \
  ${declarations}
${M}ISAS(${M}DECLARE)
#undef ${M}DECLARE

typedef struct {
  ${m}isa isa;
  ${pointers}
} ${m}kernels;

/* The kernels of an ISA; NULL when this machine or this file set has none. */
const ${m}kernels *${m}kernels_of(${m}isa isa);

${within_limits}
${rotate_check}
${positions_declarations}
#ifdef __cplusplus
}
#endif
#endif
