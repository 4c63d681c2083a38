${banner}
#ifndef ${M}H
#define ${M}H

#include <stddef.h>
#include <stdint.h>

/* The sources of the same generation have the same number, and compare it. */
#define ${M}GENERATION 0x${generation}

enum { ${M}HEAD_DIM = ${head_dim}, ${M}PAIRS = ${pairs}, ${M}AXES = ${axes} };

${limits}

#ifdef __cplusplus
extern "C" {
#endif

/* What an entry returns. Nothing is written when it is not OK. */
typedef enum {
  ${M}OK,
  ${M}ENULL,     /* a pointer is missing */
  ${M}EGRID,     /* a grid is empty, or no multiple of the merge size */
  ${M}EPOSITION, /* a position or a grid is outside its limits */
  ${M}ESIZE,     /* a count, range or stride does not fit */
  ${M}EOVERLAP,  /* in and out overlap and are not the same, or heads of out do */
  ${M}EISA       /* not generated, or not on this machine */
} ${m}status;

/* AUTO takes the widest that this machine has. Every ISA gives the same bits. */
typedef enum { ${M}AUTO, ${M}SCALAR, ${M}AVX2, ${M}AVX512, ${M}NEON } ${m}isa;

${sequence_types}
/* One of q, k, or an item of a batch: where its token 0 is read and written, how many heads a
   token has, and how many elements lie between tokens and between heads. A head's channels are
   contiguous. in may equal out if the strides are equal; else the two must not overlap.
   16-bit elements are given as their bits. */
${view_types}

${sequence_entries}
${row_entries}
${rotate_entries}

${cuda_entries}
/* A sentence for a status. */
const char *${m}strerror(${m}status status);

#ifdef __cplusplus
}
#endif
#endif
