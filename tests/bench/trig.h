/* cos and sin as libraries have them, for tables: libm, and SLEEF where it is installed.
   In: frequencies and a position, float32. Out: cos and sin of their products. Always: compiled
   for this machine. */
#ifndef ROPEWALK_BENCH_TRIG_H
#define ROPEWALK_BENCH_TRIG_H

#include <stddef.h>

typedef struct {
  const char *name;
  void (*work)(const float *frequencies, size_t n, float position, float *cos, float *sin);
} trig;

enum { MOST_TRIGS = 3 };
extern const trig trigs[];
extern const size_t n_trigs;

#endif
