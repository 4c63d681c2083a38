/* See naive.h. Compiled per model, apart from everything else, with gcc -O3 -march=native. */
#include "model.h"
#include "naive.h"

enum { DIM = U(HEAD_DIM), PAIRS = U(PAIRS) };

static inline void turn(float *x, size_t first, size_t second, float cos, float sin)
{
  const float a = x[first], b = x[second];
  x[first] = a * cos - b * sin;
  x[second] = b * cos + a * sin;
}

/* Pair j: channels j and j + DIM / 2. */
static inline void head_half(float *x, const float *restrict cos, const float *restrict sin)
{
  for (size_t j = 0; j < PAIRS; j++) turn(x, j, j + DIM / 2, cos[j], sin[j]);
}

/* Pair j: channels 2j and 2j + 1. */
static inline void head_adjacent(float *x, const float *restrict cos, const float *restrict sin)
{
  for (size_t j = 0; j < PAIRS; j++) turn(x, 2 * j, 2 * j + 1, cos[j], sin[j]);
}

/* The same as half, within the channels of each axis. */
static inline void head_half_per_axis(float *x, const float *restrict cos,
    const float *restrict sin)
{
#define AXIS(name, pairs, position_min, position_max) \
  for (size_t j = 0; j < (pairs); j++) turn(x, j, j + (pairs), cos[j], sin[j]); \
  x += 2 * (pairs); \
  cos += (pairs); \
  sin += (pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
}

#define NAIVE(pairing) \
  void naive_##pairing(const naive_view *views, size_t n_views) \
  { \
    for (size_t token = 0; token < views[0].tokens; token++) { \
      for (size_t side = 0; side < n_views; side++) { \
        const naive_view *v = &views[side]; \
        float *x = v->x + (ptrdiff_t)token * v->token_stride; \
        for (size_t head = 0; head < v->heads; head++, x += v->head_stride) { \
          head_##pairing(x, v->cos + token * PAIRS, v->sin + token * PAIRS); \
        } \
      } \
    } \
  }

NAIVE(half)
NAIVE(adjacent)
NAIVE(half_per_axis)
