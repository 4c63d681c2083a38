/* See naive.h. Compiled apart from everything else, with -O3 -march=native. */
#include "naive.h"

#if defined(__F16C__)
#include <immintrin.h>
#endif

#include "model.h"

enum { PAIRS = U(PAIRS) };

size_t naive_pairs = PAIRS;

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

/* Pair j: channels j and j + pairs. */
static inline void head_half(element *x, const float *restrict cos, const float *restrict sin,
    turn *pair, size_t pairs)
{
  for (size_t j = 0; j < pairs; j++) pair(x, j, j + pairs, cos[j], sin[j]);
}

/* Pair j: channels 2j and 2j + 1. */
static inline void head_adjacent(element *x, const float *restrict cos,
    const float *restrict sin, turn *pair, size_t pairs)
{
  for (size_t j = 0; j < pairs; j++) pair(x, 2 * j, 2 * j + 1, cos[j], sin[j]);
}

/* The same as half, within the channels of each axis. */
static inline void head_half_per_axis(element *x, const float *restrict cos,
    const float *restrict sin, turn *pair, size_t pairs)
{
  (void)pairs;
#define AXIS(name, axis_pairs, position_min, position_max) \
  head_half(x, cos, sin, pair, axis_pairs); \
  x += 2 * (axis_pairs); \
  cos += (axis_pairs); \
  sin += (axis_pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
}

#define NAIVE(way, pairing, rounding, count) \
  static void way(const naive_view *views, size_t n_views) \
  { \
    const size_t pairs = count; \
    for (size_t token = 0; token < views[0].tokens; token++) { \
      for (size_t side = 0; side < n_views; side++) { \
        const naive_view *v = &views[side]; \
        element *x = v->x + (ptrdiff_t)token * v->token_stride; \
        for (size_t head = 0; head < v->heads; head++, x += v->head_stride) { \
          head_##pairing(x, v->cos + token * pairs, v->sin + token * pairs, turn_##rounding, \
              pairs); \
        } \
      } \
    } \
  }

#define CONSTANT(pairing, name) \
  NAIVE(pairing##_once, pairing, once, PAIRS) NAIVE(pairing##_op_by_op, pairing, op_by_op, PAIRS)
#define RUN_TIME(pairing, name) \
  NAIVE(pairing##_once_any, pairing, once, naive_pairs) \
  NAIVE(pairing##_op_by_op_any, pairing, op_by_op, naive_pairs)

#define EACH_PAIRING(X) X(half, "half") X(adjacent, "adjacent")
#define PER_AXIS(X) X(half_per_axis, "half per axis")

EACH_PAIRING(CONSTANT)
EACH_PAIRING(RUN_TIME)
PER_AXIS(CONSTANT)

#define WAYS(name, once, op_by_op, any) \
  { "naive " name, once, 0, any }, { "naive " name ", twice", once, 1, any }, \
  { "naive " name ", op by op", op_by_op, 1, any },
#define CONSTANT_WAYS(pairing, name) WAYS(name, pairing##_once, pairing##_op_by_op, 0)
#define RUN_TIME_WAYS(pairing, name) WAYS(name, pairing##_once_any, pairing##_op_by_op_any, 1)

const naive_way naive_ways[] = {
  EACH_PAIRING(CONSTANT_WAYS) PER_AXIS(CONSTANT_WAYS) EACH_PAIRING(RUN_TIME_WAYS)
};
const size_t n_naive_ways = sizeof naive_ways / sizeof *naive_ways;

void naive_round(float *numbers, size_t n)
{
  for (size_t i = 0; i < n; i++) numbers[i] = rounded(numbers[i]);
}
