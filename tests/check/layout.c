/* How the heads of a case's views lie in memory: see rotation.h. */
#include "rotation.h"

layout lay_out(layout_kind kind, const rotation *c)
{
  layout l = { .floats = 0 };
  const ptrdiff_t tokens = (ptrdiff_t)(c->held_end - c->held_begin);
  ptrdiff_t row = HEAD_DIM; /* a token of PACKED */
  for (size_t i = 0; i < c->n_views; i++) row += (ptrdiff_t)c->heads[i] * HEAD_DIM;
  ptrdiff_t in_row = 0;
  for (size_t i = 0; i < c->n_views; i++) {
    const ptrdiff_t heads = (ptrdiff_t)c->heads[i];
    const int loose = kind == LOOSE_TOKEN_MAJOR || kind == LOOSE_HEAD_MAJOR;
    const ptrdiff_t small = HEAD_DIM + (loose ? (ptrdiff_t)random_below(MOST_GAP) : 0);
    const ptrdiff_t gap = loose ? (ptrdiff_t)random_below(MOST_GAP) : 0;
    const int heads_first = kind == HEAD_MAJOR || kind == LOOSE_HEAD_MAJOR;
    l.head[i] = heads_first ? tokens * small + gap : small;
    l.token[i] = kind == PACKED ? row : heads_first ? small : heads * small + gap;
    const ptrdiff_t before = tokens > 0 && heads > 0
      ? (tokens - 1) * l.token[i] + (heads - 1) * l.head[i] : 0; /* the last head */
    if (kind == PACKED) {
      l.start[i] = in_row;
      l.floats = (size_t)(tokens * row);
      in_row += heads * HEAD_DIM;
    } else {
      l.start[i] = (ptrdiff_t)l.floats;
      if (tokens > 0 && heads > 0) l.floats += (size_t)(before + HEAD_DIM);
    }
    if (kind == BACKWARDS) {
      l.start[i] += before;
      l.token[i] = -l.token[i];
      l.head[i] = -l.head[i];
    }
    l.start[i] -= (ptrdiff_t)c->held_begin * l.token[i];
  }
  return l;
}
