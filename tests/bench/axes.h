/* A model's axes as the entries show them: what a library needs to make the same tables.
   In: nothing. Out: each axis's positions and frequencies. Always: of a model whose axes have the
   positions 0 and 1 and no frequency of 0. */
#ifndef ROPEWALK_BENCH_AXES_H
#define ROPEWALK_BENCH_AXES_H

#include "job.h"

typedef struct {
  size_t pairs;
  int64_t min, max;             /* inclusive positions */
  size_t columns[U(PAIRS)];     /* where its pairs are among those of a token */
  float frequencies[U(PAIRS)];
} axis;

void axes_find(axis *axes);

/* The most by which tables differ from the model's; they have for each axis, for each position, the
   pairs' cos and then their sin. `tables` are the model's. */
double axes_difference(const axis *axes, const float *tables, const float *others);

#endif
