/* What an element of q and k is worth: a float as C has it, the others said slowly and alike, from
   the definition of binary floating point; nothing of it is shared with generated code. See model.h
   for DTYPE. */
#ifndef ROPEWALK_TESTS_ELEMENT_H
#define ROPEWALK_TESTS_ELEMENT_H

#include <math.h>
#include <string.h>

#include "model.h"

/* Bits of the fraction, and the exponent of the least normal number. */
enum {
  FRACTION_f32 = 23, LEAST_f32 = -126,
  FRACTION_bf16 = 7, LEAST_bf16 = -126,
  FRACTION_f16 = 10, LEAST_f16 = -14,
  FRACTION = JOIN(FRACTION, DTYPE), LEAST = JOIN(LEAST, DTYPE),
  ELEMENT_BITS = 8 * (int)sizeof(element), EXPONENT_BITS = ELEMENT_BITS - 1 - FRACTION
};

static inline uint32_t element_bits(element x)
{
  uint32_t bits = 0;
  memcpy(&bits, &x, sizeof x); /* little-endian, as all that is tested here */
  return bits;
}

static inline element element_of_bits(uint32_t bits)
{
  element x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* The number that an element stands for. */
static inline float wide(element x)
{
  const uint32_t bits = element_bits(x), exponents = (1u << EXPONENT_BITS) - 1;
  const uint32_t fraction = bits & ((1u << FRACTION) - 1), exponent = bits >> FRACTION & exponents;
  const int negative = (int)(bits >> (ELEMENT_BITS - 1));
  float magnitude;
  if (ELEMENT_BITS == 32) {
    memcpy(&magnitude, &bits, sizeof magnitude);
    return magnitude;
  }
  if (exponent == exponents) {
    magnitude = fraction ? NAN : INFINITY;
  } else {
    const double steps = (double)fraction + (exponent ? (double)(1u << FRACTION) : 0);
    magnitude = (float)ldexp(steps, (exponent ? (int)exponent - 1 : 0) + LEAST - FRACTION);
  }
  return negative ? -magnitude : magnitude;
}

/* The element nearest to a number, ties to even, subnormals kept. */
static inline element narrow(double x)
{
  const uint32_t sign = signbit(x) ? 1u << (ELEMENT_BITS - 1) : 0;
  const uint32_t infinity = ((1u << EXPONENT_BITS) - 1) << FRACTION;
  if (ELEMENT_BITS == 32) {
    const float nearest = (float)x;
    uint32_t same;
    memcpy(&same, &nearest, sizeof same);
    return element_of_bits(same);
  }
  if (isnan(x)) return element_of_bits(sign | infinity | 1u << (FRACTION - 1));
  if (isinf(x)) return element_of_bits(sign | infinity);
  const double magnitude = fabs(x);
  uint64_t double_bits;
  memcpy(&double_bits, &magnitude, sizeof double_bits);
  int exponent = (int)(double_bits >> 52) - 1023;
  if (exponent < LEAST) exponent = LEAST;
  /* Whole steps, of which 2^52 leave a double no bits for less: their sum is rounded to even. */
  const uint64_t step_bits = (uint64_t)(exponent - FRACTION + 1023) << 52;
  double step;
  memcpy(&step, &step_bits, sizeof step);
  const double steps = magnitude / step + 0x1p52 - 0x1p52;
  /* Below the least normal number there is no implied bit; a full binade of steps carries. */
  const double bits = steps + (double)(exponent - LEAST) * (1 << FRACTION);
  return element_of_bits(sign | (bits < infinity ? (uint32_t)bits : infinity));
}

static inline int is_nan_element(element x)
{
  return isnan(wide(x));
}

/* Whether two elements have the same bits; NaN is one class. */
static inline int same_element(element a, element b)
{
  return element_bits(a) == element_bits(b) || (is_nan_element(a) && is_nan_element(b));
}

#endif
