/* The limit: x *= c in place, which reads and writes every byte of q and k once, as the rotation
   must. In: the memory, as runs of bytes, of which every four in line are an ordinary float,
   whatever q and k are made of: a subnormal would slow the limit down. Out: the same floats times
   a c of 1. Always: no bit changes. The best of several widths and prefetch distances is picked
   on the machine at hand. */
#ifndef ROPEWALK_BENCH_LIMIT_H
#define ROPEWALK_BENCH_LIMIT_H

#include <stddef.h>

#include "measure.h"

typedef float __attribute__((may_alias)) any_float;

/* `count` runs of `bytes` contiguous bytes, `stride` bytes apart. */
typedef struct {
  void *first;
  size_t bytes, count, stride;
} runs;

/* Scales a run; what lies `ahead` floats on is fetched, at its end from the `next` run. 0: none. */
typedef void sweep(any_float *x, size_t floats, const any_float *next, size_t ahead, float c);

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
