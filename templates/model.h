${banner}
#ifndef ${M}H
#define ${M}H

#include <stddef.h>
#include <stdint.h>

/* The sources of the same generation compare this number. */
#define ${M}VERSION ${version}

enum { ${M}HEAD_DIM = ${head_dim}, ${M}PAIRS = ${pairs}, ${M}AXES = ${axes} };

/* Inclusive limits of a position on each axis, in the order of an id's columns. */
${limits}

/* The size of the tables in floats: for each axis, for each of its positions, a row. A row is
   shaped like the axis's channels of a head: the cos of a pair stands in the place of its first
   channel, the sin in the place of its second. */
#define ${M}TABLE_FLOATS ((size_t)${table_floats})

#ifdef __cplusplus
extern "C" {
#endif

/* What an entry returns. Nothing is written when it is not OK. */
typedef enum {
  ${M}OK,
  ${M}ENULL,     /* a pointer is missing */
  ${M}EGRID,     /* a grid is empty, or no multiple of the merge size */
  ${M}EPOSITION, /* a position is outside its axis's limits, or a grid outside the model's */
  ${M}ESIZE,     /* a count, range or stride does not fit */
  ${M}EOVERLAP,  /* in and out overlap and are not the same, or heads of out do */
  ${M}EISA       /* not generated, or not on this machine */
} ${m}status;

/* AUTO takes the widest that this machine has. Every ISA gives the same bits. */
typedef enum { ${M}AUTO, ${M}SCALAR, ${M}AVX2, ${M}AVX512, ${M}NEON } ${m}isa;

${sequence_types}
/* One of q, k, or an item of a batch: where its token 0 is read and written, how many heads a
   token has, and how many elements lie between tokens and between heads. A head's channels are
   contiguous. in may equal out if the strides are equal; else the two must not overlap. */
${view_types}

${sequence_entries}
/* Fills the tables, ${M}TABLE_FLOATS floats. The same bytes on every ISA. */
${m}status ${m}tables(float *tables, size_t floats, ${m}isa isa);

/* Angles as float32, (tokens, PAIRS)${angles_note}. */
${m}status ${m}angles(const int32_t *ids, size_t tokens, float *angles);

/* cos and sin of each token, PAIRS columns each, rows `stride` floats apart. tables may be NULL:
   the same bits are then computed here. ids are (tokens, AXES). */
${m}status ${m}cos_sin(const float *tables, const int32_t *ids, size_t tokens, float *cos, float *sin, size_t stride);

${rotate_entries}

${cuda_entries}
/* A sentence for a status. */
const char *${m}strerror(${m}status status);

#ifdef __cplusplus
}
#endif
#endif
