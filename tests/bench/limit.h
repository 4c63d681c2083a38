/* The limit: x *= c in place, which reads and writes every byte of q and k once, as the rotation
   must. In: the memory, as runs of floats. Out: the same floats times c. Always: nothing else is
   written. The best of several widths and prefetch distances is picked on the machine at hand. */
#ifndef ROPEWALK_BENCH_LIMIT_H
#define ROPEWALK_BENCH_LIMIT_H

#include <stddef.h>

#include "measure.h"

/* `count` runs of `floats` contiguous floats, `stride` floats apart. */
typedef struct {
  float *first;
  size_t floats, count, stride;
} runs;

/* Scales a run; what lies `ahead` floats on is fetched, at its end from the `next` run. 0: none. */
typedef void sweep(float *x, size_t floats, const float *next, size_t ahead, float c);

/* One way of doing it over some memory; the `of` of a candidate whose work is limit_work. */
typedef struct {
  sweep *work;
  size_t ahead;
  const runs *memory;
  size_t n;
  char name[32];
} limit;

void limit_work(const void *of);

/* The fastest way over this memory, by a short measurement. */
limit best_limit(const runs *memory, size_t n, double seconds, double least_ns);

#endif
