/* All the ways to turn a tensor's tokens.
   In: a session, a runner, a way. Out: a turned copy. Always: memory is the caller's to free. */
#ifndef ROPEWALK_TESTS_GOLDEN_TURN_H
#define ROPEWALK_TESTS_GOLDEN_TURN_H

#include "case.h"

/* Rows of all tokens, (tokens, PAIRS) each. */
typedef struct { float *cos, *sin; } rows;

/* The model's own rows, from tables or, where they are NULL, from none. */
rows own_rows(const session *s, const float *tables);
void free_rows(rows gone);

/* The cos and sin of n pairs side by side, (n, 2). */
float *interleaved(rows from, size_t n);

/* Where a token's row comes from. */
typedef enum { READY, CIS, IDS, GRID, SOURCES } source;

typedef struct {
  source source;
  rows rows;           /* of READY */
  const float *cis;    /* of CIS */
  const float *tables; /* of IDS and GRID; NULL: computed on the fly */
} way;

const char *source_name(source of);

/* Whether this model has the way, and `by` can go it in place: one CUDA thread would overwrite
   what another still has to read. */
int is_offered(const way *w, const runner *by, int in_place);

/* A copy of x turned by `by`, in place or not, in two ranges of tokens. */
element *turned(const session *s, const runner *by, const way *w, const rwg_tensor *x,
    const char *layout, int in_place);

#endif
