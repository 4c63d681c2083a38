/* What a person writes first: a loop over tokens, heads and pairs, with the head dim a constant,
   or known at run time only. In: x, turned in place, with cos and sin of (tokens, PAIRS),
   contiguous. Always: products and sums are not fused, so that one of the ways has the bits of the
   model; those with a constant come first. See model.h for DTYPE. */
#ifndef ROPEWALK_BENCH_NAIVE_H
#define ROPEWALK_BENCH_NAIVE_H

#include <stddef.h>

#include "model.h"

typedef struct {
  element *x;
  size_t tokens, heads;
  ptrdiff_t token_stride, head_stride; /* elements */
  const float *cos, *sin;
} naive_view;

/* A pairing and what is rounded to the type beside results: the rows, which come so, or each
   product too. */
typedef struct {
  const char *name;
  void (*work)(const naive_view *views, size_t n_views);
  int rounds_rows, at_run_time;
} naive_way;

extern const naive_way naive_ways[];
extern const size_t n_naive_ways;

/* What the ways at run time read: PAIRS, which their compiler cannot know. */
extern size_t naive_pairs;

/* Rounds n numbers of rows to the type. */
void naive_round(float *numbers, size_t n);

#endif
