/* Limits, each the least that some work can do with its memory: to scale in place reads and writes
   every byte once, as the rotation of q and k must; to scale into other memory, as it must out of
   place; to fill, as what builds tables must. In: memory, as runs of bytes, of which every four in
   line are an ordinary float, whatever they are made of: a subnormal would slow the limit down.
   Out: the same floats times 1; a fill leaves ones. Always: the best of several widths, store kinds
   and prefetch distances is picked on the machine at hand; nothing is written past a run. */
#ifndef ROPEWALK_BENCH_LIMIT_H
#define ROPEWALK_BENCH_LIMIT_H

#include <stddef.h>

#include "measure.h"

typedef float __attribute__((may_alias)) any_float;

typedef enum { SCALE, SCALED_COPY, FILL } limit_kind;

/* `count` runs of `bytes` contiguous bytes, `stride` bytes apart. */
typedef struct {
  void *first;
  size_t bytes, count, stride;
} runs;

/* What one thread goes over (crew.h). */
enum { MOST_RUNS = 64 };
typedef struct {
  runs list[MOST_RUNS];
  size_t n;
} share;

/* from times c to `to`, or c itself; what lies `ahead` floats on is fetched, at the run's end from
   the `next` run. 0: none. */
typedef void sweep(any_float *to, const any_float *from, size_t floats, const any_float *next,
    size_t ahead, float c);

/* One way of doing it over some memory; the `of` of a candidate whose work is limit_work. */
typedef struct {
  sweep *work;
  size_t ahead;
  int streams;        /* its stores go past the caches */
  const share *whole; /* a share per thread */
  ptrdiff_t shift;    /* bytes from what is read to what is written */
  char name[40];
} limit;

void limit_work(const void *of);

/* The fastest way of a kind over the memory of `whole`, a share per thread, by a short
   measurement. `shift` is for a scaled copy, else 0. */
limit best_limit(limit_kind kind, const share *whole, ptrdiff_t shift, double seconds,
    double least_ns);

#endif
