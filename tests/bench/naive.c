/* See naive.h. Compiled apart from everything else, with -O3 -march=native. */
#include "naive.h"

#if defined(__F16C__)
#include <immintrin.h>
#endif

#include "model.h"

enum { DIM = U(HEAD_DIM), PAIRS = U(PAIRS) };

static inline float widen_f32(float x)
{
  return x;
}

static inline float narrow_f32(float x)
{
  return x;
}

static inline float widen_bf16(uint16_t x)
{
  const uint32_t bits = (uint32_t)x << 16;
  float wide;
  memcpy(&wide, &bits, sizeof wide);
  return wide;
}

/* To nearest, ties to even; of a number. */
static inline uint16_t narrow_bf16(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

#if defined(__FLT16_MAX__)
__extension__ typedef _Float16 half;

static inline float widen_f16(uint16_t x)
{
  half narrow;
  memcpy(&narrow, &x, sizeof narrow);
  return narrow;
}

static inline uint16_t narrow_f16(float x)
{
  const half narrow = (half)x;
  uint16_t bits;
  memcpy(&bits, &narrow, sizeof bits);
  return bits;
}
#elif defined(__F16C__)
static inline float widen_f16(uint16_t x)
{
  return _cvtsh_ss(x);
}

static inline uint16_t narrow_f16(float x)
{
  return _cvtss_sh(x, _MM_FROUND_TO_NEAREST_INT);
}
#endif

#define WIDEN JOIN(widen, DTYPE)
#define NARROW JOIN(narrow, DTYPE)

static inline float rounded(float x)
{
  return WIDEN(NARROW(x));
}

static inline void turn_once(element *x, size_t first, size_t second, float cos, float sin)
{
  const float a = WIDEN(x[first]), b = WIDEN(x[second]);
  x[first] = NARROW(a * cos - b * sin);
  x[second] = NARROW(b * cos + a * sin);
}

static inline void turn_op_by_op(element *x, size_t first, size_t second, float cos, float sin)
{
  const float a = WIDEN(x[first]), b = WIDEN(x[second]);
  x[first] = NARROW(rounded(a * cos) - rounded(b * sin));
  x[second] = NARROW(rounded(b * cos) + rounded(a * sin));
}

typedef void turn(element *x, size_t first, size_t second, float cos, float sin);

/* Pair j: channels j and j + DIM / 2. */
static inline void head_half(element *x, const float *restrict cos, const float *restrict sin,
    turn *pair)
{
  for (size_t j = 0; j < PAIRS; j++) pair(x, j, j + DIM / 2, cos[j], sin[j]);
}

/* Pair j: channels 2j and 2j + 1. */
static inline void head_adjacent(element *x, const float *restrict cos,
    const float *restrict sin, turn *pair)
{
  for (size_t j = 0; j < PAIRS; j++) pair(x, 2 * j, 2 * j + 1, cos[j], sin[j]);
}

/* The same as half, within the channels of each axis. */
static inline void head_half_per_axis(element *x, const float *restrict cos,
    const float *restrict sin, turn *pair)
{
#define AXIS(name, pairs, position_min, position_max) \
  for (size_t j = 0; j < (pairs); j++) pair(x, j, j + (pairs), cos[j], sin[j]); \
  x += 2 * (pairs); \
  cos += (pairs); \
  sin += (pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
}

#define NAIVE(pairing, rounding) \
  static void pairing##_##rounding(const naive_view *views, size_t n_views) \
  { \
    for (size_t token = 0; token < views[0].tokens; token++) { \
      for (size_t side = 0; side < n_views; side++) { \
        const naive_view *v = &views[side]; \
        element *x = v->x + (ptrdiff_t)token * v->token_stride; \
        for (size_t head = 0; head < v->heads; head++, x += v->head_stride) { \
          head_##pairing(x, v->cos + token * PAIRS, v->sin + token * PAIRS, turn_##rounding); \
        } \
      } \
    } \
  }

#define EACH_PAIRING(X) X(half, "half") X(adjacent, "adjacent") X(half_per_axis, "half per axis")

#define BOTH(pairing, name) NAIVE(pairing, once) NAIVE(pairing, op_by_op)
EACH_PAIRING(BOTH)

#define WAYS(pairing, name) \
  { "naive " name, pairing##_once, 0 }, { "naive " name ", twice", pairing##_once, 1 }, \
  { "naive " name ", op by op", pairing##_op_by_op, 1 },
const naive_way naive_ways[] = { EACH_PAIRING(WAYS) };
const size_t n_naive_ways = sizeof naive_ways / sizeof *naive_ways;

void naive_round(float *numbers, size_t n)
{
  for (size_t i = 0; i < n; i++) numbers[i] = rounded(numbers[i]);
}
