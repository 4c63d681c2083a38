/* What a person writes first: a loop over tokens, heads and pairs, with the head dim a constant.
   In: x, turned in place, with cos and sin of (tokens, PAIRS), contiguous. One per pairing. */
#ifndef ROPEWALK_BENCH_NAIVE_H
#define ROPEWALK_BENCH_NAIVE_H

#include <stddef.h>

typedef struct {
  float *x;
  size_t tokens, heads;
  ptrdiff_t token_stride, head_stride; /* elements */
  const float *cos, *sin;
} naive_view;

typedef void naive(const naive_view *views, size_t n_views);

naive naive_half, naive_adjacent, naive_half_per_axis;

#endif
